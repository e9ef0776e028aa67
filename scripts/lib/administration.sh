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

# Asks AWS, with the Python client of the emulator's environment.
deployment() { PYTHONPATH=$root/scripts/lib "$tools/emulator/bin/python" -m deployment "$@"; }

# Invokes a function for administrators with JSON, and prints its answer.
invoke() {
  "$tools/emulator/bin/python" "$root/scripts/lib/invoke.py" --stack "$stack" "$@"
}
