# shellcheck shell=bash
# Runs the stages of ./scripts/test, one after the other or beside each other, and tells how long each took. To be
# sourced after common.sh.

stages=$(mktemp) # a line for each: seconds, outcome, name
declare -A beside=() # name -> process

# Runs a stage here; the first that fails ends the script.
stage() {
  local name=$1 started=$SECONDS
  shift
  "$@"
  note_stage "$name" passed "$started"
}

# Runs a stage beside the others. What it says comes when it is waited for.
start_stage() {
  local name=$1
  shift
  say "beside: $name"
  set -m # a group of processes of its own, all of which hear when it is stopped
  (
    set -e
    started=$SECONDS lane=$name
    trap stop_instance EXIT
    trap 'exit 130' INT TERM
    "$@"
    note_stage "$name" passed "$started"
  ) >"$target/stage-$name.log" 2>&1 </dev/null &
  set +m
  beside[$name]=$!
}

wait_for_stages() {
  local name failed=
  for name in "$@"; do
    wait "${beside[$name]}" || failed+=" $name"
    unset "beside[$name]"
    say "what $name said:"
    cat "$target/stage-$name.log"
  done
  [[ -z $failed ]] || fail "failed:$failed"
}

stop_stages() {
  local process
  for process in "${beside[@]}"; do kill -TERM -- "-$process" 2>/dev/null || true; done
  for process in "${beside[@]}"; do wait "$process" || true; done
}

note_stage() { printf '%d\t%s\t%s\n' $((SECONDS - $3)) "$2" "$1" >>"$stages"; }

tell_stages() {
  [[ -s $stages ]] || return 0
  printf '\n| stage | seconds |\n| --- | ---: |\n'
  awk -F '\t' '{ printf "| %s | %d |\n", $3, $1 }' "$stages"
  printf '| **together** | **%d** |\n' "$SECONDS"
}
