# shellcheck shell=bash
# Tests against a running instance, a real browser and a real domain controller. To be sourced after checks.sh,
# build.sh and instance.sh.

# Starts an instance on a free port with fresh state. Arguments are for ./scripts/run.
start_instance() {
  [[ -z ${instance:-} ]] || return 0
  export READMIT_DATA=$target/test-run-${lane:-alone} READMIT_URL
  READMIT_URL=http://127.0.0.1:$(free_port)
  mkdir -p "$READMIT_DATA"
  local log=$READMIT_DATA.log deadline=$((SECONDS + 300))
  say "starting an instance at $READMIT_URL${1:+ ($*)}"
  : >"$log" # an earlier instance may have written to it
  setsid setpriv --pdeathsig TERM -- "$root/scripts/run" --no-build --fresh --port "${READMIT_URL##*:}" \
    --data "$READMIT_DATA" "$@" >"$log" 2>&1 &
  instance=$!
  until grep -q '^Readmit is ready at ' "$log"; do
    if ! kill -0 "$instance" 2>/dev/null || ((SECONDS > deadline)); then
      cat "$log" >&2
      fail "the instance did not start"
    fi
    sleep 0.2
  done
  export_instance
}

# Exports what tests need of the instance: the operator's keys, the tables, the agent, the logs.
export_instance() {
  data=$READMIT_DATA
  export READMIT_AGENT=$programs/readmit-agent READMIT_AGENT_CONFIG=$data/agent/agent.toml
  export READMIT_PYTHON=$tools/emulator/bin/python # with boto3
  export READMIT_AWS_ENDPOINT READMIT_AWS_REGION=$region
  export READMIT_AWS_ACCESS_KEY_ID=readmit-operator READMIT_AWS_SECRET_ACCESS_KEY
  READMIT_AWS_ENDPOINT=http://127.0.0.1:$(<"$data/emulator.port")
  READMIT_AWS_SECRET_ACCESS_KEY=$(<"$data/operator.key")
  local table
  for table in Accounts Resets Settings Audit; do
    export "READMIT_${table^^}_TABLE=$(output "${table}Table")"
  done
  export READMIT_API_ID READMIT_JOBS_QUEUE_URL
  READMIT_API_ID=$(output ApiId)
  READMIT_JOBS_QUEUE_URL=$(output JobsQueueUrl)
}

stop_instance() {
  [[ -n ${instance:-} ]] || return 0
  kill -TERM "$instance" 2>/dev/null || true
  wait "$instance" 2>/dev/null || true
  instance=
}

# Runs the storage tests against the emulator of the instance.
test_storage() {
  need_cargo_tools
  start_instance
  say "storage tests, against the emulator"
  READMIT_DYNAMODB_ENDPOINT=$READMIT_AWS_ENDPOINT AWS_REGION=$READMIT_AWS_REGION \
    AWS_ACCESS_KEY_ID=$READMIT_AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY=$READMIT_AWS_SECRET_ACCESS_KEY \
    nextest --test store --profile instance
}

# Runs all tests of the API, or those whose names contain one of these texts.
test_api() {
  need_cargo_tools
  start_instance
  say "tests/api${*:+: $*}"
  nextest --test api --profile instance -- "$@"
}

# Runs the tests of the API whose names contain one of these texts, against ./scripts/run --dev if that runs.
test_api_only() {
  need_cargo_tools
  if is_running "$target/run-dev"; then
    READMIT_DATA=$target/run-dev
    READMIT_URL=$(<"$READMIT_DATA/url") url=$READMIT_URL data=$READMIT_DATA programs=$(<"$READMIT_DATA/programs")
    export READMIT_DATA READMIT_URL
    use_instance
    (build_programs; deploy)
    wait_until_current
    export_instance
    instance=
    say "tests/api: $*, against $READMIT_URL"
    nextest --test api --profile instance -- "$@"
  else
    build_to_run quick
    test_api "$@"
  fi
}

# Waits until ./scripts/run --dev runs the edge and the agent that were just built.
wait_until_current() {
  local deadline=$((SECONDS + 60))
  while [[ $programs/local-edge -nt $data/current || $programs/readmit-agent -nt $data/current ]]; do
    ((SECONDS < deadline)) || fail "./scripts/run --dev has not started the programs of this build; see its output"
    sleep 0.2
  done
}

# Whether ./scripts/run holds this folder's lock and is ready.
is_running() { [[ -f $1/url && -f $1/programs ]] && ! flock -n "$1/lock" true; }

