# shellcheck shell=bash
# One running Readmit: emulator, deployed template, edge and agent, with their state in $data. To be sourced.

region=eu-north-1
declare -A children=() # process id -> name

# Starts a program in the background with its own log. It ends with this script, however that ends, and does not get
# Ctrl-C from the terminal, so that this script decides the order of stopping.
start() {
  local name=$1
  shift
  setsid setpriv --pdeathsig TERM -- "$@" >>"$data/$name.log" 2>&1 &
  children[$!]=$name
  last_started=$!
  touch "$data/$name.started"
}

# Not one that the system gives away: it is bound only later, and an outgoing connection may have it then.
free_port() {
  local port
  while port=$((RANDOM % 12000 + 20000)); ! port_is_free "$port"; do :; done
  echo "$port"
}

port_is_free() {
  python3 -c 'import socket, sys; s = socket.socket(); s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1); s.bind(("127.0.0.1", int(sys.argv[1])))' \
    "$1" 2>/dev/null
}

# Waits until a command succeeds, while a process lives.
wait_for() {
  local what=$1 process=$2 seconds=$3 deadline output
  shift 3
  deadline=$((SECONDS + seconds))
  until output=$("$@" 2>&1); do
    kill -0 "$process" 2>/dev/null || died "$process"
    ((SECONDS < deadline)) || fail "$what: not ready after $seconds s; see the logs in $data"$'\n'"$output"
    sleep 0.1
  done
}

answers() { curl -fsS --max-time 2 -o /dev/null "$1"; }

# The emulator keeps its state and its keys in $data. The keys are made once and are known to nobody else.
start_emulator() {
  local home=$data/emulator
  mkdir -p "$home/tmp"
  if [[ ! -s $data/operator.key ]]; then
    (umask 077 && head -c 24 /dev/urandom | base64 | tr '+/' '-_' >"$data/operator.key")
  fi
  emulator_port=$(cat "$data/emulator.port" 2>/dev/null || free_port)
  port_is_free "$emulator_port" || emulator_port=$(free_port)
  echo "$emulator_port" >"$data/emulator.port"
  emulator=http://127.0.0.1:$emulator_port
  export AWS_ENDPOINT_URL=$emulator AWS_REGION=$region AWS_DEFAULT_REGION=$region
  export AWS_ACCESS_KEY_ID=readmit-operator AWS_SECRET_ACCESS_KEY
  AWS_SECRET_ACCESS_KEY=$(<"$data/operator.key")
  unset AWS_SESSION_TOKEN AWS_PROFILE
  start emulator env -i -C "$home" PATH=/usr/bin:/bin HOME="$home" TMPDIR="$home/tmp" LANG=C.UTF-8 PYTHONDONTWRITEBYTECODE=1 \
    BIND_HOST=127.0.0.1 MINISTACK_HOST=localhost GATEWAY_PORT="$emulator_port" MINISTACK_REGION=$region \
    AWS_DEFAULT_REGION=$region AWS_ENDPOINT_URL="$emulator" IOT_MTLS_ENABLED=0 LOG_LEVEL=WARNING \
    AUTH=true AWS_ACCESS_KEY_ID=$AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY="$AWS_SECRET_ACCESS_KEY" \
    PERSIST_STATE=1 STATE_DIR="$home/state" S3_PERSIST=1 S3_DATA_DIR="$home/s3" \
    "$tools/emulator/bin/python" "$root/scripts/lib/emulator.py"
  emulator_process=$last_started
  wait_for "the emulator" "$emulator_process" 60 answers "$emulator/_ministack/health"
}

# One deployment at a time: ./scripts/run --dev and ./scripts/test may both deploy, with the parameters of the former.
deploy() {
  local -a own
  mapfile -t own < <(grep -s = "$data/parameters")
  flock "$data/deploy.lock" "$tools/emulator/bin/python" "$root/scripts/lib/deploy.py" --template "$root/infra/template.yaml" \
    --program "$programs/functions" --outputs "$data/outputs.json" \
    --parameter "PublicUrl=$url" --parameter MailFrom=no-reply@reset.demo.example --parameter MailDomain=reset.demo.example \
    "${own[@]/#/--parameter=}"
}

output() {
  python3 -c 'import json, sys; print(json.load(open(sys.argv[1]))[sys.argv[2]])' "$data/outputs.json" "$1"
}

# Exports the names of the tables.
export_tables() {
  ACCOUNTS_TABLE=$(output AccountsTable)
  RESETS_TABLE=$(output ResetsTable)
  SETTINGS_TABLE=$(output SettingsTable)
  AUDIT_TABLE=$(output AuditTable)
  export ACCOUNTS_TABLE RESETS_TABLE SETTINGS_TABLE AUDIT_TABLE
}

# Whether the stack has neither policy nor agent yet. A start may have been interrupted before the emulator saved them.
is_new() { [[ $(output Created) == True || -f $data/unsaved ]]; }

# Runs a step for a new stack, or if its file has changed since the last time.
run_once() {
  local what=$1 file=$2 digest mark
  shift 2
  digest=$(sha256sum <"$file")
  mark=$data/${what// /-}.done
  if [[ -z $new && -f $mark && $(<"$mark") == "$digest" ]]; then return 0; fi
  touch "$data/unsaved"
  step "$what" "$@"
  printf '%s' "$digest" >"$mark"
}

apply_policy() {
  # A state of an earlier version has no branding.
  [[ -f $data/branding.css ]] || rm -f "$data/applying-the-policy.done"
  run_once "applying the policy" "$policy" "$programs/readmit-admin" apply-policy "$policy" --styles "$data/branding.css"
}

# Waits until the emulator has saved what such steps changed.
wait_until_saved() {
  [[ -f $data/unsaved ]] || return 0
  touch "$data/unsaved"
  wait_for "the emulator's state" "$emulator_process" 60 test "$data/emulator/state/saved" -nt "$data/unsaved"
  rm "$data/unsaved"
}

start_edge() {
  start edge "$programs/local-edge" --port "$port" --page "$page" --branding "$data/branding.css" \
    --emulator "$emulator" --api "$(output ApiId)" --agent-api "$(output AgentApiId)"
  wait_for "the page" "$last_started" 20 answers "$url/"
}

start_agent() {
  start agent "$programs/readmit-agent" run --config "$data/agent/agent.toml"
  # The agent itself says when it is ready, even if there is nothing to sync.
  wait_for "the agent" "$last_started" 120 "$programs/readmit-agent" status --config "$data/agent/agent.toml"
}

# Reports a program that ended by itself, and ends this script.
died() {
  local name=${children[$1]:-a program}
  unset "children[$1]"
  printf '\nreadmit: %s ended by itself. The end of %s:\n' "$name" "$data/$name.log" >&2
  tail -n 15 "$data/$name.log" >&2
  exit 1
}

# Stops the agent first, so that it takes no job that it cannot report, and the emulator last, because it saves its state.
stop_all() {
  local name
  for name in agent edge emulator; do stop "$name"; done
}

# Stops a program. One that does not end within 20 s is killed.
stop() {
  local process deadline=$((SECONDS + 20))
  for process in "${!children[@]}"; do
    [[ ${children[$process]} == "$1" ]] || continue
    kill -TERM "$process" 2>/dev/null || true
    while ((SECONDS < deadline)) && kill -0 "$process" 2>/dev/null; do sleep 0.05; done
    kill -KILL "$process" 2>/dev/null || true
    wait "$process" 2>/dev/null || true
    unset "children[$process]"
  done
}
