# shellcheck shell=bash
# Runs the stages of ./scripts/test, one after the other or at the same time, and prints how long each took. To be
# sourced after common.sh.

stages=$(mktemp) # a line for each: seconds, outcome, name
declare -A background=() # name -> process

# Runs a stage. The first failure ends the script.
stage() {
  local name=$1 started=$SECONDS
  shift
  "$@"
  note_stage "$name" passed "$started"
}

# Runs a stage in the background. Its output is printed when it is waited for.
start_stage() {
  local name=$1
  shift
  say "in the background: $name"
  set -m # its own process group, so that all its processes are stopped
  (
    set -e
    started=$SECONDS lane=$name
    trap stop_instance EXIT
    trap 'exit 130' INT TERM
    "$@"
    note_stage "$name" passed "$started"
  ) >"$target/stage-$name.log" 2>&1 </dev/null &
  set +m
  background[$name]=$!
}

wait_for_stages() {
  local name failed=
  for name in "$@"; do
    wait "${background[$name]}" || failed+=" $name"
    unset "background[$name]"
    say "output of $name:"
    cat "$target/stage-$name.log"
  done
  [[ -z $failed ]] || fail "failed:$failed"
}

stop_stages() {
  local process
  for process in "${background[@]}"; do kill -TERM -- "-$process" 2>/dev/null || true; done
  for process in "${background[@]}"; do wait "$process" || true; done
}

note_stage() { printf '%d\t%s\t%s\n' $((SECONDS - $3)) "$2" "$1" >>"$stages"; }

print_stages() {
  [[ -s $stages ]] || return 0
  printf '\n| stage | seconds |\n| --- | ---: |\n'
  awk -F '\t' '{ printf "| %s | %d |\n", $3, $1 }' "$stages"
  printf '| **together** | **%d** |\n' "$SECONDS"
}
