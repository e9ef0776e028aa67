# shellcheck shell=bash
# Deploys the template as no instance has it, with the page behind CloudFront, into an emulator of its own. To be sourced
# after instance.sh.

deploy_with() {
  "$tools/emulator/bin/python" "$root/scripts/lib/deploy.py" --template "$root/infra/template.yaml" \
    --program "$programs/functions" --outputs "$data/outputs.json" \
    --parameter MailFrom=no-reply@reset.example.com --parameter MailDomain=reset.example.com "${@/#/--parameter=}"
}

# Fails unless parameters are refused for a reason.
expect_refusal() {
  local reason=$1 output
  shift
  if output=$(deploy_with "$@" 2>&1); then fail "these parameters were not refused: $*"; fi
  [[ $output == *"$reason"* ]] || fail "refused for another reason than \"$reason\": $output"
}

# Fails unless functions know this address of the page.
expect_address() {
  local known
  known=$("$tools/emulator/bin/python" -c 'import boto3
print(boto3.client("lambda").get_function_configuration(FunctionName="readmit-start-reset")["Environment"]["Variables"]["PUBLIC_URL"])')
  [[ $known == "$1" ]] || fail "the address of the page is $known, not $1"
}

test_deployments() (
  local certificate=arn:aws:acm:us-east-1:123456789012:certificate/1
  data=$target/test-run-deployments
  rm -rf "$data"
  mkdir -p "$data"
  trap stop_all EXIT
  start_emulator
  say "deployments with CloudFront"
  expect_refusal "SiteDomain needs SiteCertificateArn" Cdn=true SiteDomain=reset.example.com
  expect_refusal "Without CloudFront, set PublicUrl" Cdn=false
  deploy_with Cdn=true
  expect_address "$(output SiteUrl)"
  deploy_with Cdn=true SiteDomain=reset.example.com "SiteCertificateArn=$certificate"
  expect_address https://reset.example.com
)
