# shellcheck shell=bash
# The target of administrators' commands: a running instance or a stack in AWS. To be sourced after instance.sh.

stack=readmit

# The instance of ./scripts/run whose state is in $data.
use_instance() {
  [[ -f $data/outputs.json ]] || fail "no instance has run in $data"
  export AWS_ENDPOINT_URL AWS_REGION=$region AWS_DEFAULT_REGION=$region AWS_ACCESS_KEY_ID=readmit-operator AWS_SECRET_ACCESS_KEY
  AWS_ENDPOINT_URL=http://127.0.0.1:$(<"$data/emulator.port")
  AWS_SECRET_ACCESS_KEY=$(<"$data/operator.key")
}

# A stack in AWS, with the credentials of the aws command; its outputs go to a temporary folder.
use_stack() {
  local found
  found=$(deployment credentials)
  eval "$found"
  data=$(mktemp -d)
  trap 'rm -rf "$data"' EXIT
  deployment outputs "$stack" >"$data/outputs.json"
}

# Asks AWS.
deployment() { PYTHONPATH=$root/scripts/lib "$(aws_python)" -m deployment "$@"; }

# Invokes a function for administrators with JSON, and prints its answer.
invoke() {
  "$(aws_python)" "$root/scripts/lib/invoke.py" --stack "$stack" "$@"
}

# The Python with the client that need_aws_client found or installed.
aws_python() {
  local name=aws
  if [[ -e $tools/emulator/installed.txt ]]; then name=emulator; fi
  printf %s "$tools/$name/bin/python"
}
