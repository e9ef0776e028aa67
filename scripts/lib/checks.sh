# shellcheck shell=bash
# Checks and tests that need no running instance. To be sourced after common.sh and install.sh.

whole=(--workspace --locked)

need_cargo_tools() {
  need_python_tools cargo requirements-cargo.txt
  export PATH=$tools/cargo/bin:$PATH
}

check_format() {
  has rustfmt || need_packages rustfmt-web
  say "cargo fmt --check"
  cargo fmt --all --check
}

check_habits() {
  say "xtask tidy"
  build_xtask
  "$target/debug/xtask" tidy
  check_scripts
}

check_scripts() {
  has shellcheck || need_packages shellcheck
  say "shellcheck"
  git grep -lzE '^#!/bin/sh|^#!.*bash$|^# shellcheck shell=' | xargs -0 shellcheck --severity=warning
}

check_clippy() {
  need_clippy
  say "cargo clippy"
  cargo clippy "${whole[@]}" --all-targets -- -D warnings
}

check_documentation() {
  say "cargo doc"
  # For developers, so links to private items are fine.
  RUSTDOCFLAGS="-D warnings -A rustdoc::private_intra_doc_links" cargo doc "${whole[@]}" --no-deps -q
}

check_dependencies() {
  need_cargo_tools
  say "cargo deny: licenses, bans, sources"
  cargo deny --log-level error check --hide-inclusion-graph bans licenses sources
}

check_template() {
  need_python_tools lint requirements-lint.txt
  need_python_tools checkov requirements-checkov.txt
  say "cfn-lint, sam validate, checkov"
  PYTHONPATH=scripts/lib python3 -m release template >"$target/release-template.yaml"
  "$tools/lint/bin/cfn-lint" -r eu-north-1 -- infra/template.yaml "$target/release-template.yaml"
  "$tools/lint/bin/sam" validate --lint --region eu-north-1 -t infra/template.yaml
  "$tools/checkov/bin/checkov" -f infra/template.yaml --config-file infra/checkov.yaml
  say "the plan of the template"
  "$tools/lint/bin/python" scripts/lib/check_plan.py
  say "the parts of ./scripts/deploy and ./scripts/release that need no AWS and no build"
  "$tools/lint/bin/python" -m unittest discover -q -s scripts/lib/deployment/tests -t scripts/lib
  "$tools/lint/bin/python" -m unittest discover -q -s scripts/lib/release/tests -t scripts/lib
  "$tools/lint/bin/python" -m unittest discover -q -s scripts/lib/cost/tests -t scripts/lib
}

check_workflows() {
  need_python_tools workflows requirements-workflows.txt
  say "check-jsonschema, zizmor"
  "$tools/workflows/bin/check-jsonschema" --builtin-schema vendor.github-workflows .github/workflows/*.yml
  "$tools/workflows/bin/check-jsonschema" --builtin-schema vendor.dependabot .github/dependabot.yml
  "$tools/workflows/bin/zizmor" --offline --no-progress --quiet .github
}

# Runs tests; arguments are nextest's. INSTA_UPDATE=always accepts changed snapshots.
nextest() { INSTA_UPDATE=${INSTA_UPDATE:-no} INSTA_WORKSPACE_ROOT=$root cargo nextest run "${native[@]}" "$@"; }

# Runs the tests of the agent, with failpoints compiled in.
nextest_directory() { cargo nextest run --workspace --locked --test directory "$@"; }

# Needs only loopback: excludes the suite that needs an instance.
test_fast() {
  need_cargo_tools
  has oathtool || need_packages oathtool
  say "fast tests"
  nextest --profile "${nextest_profile:-default}" -E 'not (package(api-tests) & kind(test)) and not binary(relay)' "$@"
}

# Builds what is deployed, with all its optimizations, and checks its size, the C library that it needs, and its start.
# Runs at the same time as tests, which are not to become slower.
check_package() { nice -n 19 "$root/scripts/package"; }

# Runs the fuzz targets at the same time as tests, which are not to become slower.
check_fuzz() { nice -n 19 "$root/scripts/fuzz" --jobs 1; }

# Checks pictures, links, and the sources and tests that documents name.
check_book() {
  "$root/scripts/book" --check
}
