# shellcheck shell=bash
# ./scripts/run --dev: builds, deploys and restarts after changes. To be sourced after instance.sh.

# The sources of programs, template and page.
sources() { find Cargo.toml Cargo.lock agent crates frontend functions infra locales scripts/admin -type f "$@"; }

# Follows the sources until a program ends.
follow_sources() {
  local changed
  cd "$root"
  touch "$data/built"
  say "following the sources; ./scripts/test api FILTER runs tests against this instance"
  while :; do
    sleep 0.5
    for process in "${!children[@]}"; do kill -0 "$process" 2>/dev/null || died "$process"; done
    touch "$data/looked" # before the search, so that later changes are seen the next time
    changed=$(sources -newer "$data/built" -print -quit)
    [[ -n $changed ]] || continue
    say "changed: $changed"
    mv "$data/looked" "$data/built"
    if (build_programs && build_page quick && deploy); then restart_changed; else say "waiting for the next change"; fi
  done
}

# Restarts the programs that were built again. Functions start by themselves, and the edge notices a new page.
restart_changed() {
  local name
  if is_newer "$programs/local-edge" edge; then restart edge; fi
  if is_newer "$programs/readmit-agent" agent; then restart agent; fi
  say "up to date"
}

is_newer() { [[ $1 -nt $data/$2.started ]]; }

restart() {
  stop "$1"
  "start_$1"
}