test_browser() {
  start_instance
  run_stories "$@"
}

# Runs the main stories in another browser: firefox or webkit.
test_other_browser() {
  start_instance
  READMIT_BROWSER=$1 run_stories every-browser
}

# Runs the stories that use the directory against a domain controller without policy hints, and those that write
# passwords against one with policy hints too.
test_domain() {
  local written=(reset unlock directory-refusals password-policies)
  export READMIT_SAMBA_LAB=$root/scripts/samba-lab LAB_IP=127.0.0.56 LAB_DIR=/tmp/readmit-stories LAB_CHROOT
  LAB_CHROOT=$target/directory-tests/lab-tree
  stop_instance
  start_instance --samba
  run_stories "${written[@]}"
  LAB_CHROOT=
  stop_instance
  start_instance --samba
  run_stories "${written[@]}" agent-offline forced-change register passkey \
    confirm-methods freeze-account
  need_cargo_tools
  say "tests/api, password_flood"
  nextest --test api --profile instance --run-ignored only -E 'test(/^password_flood::/)'
  stop_instance
  unset READMIT_SAMBA_LAB LAB_IP LAB_DIR LAB_CHROOT
}

# Tests that start and stop their own instances.
nextest_restart() {
  need_cargo_tools
  READMIT_RESTARTS=$target/restarts READMIT_AGENT=$programs/readmit-agent nextest --test restart --profile restart "$@"
}

test_restart() {
  say "tests/api, restart"
  nextest_restart
}

test_restart_samba() {
  ((EUID == 0)) || return 0
  say "tests/api, restart, with a domain controller"
  nextest_restart --run-ignored only -- with_a_domain_controller
}

keep_state() {
  say "keeping a state in tests/api/states"
  nextest_restart --run-ignored only -- keeps_a_state
}

# Counts the calls of tables and the write units of one reset, by the test that limits them, against release builds.
count_calls() {
  need_cargo_tools
  start_instance --release
  say "counting calls of tables"
  counted=$(nextest --test api --profile instance --no-capture -- cost:: | awk '$1 == "sum" { print $2, $3 }')
  stop_instance
  [[ $counted =~ ^[0-9]+\ [0-9]+$ ]] || fail "the calls were not counted: $counted"
}

# Installs what stories need, and a browser: chromium, firefox or webkit.
need_browser() {
  has node && has npm || need_packages nodejs npm
  case $1 in
    firefox) has firefox-esr || need_packages firefox-esr ;;
    webkit) has WebKitWebDriver && has xvfb-run || need_packages webkit2gtk-driver xvfb xauth openssl ;;
    *) has chromium || need_packages chromium ;;
  esac
  has oathtool || need_packages oathtool # an authenticator app
  (cd "$root/tests/browser" && npm ci --no-audit --no-fund --loglevel error)
}

# Runs the stories of these names, or all.
run_stories() {
  need_browser "${READMIT_BROWSER:-chromium}"
  say "tests/browser, ${READMIT_BROWSER:-chromium}"
  (
    cd "$root/tests/browser"
    node --test --test-concurrency=1 "${@/%/.test.js}" # one story pauses the agent
  )
}

test_directory() {
  need_cargo_tools
  export READMIT_AGENT_PACKAGE
  READMIT_AGENT_PACKAGE=$("$root/scripts/package-agent" --quick | tail -n 1)
  say "tests/directory"
  controllers=yes
  # Each run leaves hundreds of users, and an agent reads them all whenever it starts.
  if (($# == 0)); then each_controller destroy; fi
  nextest_directory --profile directory -- "$@"
  stop_controllers
}

# Stops the controllers that the tests of the agent share and leave running.
stop_controllers() {
  [[ -n ${controllers:-} ]] || return 0
  controllers=
  each_controller stop
}

# Does the same with each controller that the tests of the agent share.
each_controller() {
  "$root/scripts/samba-lab" "$1" || true
  "$root/scripts/samba-pair" "$1" || true
  LAB_CHROOT=$target/directory-tests/lab-tree LAB_DIR=/lab "$root/scripts/samba-lab" "$1" || true
}

test_kill_points() {
  need_cargo_tools
  say "tests/directory, kill_points: 20 rounds"
  controllers=yes
  READMIT_ROUNDS=20 nextest_directory --profile kill-points -E 'test(/^kill_points::/)'
  stop_controllers
}
