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
  has aws || fail "needs the aws command"
  eval "$(aws configure export-credentials --format env)"
  data=$(mktemp -d)
  trap 'rm -rf "$data"' EXIT
  export AWS_REGION=${AWS_REGION:-$(aws configure get region)}
  export AWS_DEFAULT_REGION=$AWS_REGION
  aws cloudformation describe-stacks --stack-name "$stack" --query 'Stacks[0].Outputs' --output json |
    python3 -c 'import json, sys; print(json.dumps({o["OutputKey"]: o["OutputValue"] for o in json.load(sys.stdin)}))' \
      >"$data/outputs.json"
}

# Uploads the company's branding, which pages show before they know the policy. A stack without a CDN has no pages.
upload_branding() {
  local bucket distribution
  bucket=$(optional_output SiteBucket)
  [[ -n $bucket ]] || return 0
  aws s3 cp --only-show-errors --cache-control no-cache --content-type 'text/css; charset=utf-8' \
    "$data/branding.css" "s3://$bucket/branding.css"
  distribution=$(aws cloudformation describe-stack-resource --stack-name "$stack" --logical-resource-id Distribution \
    --query StackResourceDetail.PhysicalResourceId --output text)
  aws cloudfront create-invalidation --distribution-id "$distribution" --paths /branding.css --output text >/dev/null
  say "the pages show the branding"
}

# Invokes a function for administrators with JSON, and prints its answer.
invoke() {
  "$tools/emulator/bin/python" "$root/scripts/lib/invoke.py" --stack "$stack" "$@"
}
