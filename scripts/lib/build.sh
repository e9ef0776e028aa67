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
  local started=$SECONDS profile=dev as=() options=()
  # What is deployed is built with stable Rust, and has no path of this machine and no time: mimalloc would have that of
  # its build.
  if [[ $programs != "$target/debug" ]]; then
    profile=release
    as=(env "${unstable[@]/#/--unset=}" SOURCE_DATE_EPOCH=0)
    as+=("RUSTFLAGS=--remap-path-prefix=${CARGO_HOME:-$HOME/.cargo}=cargo")
    # mimalloc reads no variables: that was a tenth of the instructions of a start.
    as+=("CFLAGS=${CFLAGS:-} -DMI_NO_GETENV")
  fi
  [[ -z ${triple:-} ]] || options=(--target "$triple")
  cd "$root"
  say "building $* ($profile; the first time takes some minutes)"
  "${as[@]}" cargo build "${native[@]}" --profile $profile "${options[@]}" "${@/#/--bin=}" || fail "the build failed"
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

# Builds what an instance needs. Tools are installed meanwhile.
build_instance() {
  local installed follower
  need_rust
  if page_is_built quick; then need_emulator; build_programs; return; fi
  (need_emulator && need_page_toolchain quick) &
  installed=$!
  follow_build &
  follower=$!
  build_programs xtask
  wait "$installed" || exit 1
  build_page quick
  kill "$follower" 2>/dev/null || true
}

# Prints every minute how many crates are built, and an estimate of the time that is left.
follow_build() {
  local started=$SECONDS all built
  while sleep 60 >/dev/null 2>&1 && kill -0 $$ 2>/dev/null; do
    all=$(cd "$root" && cargo tree -q "${native[@]}" --edges normal,build --prefix none 2>/dev/null |
      sed 's/ .*//' | sort -u | wc -l)
    built=$( (find "$target"/{debug,wasm32-unknown-unknown/debug}/.fingerprint -mindepth 1 -maxdepth 1 2>/dev/null ||
      true) | sed 's|.*/||; s/-[0-9a-f]*$//' | sort -u | wc -l)
    if ((built > 0 && built < all)); then
      say "$built of $all crates; about $(((all - built) * (SECONDS - started) / built / 60 + 1)) minutes left"
    fi
  done
}

page_sources() {
  cd "$root"
  find frontend locales crates/{agent-protocol,api-contract,input,password-policy,texts,texts-compiler,vocabulary} scripts/xtask Cargo.lock Cargo.toml \
    -type f -not -path '*/tests/*' -print0 | LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum | cut -d' ' -f1
}
