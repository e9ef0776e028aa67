# What the agent's commands tell administrators. Commands, names of settings and attributes stay as they are.
#
# With --json, programs read the English texts: they do not change, and so `1 jobs` stays.

### check

level-ok = ok
level-warning = warning
level-failed = failed
mend = mend: { $command }
summary = { $ok } ok, { $warnings } warnings, { $failed } failed
either = { $others } or { $last }

# This host
configuration-writable = others than its owner may write { $file } (mode { $mode })
configuration-read = { $file } is read
state-missing = the folder { $folder } is missing
state-not-writable = { $folder } cannot be written
state-stray = { $stray } belongs to somebody else than { $folder }: the service cannot use it
state-writable = { $folder } can be written
space-free = { $megabytes ->
    [one] { $megabytes } MB are free in { $folder }
   *[other] { $megabytes } MB are free in { $folder }
}
journal-empty = no job was carried out yet
journal-unreadable = the journal in { $folder } cannot be read: { $error }
journal-settled = every job has its outcome
journal-unsettled = { $count ->
    [one] { $count } jobs were begun and have no outcome; a running agent looks what became of them
   *[other] { $count } jobs were begun and have no outcome; a running agent looks what became of them
}
directory-demonstration = the demonstration's, in { $folder }

# The way to the cloud
proxy-wrong = `{ $address }` is no proxy
proxy-host = the proxy { $host }
proxy-answers = the proxy { $host } answers
host-without-address = { $host } has no address: { $error }
cloud-closed = { $host } is not reached: { $error }; open the way out
cloud-answers = { $url } answers
cloud-not-reached = { $url } is not reached: { $error }
cloud-other = { $url } answers { $status }: it is not Readmit, or it is ill
enrollment-accepted = the cloud accepts { $agent }
enrollment-revoked = the cloud does not accept { $agent }: it was revoked, or never enrolled there
enrollment-clock = the cloud does not accept { $agent }, perhaps for the clock
clock-behind = this host's clock is { $seconds } s behind the cloud's
clock-ahead = this host's clock is { $seconds } s ahead of the cloud's

# The way to a domain controller
bind-password-read = { $file } is readable by its owner only
authorities-read = { $count ->
    [one] { $file } has { $count } certificates
   *[other] { $file } has { $count } certificates
}
controllers-configured = { $controllers } in the configuration
controllers-in-dns = { $controllers } in DNS, as { $name }
controller-deaf = nobody listens on { $address }: the controller is down or has no certificate for LDAPS
controller-not-reached = { $address } is not reached: { $error }
controller-dialled = { $what } (dialled { $address })
controller-silent = { $host } does not answer: { $error }
tls-proved = { $host } proves its name
tls-authority = the certificate of { $host } is issued by `{ $issuer }`, which is not in { $file }
tls-name = the certificate of { $host } names { $names }, not { $host }
tls-time = the certificate of { $host } is valid until { $day } only, or not yet
tls-refused = the certificate of { $host } is refused: { $error }
tls-end = the certificate of { $host } ends on { $day }
clock-apart = this host's clock and that of { $host } are { $seconds } s apart
bind-signed-in = { $account } signs in on { $host }
bind-refused = { $host } turns { $account } away: { $why } ({ $code })
bind-wrong = its name or its password is wrong
bind-locked = it is locked
bind-disabled = it is disabled
bind-password-expired = its password has expired
bind-password-change = its password must be changed
bind-expired = it has expired
bind-not-now = it may not sign in at this hour or from here
bind-unknown = it gives no reason that is known
hints-known = { $host } holds new passwords against the history
hints-unknown = { $host } cannot hold new passwords against the history (Windows Server 2008 R2 and Samba 4.24 can); history_without_hints says what then

