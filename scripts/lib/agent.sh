# shellcheck shell=bash
# The agent's configuration and enrollment. To be sourced after instance.sh and administration.sh.

agent_id=agent-1

# Writes the agent's configuration; only its [directory] may come from elsewhere.
write_agent_configuration() {
  mkdir -p "$data/agent"
  {
    cat <<TOML
state_dir = "state"

[cloud]
url = "$url"

TOML
    case $directory in
      demonstration) printf '[directory]\nkind = "demonstration"\nfolder = "directory"\n' ;;
      samba) samba_directory ;;
      *) directory_of "$directory" ;;
    esac
  } >"$data/agent/agent.toml"
}

# Enrolls the agent of a new stack; an old stack knows its agent.
enroll_agent() {
  if [[ -z $new && -f $data/agent/state/keys/current.json ]]; then return 0; fi
  touch "$data/unsaved"
  # Its keys may be gone, or an earlier start was interrupted after its enrollment.
  if [[ $(output Created) == False ]]; then invoke revoke-agent "{\"agent\": \"$agent_id\"}" >/dev/null 2>&1 || true; fi
  local code
  code=$(invoke create-enrollment "{\"agent\": \"$agent_id\"}" | python3 -c 'import json, sys; print(json.load(sys.stdin)["code"])')
  step "enrolling the agent" "$programs/readmit-agent" enroll --config "$data/agent/agent.toml" --again --code "$code"
}

host_of() { local host=${1#*://}; printf %s "${host%%:*}"; }

# The domain controller of ./scripts/samba-lab, with its least-privileged account.
samba_directory() {
  (umask 077 && printf %s "$AD_BIND_PW" >"$data/agent/bind-password")
  cat <<TOML
[directory]
kind = "active-directory"
urls = ["$AD_URL"]
addresses = { "$(host_of "$AD_URL")" = "$AD_ADDR" }
ca_file = "$AD_CA"
base = "$AD_BASE"
bind_name = "$AD_BIND_DN"
bind_password_file = "bind-password"
default_country = "SE"
TOML
}

# The [directory] section of another configuration; its relative paths start at the folder of that file.
directory_of() {
  local folder
  folder=$(cd "$(dirname "$1")" && pwd)
  awk '/^\[/ { wanted = ($0 ~ /^\[directory[].]/) } wanted' "$1" |
    sed -E "s#^(ca_file|bind_password_file|folder)( *= *)\"(credential:)?([^/\"][^\"]*)\"#\1\2\"$folder/\4\"#"
}
