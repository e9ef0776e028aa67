# shellcheck shell=bash
# ./scripts/run --dev: builds, deploys and restarts after changes. To be sourced after instance.sh.

# The sources of programs, template, policy and page. Folders count, because a file that is deleted changes its folder.
# A file may vanish meanwhile, as those of an editor do.
sources() {
  find Cargo.toml Cargo.lock rust-toolchain.toml agent crates frontend functions infra locales scripts/admin \
    scripts/xtask "$policy" -ignore_readdir_race "$@" || true
}

# Follows the sources until a program ends.
follow_sources() {
  local changed new=
  cd "$root"
  mark built
  touch "$data/current"
  say "following the sources; ./scripts/test api FILTER runs tests against this instance"
  while :; do
    sleep 0.5
    for process in "${!children[@]}"; do kill -0 "$process" 2>/dev/null || died "$process"; done
    mark looked # before the search, so that later changes are seen the next time
    # By the time of the inode's change: a file that is moved or copied here may be old.
    changed=$(sources -cnewer "$data/built" -print -quit)
    [[ -n $changed ]] || continue
    say "changed: $changed"
    mv "$data/looked" "$data/built"
    if (build_programs && build_page quick && deploy && apply_policy && wait_until_saved); then
      restart_changed
    else
      rm -f "$data/unsaved" # a policy that was refused changed nothing
      say "waiting for the next change"
    fi
  done
}

# Marks this moment. File systems count in ticks of some milliseconds, so a change in the rest of the tick would look older.
mark() {
  touch "$data/$1"
  sleep 0.02
}

# Restarts the programs that were built again. Functions start by themselves, and the edge notices a new page.
restart_changed() {
  if is_newer "$programs/local-edge" edge; then restart edge; fi
  if is_newer "$programs/readmit-agent" agent; then restart agent; fi
  touch "$data/current" # ./scripts/test waits for it
  say "up to date"
}

is_newer() { [[ $1 -nt $data/$2.started ]]; }

restart() {
  stop "$1"
  "start_$1"
}
