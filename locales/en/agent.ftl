# What the agent's commands tell administrators. Commands, names of settings and attributes stay as they are.
# With --json, programs get the English texts.

### check

level-ok = ok
level-warning = warning
level-failed = failed
fix = fix: { $command }
summary = { $ok } ok, { $warnings ->
    [one] { $warnings } warning
   *[other] { $warnings } warnings
}, { $failed } failed
either = { $others } or { $last }

# This host
configuration-writable = users other than its owner may write { $file } (mode { $mode })
configuration-read = { $file } was read
state-missing = the folder { $folder } does not exist
state-not-writable = { $folder } is not writable
state-stray = { $stray } and { $folder } have different owners, so the service cannot use it
state-writable = { $folder } is writable
space-free = { $megabytes ->
    [one] { $megabytes } MB is free in { $folder }
   *[other] { $megabytes } MB are free in { $folder }
}
journal-empty = no job was carried out yet
journal-unreadable = the journal in { $folder } cannot be read: { $error }
journal-complete = every job has an outcome
journal-in-doubt = { $count ->
    [one] { $count } job was started and has no outcome; a running agent finds out what became of it
   *[other] { $count } jobs were started and have no outcome; a running agent finds out what became of them
}
breached-known = { $count ->
    [one] { $count } leaked password is refused, as of { $day }
   *[other] { $count } leaked passwords are refused, as of { $day }
}
directory-demonstration = the built-in demonstration, in { $folder }

# The cloud
proxy-wrong = `{ $address }` is not the address of a proxy
proxy-host = the proxy { $host }
proxy-answers = the proxy { $host } answers
host-without-address = { $host } has no address in DNS: { $error }
cloud-closed = cannot connect to { $host }: { $error }; allow outgoing connections to it
cloud-answers = { $url } answers
cloud-not-reached = cannot reach { $url }: { $error }
cloud-other = { $url } answers { $status }: it is not Readmit, or it is not working
enrollment-accepted = the cloud accepts { $agent }
enrollment-revoked = the cloud does not accept { $agent }: it was revoked, or never enrolled there
enrollment-clock = the cloud does not accept { $agent }, perhaps because of the clock
clock-behind = this host's clock is { $seconds } s behind the cloud's
clock-ahead = this host's clock is { $seconds } s ahead of the cloud's

# Domain controllers
bind-password-read = only its owner may read { $file }
authorities-read = { $count ->
    [one] { $file } has { $count } certificate
   *[other] { $file } has { $count } certificates
}
controllers-configured = { $controllers }, from the configuration
controllers-in-dns = { $controllers }, from { $name } in DNS
controller-deaf = { $address } refuses connections: the controller is down or has no certificate for LDAPS
controller-not-reached = cannot reach { $address }: { $error }
controller-connected = { $what } (at { $address })
controller-silent = { $host } does not answer: { $error }
tls-proved = the certificate of { $host } is valid
tls-authority = the certificate of { $host } was issued by `{ $issuer }`, which is not in { $file }
tls-name = the certificate of { $host } names { $names }, not { $host }
tls-time = the certificate of { $host } has expired or is not valid yet; it is valid until { $day }
tls-refused = the certificate of { $host } was refused: { $error }
tls-end = the certificate of { $host } expires on { $day }
clock-apart = this host's clock and the clock of { $host } differ by { $seconds } s
bind-signed-in = { $account } can sign in to { $host }
bind-refused = { $host } refuses { $account }: { $why } ({ $code })
bind-wrong = the name or the password is wrong
bind-locked = it is locked
bind-disabled = it is disabled
bind-password-expired = its password has expired
bind-password-change = its password must be changed
bind-expired = it has expired
bind-not-now = it may not sign in at this time or from this host
bind-unknown = the reason is not known
hints-known = { $host } enforces the password history for resets
hints-unknown = { $host } cannot enforce the password history for resets (Windows Server 2008 R2 and Samba 4.24 can); see history_without_hints

# The service account
lockout-never = wrong passwords from other hosts do not lock { $account }
lockout-possible = anybody who tries wrong passwords for { $account } locks it, and then the agent cannot work
expiry-never = the password of { $account } does not expire
expiry-soon = { $days ->
    [one] the password of { $account } expires in { $days } day, and then the agent cannot work
   *[other] the password of { $account } expires in { $days } days, and then the agent cannot work
}
privileges-none = { $account } is not privileged
privileges-some = { $account } is privileged ({ $groups }): whoever takes over this host takes over the domain
policies-readable = { $account } may read fine-grained password policies
policies-unreadable = { $account } may not read fine-grained password policies: users see the domain's policy instead
dirsync-allowed = { $account } may replicate changes
dirsync-refused = { $account } may not replicate changes: finding them costs the controller more
deleted-visible = { $account } sees deleted accounts
deleted-hidden = { $account } does not see deleted accounts: they stay in the cloud until the next full sync
pdc-unknown = the domain does not name its PDC emulator
pdc-written = passwords are written and tried on { $host }
pdc-tried = passwords are tried on { $host }
pdc-elsewhere = the PDC emulator { $host }, which counts all wrong passwords, is not one of the controllers; add "ldaps://{ $host }" to urls