# The service account
lockout-never = wrong passwords of others do not lock { $account }
lockout-possible = anybody who tries wrong passwords for { $account } locks it, and the agent with it
expiry-never = the password of { $account } does not expire
expiry-soon = { $days ->
    [one] the password of { $account } expires in { $days } days, and the agent stops then
   *[other] the password of { $account } expires in { $days } days, and the agent stops then
}
privileges-none = { $account } is no privileged account
privileges-some = { $account } is privileged ({ $groups }): whoever takes this host over has the domain
policies-readable = { $account } may read fine-grained password policies
policies-unreadable = { $account } may not read fine-grained password policies: people are told the domain's
dirsync-allowed = { $account } may ask for what changed
dirsync-refused = { $account } may not replicate changes: following them takes more of the controller
deleted-visible = { $account } sees who was deleted
deleted-hidden = { $account } does not see who was deleted, until everything is read again
pdc-unknown = the domain does not tell its PDC emulator
pdc-written = passwords are written and tried on { $host }
pdc-tried = passwords are tried on { $host }
pdc-elsewhere = the PDC emulator { $host }, which counts all wrong passwords, is none of the controllers; add "ldaps://{ $host }" to urls

# Groups and people
group-missing = the policy names the group `{ $group }`, which does not exist
groups-exist = all { $count } groups of the policy exist
scope-unknown = not looked at: who is in scope is known once the cloud accepts this agent
scope-empty = nobody is in scope: the enabled groups have no members that are neither excluded nor disabled
right-reset-password = reset passwords
right-lockout-time = write lockoutTime
right-pwd-last-set = write pwdLastSet
rights-missing = { $account } may not { $rights } of the { $count } people in { $folder }
rights-missing-more = and in { $count } more folders
rights-granted = { $account } may reset { $people } people in { $folders } folders
never-nobody = nobody in scope is out of reach
never-some = { $count } in scope can never be reset: { $names }
never-name = { $name } ({ $why })
never-more = and { $count } more
never-privileged = privileged
never-unreadable = its permissions cannot be read
never-no-inheritance = it inherits no permissions
never-denied = an entry on the account itself denies it
attribute-empty = { $attribute } is empty for { $share } % of the { $people } people in scope ({ $empty }): they cannot prove who they are by it
attribute-filled = { $attribute } is filled for { $filled } of { $people } people in scope

### status

not-running = not running
line-agent = agent
line-version = version
line-running = running for
line-ready = ready
line-fingerprint = fingerprint
line-keys = keys made
line-cloud = cloud answered
line-controller = controller
line-leads = leads the sync
line-in-step = in step
line-people = people in scope
line-numbers = numbers unusable
line-clashes = names that clash
line-job = last job
line-state = state
line-problem = not well
state-well = well
never = never
ago = { $span } ago
not-known = not known
not-ready-yet = not yet
after-start = { $span } after the start
none = none
yes = yes
no = no
span-seconds = { $seconds } s
span-minutes = { $minutes } min { $seconds } s
span-hours = { $hours } h { $minutes } min
span-days = { $days } d { $hours } h
problem-cloud = the cloud: { $problem }
problem-cloud-silent = the cloud has not answered for more than { $seconds } s
problem-queue = the queue was not reached; the log says why
problem-directory = no domain controller answers
problem-not-ready = not ready: { $why }
problem-out-of-step = the cloud was not brought in step for more than { $minutes } minutes
problem-clock = this host's clock is wrong
waits-for-heartbeat = the cloud does not know yet that a domain controller answers
waits-for-queue = the cloud has not given yet what opens the queue
waits-for-sync = the directory has not been read yet, or the cloud not told

### enroll and roll-keys

enrolled = Enrolled as { $agent }.
fingerprint = Fingerprint: { $fingerprint }
fingerprint-compare = It must be the one that `./scripts/agents list` shows.
keys-rolled = The keys of { $agent } are new.

### sync --dry-run

dry-run-accounts = Would be sent: { $count } accounts.
dry-run-left-out = Left out, { $reason }: { $count }.
left-out-not-enabled = in no enabled group
left-out-excluded = in an excluded group
left-out-protected = privileged
left-out-disabled = disabled
left-out-expired = expired
left-out-elsewhere = outside the base
left-out-unreadable = not readable whole
dry-run-numbers = Telephone numbers that cannot be dialled: { $count }, of these accounts:
dry-run-end = Disabled accounts are not read. Nothing was sent.
