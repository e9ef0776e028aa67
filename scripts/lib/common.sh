# shellcheck shell=bash
# Paths and output, for every script. To be sourced.

set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
target=${CARGO_TARGET_DIR:-$root/target}
mkdir -p "$target"
target=$(cd "$target" && pwd)
export CARGO_TARGET_DIR=$target
tools=$target/tools
# The programs that run here are quick to build. Those for AWS are release builds.
programs=$target/debug
page=$target/page-dist
# A release brings along what is built.
if [[ -d $root/built ]]; then programs=$root/built page=$programs/page; fi
export PYTHONUTF8=1 PYTHONDONTWRITEBYTECODE=1 SAM_CLI_TELEMETRY=0 PIP_DISABLE_PIP_VERSION_CHECK=1

say() { printf '%5ds  %s\n' "$SECONDS" "$*"; }

fail() {
  printf '\nreadmit: %s\n' "$*" >&2
  exit 1
}

# Runs a step, and prints its name and, if it was slow, its time. Its output is shown if it fails.
step() {
  local name=$1 started=$SECONDS log
  shift
  log=$(mktemp)
  say "$name"
  if ! "$@" >"$log" 2>&1; then
    tail -n 60 "$log" >&2
    rm -f "$log"
    fail "$name: failed"
  fi
  rm -f "$log"
  if ((SECONDS - started > 2)); then say "  done after $((SECONDS - started)) s"; fi
}

has() { command -v "$1" >/dev/null 2>&1; }
