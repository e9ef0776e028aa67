# shellcheck shell=bash
# Installs missing tools, and says so. Changes nothing that is installed. To be sourced after common.sh.

minimum_rust=1.95
wasm_target=wasm32-unknown-unknown
# The linker of the LLVM that Debian's Rust is built with.
llvm=22

as_root() {
  if ((EUID == 0)); then "$@"; else sudo "$@"; fi
}

# One at a time: stages that run side by side install at the same moment, and apt-get does not wait.
apt() {
  as_root flock -o /var/cache/apt/readmit.lock \
    env DEBIAN_FRONTEND=noninteractive apt-get -q -o DPkg::Lock::Timeout=300 "$@"
}

# Fails at once, so that nobody waits for a build first.
need_root() { ((EUID == 0)) || fail "needs root: $*"; }

# Debian packages, by name.
need_packages() {
  local missing=() package
  for package in "$@"; do
    dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null | grep -qx installed || missing+=("$package")
  done
  ((${#missing[@]})) || return 0
  has apt-get || fail "please install: ${missing[*]}"
  # Not in the step: what it says before it ends the script is lost.
  ((EUID == 0)) || has sudo || fail "needs root or sudo to install: ${missing[*]}"
  [[ -n ${packages_updated:-} ]] || step "apt-get update" apt update
  packages_updated=yes
  step "apt-get install ${missing[*]}" apt install -y --no-install-recommends "${missing[@]}"
}

# Asks the compiler of this checkout: rustup chooses one by the folder.
ask_rustc() { (cd "$root" && rustc "$@"); }

rust_is_new_enough() {
  local version
  has cargo && version=$(ask_rustc --version 2>/dev/null | cut -d' ' -f2) &&
    [[ $(printf '%s\n' "$minimum_rust" "${version%%[-+]*}" | sort -V | head -n1) == "$minimum_rust" ]]
}

# A Rust compiler for functions, agent and tools: the one on PATH, or else Debian's.
need_rust() {
  local packages=()
  has cc || packages+=(build-essential)
  rust_is_new_enough || packages+=(rustc-web cargo-web "lld-$llvm" libjemalloc2)
  if ((${#packages[@]})); then need_packages "${packages[@]}"; fi
  rust_is_new_enough || export PATH=/usr/bin:$PATH
  rust_is_new_enough || fail "needs Rust $minimum_rust or newer; found: $(ask_rustc --version 2>&1)"
  use_debian_rust
}

# The switches of unstable options.
unstable=(RUSTC_BOOTSTRAP CARGO_UNSTABLE_PROFILE_HINT_MOSTLY_UNUSED)

# Gives Debian's Rust what other builds of Rust bring: LLVM's linker and a quick allocator. The page needs unstable
# options to be built with it, so all development builds allow them: macros are compiled once for programs and page. One
# of the options compiles only what is used of the large crates of AWS.
use_debian_rust() {
  local linker=/usr/lib/llvm-$llvm/bin/ld.lld allocator host
  [[ $(command -v rustc) == /usr/bin/rustc ]] || return 0
  allocator=/usr/lib/$(uname -m)-linux-gnu/libjemalloc.so.2
  mkdir -p "$tools/rust"
  export RUSTC_BOOTSTRAP=1 CARGO_UNSTABLE_PROFILE_HINT_MOSTLY_UNUSED=true
  if [[ -x $linker ]]; then
    ln -sf "$linker" "$tools/rust/ld" # the name that the compiler looks for
    write_program "$tools/rust/cc" "exec cc -B'$tools/rust' \"\$@\""
    host=$(rustc -vV | sed -n 's/^host: //p' | tr 'a-z-' 'A-Z_')
    export "CARGO_TARGET_${host}_LINKER=$tools/rust/cc"
  fi
  if [[ -e $allocator ]]; then
    write_program "$tools/rust/rustc" "LD_PRELOAD=$allocator exec \"\$@\""
    export RUSTC_WRAPPER=$tools/rust/rustc
  fi
}

write_program() {
  printf '#!/bin/sh\n%s\n' "$2" >"$1"
  chmod +x "$1"
}

# Builds from now on for a processor, x86_64 or arm64. For arm64, x86-64 machines need a C compiler, a standard library for
# the Rust on PATH or else for Debian's, and an emulator that starts the program once.
use_architecture() {
  local here
  here=$(uname -m)
  triple= tool_prefix=$here-linux-gnu
  need_packages binutils
  [[ $1 != "${here/aarch64/arm64}" ]] || return 0
  [[ $1 == arm64 && $here == x86_64 ]] || fail "this machine ($here) builds no functions for $1"
  triple=aarch64-unknown-linux-gnu tool_prefix=aarch64-linux-gnu
  need_packages gcc-aarch64-linux-gnu libc6-dev-arm64-cross qemu-user
  export CARGO_TARGET_AARCH64_UNKNOWN_LINUX_GNU_LINKER=aarch64-linux-gnu-gcc
  [[ -d $(ask_rustc --print sysroot)/lib/rustlib/$triple/lib ]] || need_debian_rust_for_arm64
}

need_debian_rust_for_arm64() {
  if ! dpkg --print-foreign-architectures | grep -qx arm64; then
    step "dpkg --add-architecture arm64" as_root dpkg --add-architecture arm64
    packages_updated=
  fi
  need_packages rustc-web cargo-web libstd-rust-web-dev:arm64
  export PATH=/usr/bin:$PATH
}

need_clippy() {
  if cargo clippy --version >/dev/null 2>&1; then return 0; fi
  [[ $(command -v cargo) == /usr/bin/cargo ]] || fail "this Rust has no clippy: rustup component add clippy"
  need_packages rust-web-clippy
}

# The toolchain of `xtask build-page`. A quick build uses what is installed and does not shrink the page.
need_page_toolchain() {
  if [[ $1 == quick ]]; then
    if [[ -d $(ask_rustc --print sysroot)/lib/rustlib/$wasm_target/lib ]]; then return 0; fi
  else
    has wasm-opt || need_packages binaryen
  fi
  if has apt-cache && apt-cache show rust-web-src >/dev/null 2>&1; then
    need_packages rustc-web cargo-web rust-web-src
    [[ -x $(ask_rustc --print sysroot)/lib/rustlib/x86_64-unknown-linux-gnu/bin/rust-lld ]] || need_packages "lld-$llvm"
  elif [[ ! -d $(ask_rustc --print sysroot)/lib/rustlib/$wasm_target/lib ]] && ! has rustup; then
    fail "no Rust here can build for $wasm_target: install rustup, or Debian's rust-web-src"
  fi
}

# A virtual environment of pinned tools, from one list or several. It is made once, under a lock.
need_python_tools() {
  local name=$1 home=$tools/$1 lists=("${@:2}")
  lists=("${lists[@]/#/$root/scripts/lib/}")
  has_python_tools && return 0
  python3 -c 'import ensurepip, venv' 2>/dev/null || need_packages python3-venv
  mkdir -p "$tools"
  (
    flock 8
    has_python_tools && exit 0
    rm -rf "$home"
    step "making a Python environment: $name" python3 -m venv "$home"
    step "pip install: $name" "$home/bin/pip" install -q "${lists[@]/#/-r}"
    cat "${lists[@]}" >"$home/installed.txt"
  ) 8>>"$tools/$name.lock"
}

has_python_tools() { cat "${lists[@]}" | cmp -s - "$home/installed.txt"; }

need_emulator() { need_python_tools emulator requirements.txt requirements-aws.txt; }

# A Python client of AWS: the emulator's, if that is installed.
need_aws_client() { [[ -e $tools/emulator/installed.txt ]] || need_python_tools aws requirements-aws.txt; }
