# shellcheck shell=bash
# The domain controller of one instance, apart from those of other instances and of the tests. To be sourced after
# common.sh.

# Its folder needs a short name, because Samba keeps sockets in it, and it needs its own address, because Samba's ports
# are fixed.
name_controller() {
  local digest own
  digest=$(printf %s "$data" | sha256sum)
  own=/tmp/readmit-lab-${digest:0:8}
  export LAB_DIR=${LAB_DIR:-$own}
  # The short name is a link, so that users and their passwords survive when the machine deletes temporary files.
  if [[ $LAB_DIR == "$own" && (-L $own || ! -e $own) ]]; then
    mkdir -p "$data/domain"
    ln -sfn "$data/domain" "$own"
  fi
  export LAB_IP=${LAB_IP:-127.0.$((0x${digest:8:2} % 200 + 20)).$((0x${digest:10:2} % 200 + 20))}
}

start_controller() {
  name_controller
  controller_started=yes # from here on it must be stopped, even if the start fails
  step "starting the domain controller at $LAB_IP" "$root/scripts/samba-lab" up 9>&-
  eval "$("$root/scripts/samba-lab" env)"
}

stop_controller() {
  if [[ -n ${controller_started:-} ]]; then "$root/scripts/samba-lab" stop >/dev/null 2>&1 || true; fi
}

destroy_controller() {
  name_controller
  "$root/scripts/samba-lab" destroy >/dev/null 2>&1 || true
  rm -rf "$data/domain"
}
