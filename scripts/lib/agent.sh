# shellcheck shell=bash
# The agent's keys and configuration. To be sourced after instance.sh.

agent_id=agent-1

make_agent_keys() {
  [[ -f $data/agent/keys/registration.json ]] ||
    step "making the agent's keys" "$target/release/readmit-agent" make-keys --agent-id $agent_id --out "$data/agent/keys"
}

# Everything but the directory is this instance's own.
write_agent_configuration() {
  {
    cat <<TOML
[cloud]
url = "$url"
agent_id = "$agent_id"
keys_dir = "keys"

[queue]
url = "$(output JobsQueueUrl)"
region = "$region"
endpoint = "$emulator"
credentials_file = "queue.json"

[sync]
interval_seconds = 300

[journal]
dir = "journal"

TOML
    case $directory in
      demonstration) printf '[directory]\nkind = "demonstration"\nfolder = "directory"\n' ;;
      samba) samba_directory ;;
      *) directory_of "$directory" ;;
    esac
  } >"$data/agent/agent.toml"
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

# The [directory] part of somebody's own configuration; its relative paths start at that file's folder.
directory_of() {
  local folder
  folder=$(cd "$(dirname "$1")" && pwd)
  awk '/^\[/ { wanted = ($0 ~ /^\[directory[].]/) } wanted' "$1" |
    sed -E "s#^(ca_file|bind_password_file|folder)( *= *)\"(credential:)?([^/\"][^\"]*)\"#\1\2\"$folder/\4\"#"
}
