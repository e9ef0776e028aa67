# shellcheck shell=bash
# Builds programs and pages. To be sourced after common.sh and install.sh.

# One selection of crates for all programs of this machine: with another one, cargo unifies the features of dependencies
# differently and compiles them again. The tests of the agent are excluded, because they would compile failpoints into
# the real agent.
native=(--workspace --exclude directory-tests --locked)

# Builds the programs of one machine, and programs of these names.
build_programs() { build functions readmit-agent local-edge readmit-admin "$@"; }

build_xtask() { (cd "$root" && cargo build -q "${native[@]}" --bin xtask); }

# Builds programs by name into $programs.
build() {
  local started=$SECONDS profile=dev
  [[ $programs == "$target/debug" ]] || profile=release
  cd "$root"
  say "building $* ($profile; the first time takes some minutes)"
  cargo build "${native[@]}" --profile $profile "${@/#/--bin=}" || fail "the build failed"
  if ((SECONDS - started > 2)); then say "  done after $((SECONDS - started)) s"; fi
}

# Builds the page if its sources have changed: small, or `quick` for this machine. A small page serves for a quick one.
# One build at a time: ./scripts/run --dev and ./scripts/test may both want it.
build_page() {
  page_is_built "${1:-small}" && return 0
  mkdir -p "$target"
  (flock 9 && build_page_alone "${1:-small}") 9>"$target/page.lock"
}

build_page_alone() {
  local way=$1 options=() started=$SECONDS
  page_is_built "$way" && return 0
  need_page_toolchain "$way"
  say "building the page (the first time takes some minutes)"
  build_xtask || fail "xtask did not build"
  local sources
  sources=$(page_sources)
  if [[ $way == quick ]]; then options=(--quick); fi
  (cd "$root" && "$target/debug/xtask" build-page "${options[@]}" --out "$page") || fail "the page did not build"
  printf %s "$sources $way" >"$target/page-dist.sources"
  say "  done after $((SECONDS - started)) s"
}

page_is_built() {
  local built sources
  built=$(cat "$target/page-dist.sources" 2>/dev/null || true)
  sources=$(page_sources)
  [[ -f $page/index.html && ($built == "$sources $1" || $built == "$sources small") ]]
}

# Builds what an instance needs. Tools are installed while the first program is built. What is left is estimated from
# what this machine took so far: the programs take 3.4 times as long as xtask, and the page half as long as the programs.
build_instance() {
  local installed started=$SECONDS
  need_rust
  if page_is_built quick; then need_emulator; build_programs; return; fi
  (need_emulator && need_page_toolchain quick) &
  installed=$!
  build xtask
  wait "$installed" || exit 1
  say_left $(((SECONDS - started) * 5))
  started=$SECONDS
  build_programs
  say_left $(((SECONDS - started) / 2))
  build_page quick
}

# Says how many seconds are left, in minutes, if it is more than one.
say_left() { if (($1 > 60)); then say "about $((($1 + 59) / 60)) minutes left"; fi; }

page_sources() {
  cd "$root"
  find frontend locales crates/{api-contract,agent-protocol,password-policy,texts,texts-compiler,vocabulary} scripts/xtask Cargo.lock Cargo.toml \
    -type f -not -path '*/tests/*' -print0 | LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum | cut -d' ' -f1
}
