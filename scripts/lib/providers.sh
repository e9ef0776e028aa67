# shellcheck shell=bash
# Tests other providers of messages: a relay instead of SES, End User Messaging instead of SNS. To be sourced after
# stories.sh.

# Starts a relay, with its ports in variables. Its libraries are installed; it is not. Its own user must reach its files.
start_relay() {
  READMIT_RELAY=$(mktemp -d -t readmit-relay.XXXXXX)
  chmod 755 "$READMIT_RELAY"
  READMIT_RELAY_STARTTLS=$(free_port) READMIT_RELAY_TLS=$(free_port) READMIT_RELAY_PLAIN=$(free_port)
  export READMIT_RELAY READMIT_RELAY_STARTTLS READMIT_RELAY_TLS READMIT_RELAY_PLAIN
  need_packages libdb5.3 libgnutls-dane0 libidn12 libnsl2 libpcre2-8-0 openssl
  start relay "$root/scripts/lib/mail-relay" "$READMIT_RELAY" "$READMIT_RELAY_STARTTLS" "$READMIT_RELAY_TLS" "$READMIT_RELAY_PLAIN"
  wait_for "the relay" "$last_started" 60 port_is_open "$READMIT_RELAY_PLAIN"
}

port_is_open() { (: <"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# Puts the user name, the password and the certificate of the relay into its secret, as an administrator does.
put_secret_of_relay() {
  AWS_ENDPOINT_URL=$READMIT_AWS_ENDPOINT AWS_DEFAULT_REGION=$READMIT_AWS_REGION \
    AWS_ACCESS_KEY_ID=$READMIT_AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY=$READMIT_AWS_SECRET_ACCESS_KEY \
    "$tools/emulator/bin/python" -c 'import boto3, json, sys
secret = {"username": "readmit", "password": "pw-of-the-relay", "authority": open(sys.argv[2]).read()}
boto3.client("secretsmanager").put_secret_value(SecretId=sys.argv[1], SecretString=json.dumps(secret))' \
    "$(output SmtpSecret)" "$READMIT_RELAY/authority.pem"
}

# Prints a policy in which End User Messaging sends the text messages to one country.
policy_of_providers() { cat "$root/infra/policies/demonstration.toml" "$root/tests/api/tests/providers/policy.toml"; }

# Tests a relay alone, then a stack that uses it and End User Messaging.
test_providers() (
  need_cargo_tools
  data=$target/test-run-providers
  rm -rf "$data"
  mkdir -p "$data"
  trap 'stop relay; stop_instance; rm -rf "$READMIT_RELAY"' EXIT
  start_relay
  say "mail by a relay"
  nextest --test relay -E 'package(messaging)'
  policy_of_providers >"$READMIT_RELAY/policy.toml"
  start_instance --policy "$READMIT_RELAY/policy.toml" --parameter SmsMaximumPrice=0.5 \
    --parameter "SmtpRelay=smtp://localhost:$READMIT_RELAY_STARTTLS" --parameter TextConfigurationSet=readmit \
    --parameter "TextOrigination=arn:aws:sms-voice:$region:123456789012:pool/pool-of-the-company"
  put_secret_of_relay
  nextest --test providers --profile instance
)
