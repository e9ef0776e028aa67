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

# Prints a variable of a function.
variable_of_functions() {
  "$tools/emulator/bin/python" -c 'import boto3, sys
print(boto3.client("lambda").get_function_configuration(FunctionName="readmit-start-reset")["Environment"]["Variables"][sys.argv[1]])' "$1"
}

# Fails unless functions know this address of the page.
expect_address() {
  local known
  known=$(variable_of_functions PUBLIC_URL)
  [[ $known == "$1" ]] || fail "the address of the page is $known, not $1"
}

# Fails unless functions know a secret, which CloudFront sends.
expect_secret() {
  local known
  known=$(variable_of_functions ORIGIN_SECRET)
  ((${#known} == 64)) || fail "the functions do not know the secret of CloudFront"
}

# Puts files with their names as content into the bucket of the page.
put_pages() {
  "$tools/emulator/bin/python" -c 'import boto3, sys
for name in sys.argv[2:]:
    boto3.client("s3").put_object(Bucket=sys.argv[1], Key=name, Body=name.encode())' "$(output SiteBucket)" "$@"
}

# Tests the distribution of the template: the emulator runs its functions, and follows its behaviors and policies.
test_distribution() {
  put_pages index.html account.html not-found.html assets/page.js
  export_tables
  "$programs/readmit-admin" apply-policy "$root/infra/policies/default.toml"
  export READMIT_URL=$emulator READMIT_DATA=$data READMIT_SITE READMIT_AGENT_API_ID
  READMIT_SITE=$(output SiteUrl) && READMIT_SITE=${READMIT_SITE#https://}
  READMIT_AGENT_API_ID=$(output AgentApiId)
  export_instance
  nextest --test cloudfront --profile instance
}

test_deployments() (
  local certificate=arn:aws:acm:us-east-1:123456789012:certificate/1
  data=$target/test-run-deployments
  rm -rf "$data"
  mkdir -p "$data"
  trap stop_all EXIT
  [[ -x /usr/bin/node ]] || need_packages nodejs # runs the functions of CloudFront
  need_cargo_tools
  start_emulator
  say "deployments with CloudFront"
  expect_refusal "SiteDomain needs SiteCertificateArn" Cdn=true SiteDomain=reset.example.com
  expect_refusal "Without CloudFront, set PublicUrl" Cdn=false
  deploy_with Cdn=true SecurityContact=mailto:security@example.com
  expect_address "$(output SiteUrl)"
  expect_secret
  test_distribution
  deploy_with Cdn=true SiteDomain=reset.example.com "SiteCertificateArn=$certificate"
  expect_address https://reset.example.com
)

# Runs ./scripts/deploy in an emulator of its own, as an operator does. The emulator runs the functions of CloudFront with
# Node.
test_deploy_script() (
  data=$target/test-run-deploy-script
  rm -rf "$data"
  mkdir -p "$data/story"
  [[ -x /usr/bin/node ]] || need_packages nodejs
  trap stop_all EXIT
  need_python_tools cli requirements-cli.txt
  export PATH=$tools/cli/bin:$PATH
  start_emulator
  say "the story of ./scripts/deploy"
  python3 "$root/scripts/lib/archive.py" "$programs/functions" "$data/functions.zip"
  PYTHONPATH=$root/scripts/lib "$tools/emulator/bin/python" "$root/scripts/lib/deployment_story.py" \
    --functions "$data/functions.zip" --page "$page" --folder "$data/story"
)

# Makes a release out of what is built, and deploys it as an administrator does.
test_release() (
  data=$target/test-run-release
  built=$data/built
  rm -rf "$data"
  mkdir -p "$built"
  [[ -x /usr/bin/node ]] || need_packages nodejs
  has ssh-keygen || need_packages openssh-client
  trap stop_all EXIT
  start_emulator
  say "the story of a release"
  cp "$root/target/functions.zip" "$built/functions-x86_64.zip"
  cp -r "$page" "$built/page"
  strip -o "$built/readmit-admin" "$programs/readmit-admin"
  [[ -f $target/readmit-agent.deb ]] || "$root/scripts/package-agent" --quick
  cp "$target/readmit-agent.deb" "$built/"
  PYTHONPATH=$root/scripts/lib "$tools/emulator/bin/python" "$root/scripts/lib/release_story.py" \
    --built "$built" --folder "$data"
)