# Groups and users
group-missing = the policy names the group `{ $group }`, which does not exist
groups-exist = { $count ->
    [one] the group of the policy exists
   *[other] all { $count } groups of the policy exist
}
base-exists = accounts are searched below { $base }
base-missing = the base `{ $base }` of the configuration is not in the directory: nothing is synced, and what the cloud knows stays in force. Correct `base` in agent.toml
scope-unknown = not checked: the scope is known once the cloud accepts this agent
scope-empty = no user is in scope: every member of the enabled groups is excluded or disabled
right-reset-password = reset passwords
right-lockout-time = write lockoutTime
right-pwd-last-set = write pwdLastSet
rights-missing = { $count ->
    [one] { $account } may not { $rights } for { $count } user in { $folder }
   *[other] { $account } may not { $rights } for the { $count } users in { $folder }
}
rights-missing-more = { $count ->
    [one] and in { $count } more folder
   *[other] and in { $count } more folders
}
rights-granted = { $account } may reset { $people ->
    [one] the password of { $people } user
   *[other] the passwords of { $people } users
} in { $folders ->
    [one] { $folders } folder
   *[other] { $folders } folders
}
never-nobody = every user in scope can be reset
never-some = { $count ->
    [one] { $count } user in scope can never be reset: { $names }
   *[other] { $count } users in scope can never be reset: { $names }
}
never-name = { $name } ({ $why })
never-more = and { $count } more
never-privileged = privileged
never-unreadable = its permissions cannot be read
never-no-inheritance = it inherits no permissions
never-denied = an entry on the account itself denies it
attribute-empty = { $people ->
    [one] { $attribute } is empty for the only user in scope, who cannot use it to prove who they are
   *[other] { $attribute } is empty for { $share } % of the { $people } users in scope ({ $empty }): they cannot use it to prove who they are
}
attribute-filled = { $people ->
    [one] { $attribute } is set for the only user in scope
   *[other] { $attribute } is set for { $filled } of { $people } users in scope
}

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
line-in-sync = in sync
line-people = users in scope
line-destinations = not usable
line-excluded = excluded
line-reason = { $count }: { $reason }
line-reason-accounts = { $count }: { $reason } ({ $accounts })
line-clashes = ambiguous names
line-breached = leaked passwords
breached-set = { $count }, as of { $day }
line-job = last job
line-state = state
line-problem = problem
state-well = healthy
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
problem-cloud = cloud: { $problem }
problem-cloud-silent = the cloud has not answered for more than { $seconds } s
problem-queue = the queue cannot be reached; the log says why
problem-directory = no domain controller answers
problem-not-ready = not ready: { $why }
problem-not-in-sync = { $minutes ->
    [one] nothing was synced to the cloud for more than { $minutes } minute
   *[other] nothing was synced to the cloud for more than { $minutes } minutes
}
problem-base-not-found = the sync has stopped: the base `{ $name }` is not in the directory. What the cloud knows stays in force. Correct `base` in agent.toml, and restart the agent
problem-group-not-found = the sync has stopped: the policy names the group `{ $name }`, which is not in the directory. What the cloud knows stays in force. Correct the policy or the group
problem-too-many-lost = the sync has stopped: { $lost } of { $known } accounts would be lost. They stay in force. Check the base, the groups and the rights; if it is right, run `readmit-agent sync --accept-shrink`
problem-clock = this host's clock is wrong
waits-for-heartbeat = the cloud does not know yet that a domain controller answers
waits-for-queue = the cloud has not sent the credentials for the queue yet
waits-for-sync = the first sync of the directory is not finished

### enroll and roll-keys

enrolled = Enrolled as { $agent }.
fingerprint = Fingerprint: { $fingerprint }
fingerprint-compare = It must be the one that `./scripts/agents list` shows.
keys-rolled = The keys of { $agent } were replaced.

### sync --accept-shrink

shrink-accepted = the next full sync may remove { $lost } of { $known } accounts. It begins within a minute
shrink-none = no sync has stopped because of lost accounts

### sync --dry-run

dry-run-accounts = { $count ->
    [one] Would be sent: { $count } account.
   *[other] Would be sent: { $count } accounts.
}
dry-run-excluded = Excluded, { $reason }: { $count }.
exclusion-not-enabled = in no enabled group
exclusion-excluded = in an excluded group
exclusion-protected = privileged
exclusion-disabled = disabled
exclusion-expired = expired
exclusion-elsewhere = outside the base
exclusion-unreadable = not completely readable
dry-run-ineligible = Of excluded accounts, name, address and reason would be sent: { $count }.
dry-run-destinations = Numbers and addresses to which no codes can be sent: { $count }, of these accounts:
issue-not-a-number = not a telephone number of any country
issue-extension = the number has an extension
issue-not-mobile = the number is not a mobile phone's
issue-country = the policy sends no text messages to the country of the number (`calling_codes`)
issue-not-an-address = not a mail address
dry-run-end = Nothing was sent.

### compile-breached

breached-compiled = { $count ->
    [one] { $count } entry, as of { $day }
   *[other] { $count } entries, as of { $day }
}
