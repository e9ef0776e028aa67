# shellcheck shell=bash
# Tests mail by a relay instead of SES. To be sourced after stories.sh.

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

# Tests mail by a relay: the provider alone, then a stack that uses it.
test_mail() (
  need_cargo_tools
  data=$target/test-run-mail
  rm -rf "$data"
  mkdir -p "$data"
  trap 'stop relay; stop_instance; rm -rf "$READMIT_RELAY"' EXIT
  start_relay
  say "mail by a relay"
  nextest --test relay -E 'package(messaging)'
  start_instance --parameter "SmtpRelay=smtp://localhost:$READMIT_RELAY_STARTTLS"
  put_secret_of_relay
  nextest --test relay --profile instance -E 'package(api-tests)'
)
