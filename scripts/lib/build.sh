# shellcheck shell=bash
# Builds what runs. To be sourced after common.sh and install.sh.

# Every program in one selection: another one would unify features differently and build the AWS clients again. Without
# the agent of the tests, whose points of failure would be compiled into the real one.
build_programs() {
  cd "$root"
  say "building functions, agent and tools (the first time takes some minutes)"
  local started=$SECONDS
  cargo build --release --workspace --exclude frontend --exclude directory-tests --bins --locked || fail "the build failed"
  say "  done after $((SECONDS - started)) s"
}

# The page, unless nothing that it is made from has changed.
build_page() {
  local stamp=$target/page-dist.sources now
  now=$(page_sources)
  if [[ -f $page/index.html && -f $stamp && $(<"$stamp") == "$now" ]]; then return 0; fi
  need_page_toolchain
  say "building the page (the first time takes some minutes)"
  local started=$SECONDS
  (cd "$root" && "$target/release/xtask" build-page --out "$page") || fail "the page did not build"
  printf %s "$now" >"$stamp"
  say "  done after $((SECONDS - started)) s"
}

page_sources() {
  cd "$root"
  find frontend crates/{api-contract,agent-protocol,password-policy} scripts/xtask Cargo.lock Cargo.toml \
    -type f -not -path '*/tests/*' -print0 | LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum | cut -d' ' -f1
}

functions_of_workspace() {
  local folder
  for folder in "$root"/functions/*/; do basename "$folder"; done
}
