# shellcheck shell=bash
# Runs the stages of ./scripts/test, one after the other or at the same time, and prints how long each took. To be
# sourced after common.sh.

stages=$(mktemp) # a line for each: seconds, outcome, name
declare -A background=() # name -> process
stage_now= stage_started=

# Runs a stage. The first failure ends the script.
stage() {
  stage_now=$1 stage_started=$SECONDS
  shift
  "$@"
  note_stage "$stage_now" passed "$stage_started"
  stage_now=
}

# Runs a stage in the background. Its output is printed when it is waited for.
start_stage() { start_lane "$1" stage "$@"; }

# Runs a function in the background, which runs stages one after the other.
start_lane() {
  local name=$1
  shift
  say "in the background: $name"
  in_background "$name" run_lane "$name" "$@"
}

run_lane() {
  lane=$1
  shift
  trap end_in_background EXIT
  trap 'exit 130' INT TERM
  "$@"
}

end_in_background() {
  note_unfinished_stage $?
  stop_instance
  stop_controllers
}

# Runs a command in the background, in its own process group, so that all its processes are stopped.
in_background() {
  local name=$1
  shift
  set -m
  (
    set -e
    "$@"
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

# Notes the stage that a script was in when it ended with this code.
note_unfinished_stage() {
  local outcome=failed
  [[ -n $stage_now ]] || return 0
  if (($1 == 130)); then outcome=stopped; fi
  note_stage "$stage_now" $outcome "$stage_started"
  stage_now=
}

note_stage() { printf '%d\t%s\t%s\n' $((SECONDS - $3)) "$2" "$1" >>"$stages"; }

print_stages() {
  if [[ -s $stages ]]; then
    printf '\n| stage | seconds |\n| --- | ---: |\n'
    awk -F '\t' '{ printf "| %s%s | %d |\n", $3, ($2 == "passed" ? "" : ": " $2), $1 }' "$stages"
    printf '| **together** | **%d** |\n' "$SECONDS"
  fi
  rm -f "$stages"
}
