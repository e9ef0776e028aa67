# Was die Befehle des Agents Administratoren mitteilen. Befehle, Namen von Einstellungen und Attribute bleiben, wie sie sind.

### check

level-ok = ok
level-warning = Warnung
level-failed = Fehler
fix = Abhilfe: { $command }
summary = { $ok } ok, { $warnings ->
    [one] { $warnings } Warnung
   *[other] { $warnings } Warnungen
}, { $failed } Fehler
either = { $others } oder { $last }

# Dieser Host
configuration-writable = andere als der Besitzer dürfen { $file } schreiben (Modus { $mode })
configuration-read = { $file } wurde gelesen
state-missing = der Ordner { $folder } fehlt
state-not-writable = { $folder } ist nicht beschreibbar
state-stray = { $stray } und { $folder } haben verschiedene Besitzer, daher kann der Dienst es nicht verwenden
state-writable = { $folder } ist beschreibbar
space-free = { $megabytes ->
    [one] { $megabytes } MB ist frei in { $folder }
   *[other] { $megabytes } MB sind frei in { $folder }
}
journal-empty = es wurde noch kein Auftrag ausgeführt
journal-unreadable = das Journal in { $folder } kann nicht gelesen werden: { $error }
journal-complete = jeder Auftrag hat sein Ergebnis
journal-in-doubt = { $count ->
    [one] { $count } Auftrag wurde begonnen und hat kein Ergebnis; ein laufender Agent prüft, was daraus wurde
   *[other] { $count } Aufträge wurden begonnen und haben kein Ergebnis; ein laufender Agent prüft, was daraus wurde
}
breached-known = { $count ->
    [one] { $count } geleaktes Kennwort wird abgelehnt, Stand { $day }
   *[other] { $count } geleakte Kennwörter werden abgelehnt, Stand { $day }
}
directory-demonstration = die eingebaute Demonstration, in { $folder }

# Die Cloud
proxy-wrong = `{ $address }` ist kein Proxy
proxy-host = der Proxy { $host }
proxy-answers = der Proxy { $host } antwortet
host-without-address = { $host } hat keine Adresse im DNS: { $error }
cloud-closed = keine Verbindung zu { $host }: { $error }; erlauben Sie ausgehende Verbindungen dorthin
cloud-answers = { $url } antwortet
cloud-not-reached = { $url } ist nicht erreichbar: { $error }
cloud-other = { $url } antwortet mit { $status }: Es ist nicht Readmit, oder es ist gestört
enrollment-accepted = die Cloud akzeptiert { $agent }
enrollment-revoked = die Cloud akzeptiert { $agent } nicht: Der Agent wurde widerrufen oder dort nie registriert
enrollment-clock = die Cloud akzeptiert { $agent } nicht, vielleicht wegen der Uhr
clock-behind = die Uhr dieses Hosts geht gegenüber der Cloud { $seconds } s nach
clock-ahead = die Uhr dieses Hosts geht gegenüber der Cloud { $seconds } s vor

# Domänencontroller
bind-password-read = { $file } ist nur für den Besitzer lesbar
authorities-read = { $count ->
    [one] { $file } enthält { $count } Zertifikat
   *[other] { $file } enthält { $count } Zertifikate
}
controllers-configured = { $controllers }, laut Konfiguration
controllers-in-dns = { $controllers }, laut { $name } im DNS
controller-deaf = { $address } nimmt keine Verbindungen an: Der Domänencontroller ist ausgefallen oder hat kein Zertifikat für LDAPS
controller-not-reached = { $address } ist nicht erreichbar: { $error }
controller-connected = { $what } (unter { $address })
controller-silent = { $host } antwortet nicht: { $error }
tls-proved = das Zertifikat von { $host } ist gültig
tls-authority = das Zertifikat von { $host } wurde von `{ $issuer }` ausgestellt; dieser Aussteller fehlt in { $file }
tls-name = das Zertifikat von { $host } nennt { $names }, nicht { $host }
tls-time = das Zertifikat von { $host } ist abgelaufen oder noch nicht gültig; es gilt bis { $day }
tls-refused = das Zertifikat von { $host } wird abgelehnt: { $error }
tls-end = das Zertifikat von { $host } läuft am { $day } ab
clock-apart = die Uhren dieses Hosts und von { $host } weichen { $seconds } s voneinander ab
bind-signed-in = { $account } kann sich an { $host } anmelden
bind-refused = { $host } weist { $account } ab: { $why } ({ $code })
bind-wrong = der Name oder das Kennwort ist falsch
bind-locked = das Konto ist gesperrt
bind-disabled = das Konto ist deaktiviert
bind-password-expired = das Kennwort ist abgelaufen
bind-password-change = das Kennwort muss geändert werden
bind-expired = das Konto ist abgelaufen
bind-not-now = das Konto darf sich zu dieser Zeit oder von hier aus nicht anmelden
bind-unknown = der Grund ist nicht bekannt
hints-known = { $host } prüft neue Kennwörter gegen die Kennwortchronik
hints-unknown = { $host } kann neue Kennwörter nicht gegen die Kennwortchronik prüfen (Windows Server 2008 R2 und Samba 4.24 können es); history_without_hints bestimmt, was dann gilt

# Das Dienstkonto
lockout-never = falsche Kennwörter anderer sperren { $account } nicht
lockout-possible = jeder kann { $account } mit falschen Kennwörtern sperren, und dann kann der Agent nicht arbeiten
expiry-never = das Kennwort von { $account } läuft nicht ab
expiry-soon = { $days ->
    [one] das Kennwort von { $account } läuft in { $days } Tag ab, und dann kann der Agent nicht arbeiten
   *[other] das Kennwort von { $account } läuft in { $days } Tagen ab, und dann kann der Agent nicht arbeiten
}
privileges-none = { $account } ist kein privilegiertes Konto
privileges-some = { $account } ist privilegiert ({ $groups }): Wer diesen Host übernimmt, übernimmt die Domäne
policies-readable = { $account } darf fein abgestimmte Kennwortrichtlinien lesen
policies-unreadable = { $account } darf fein abgestimmte Kennwortrichtlinien nicht lesen: Benutzer sehen stattdessen die Richtlinie der Domäne
dirsync-allowed = { $account } darf Änderungen replizieren
dirsync-refused = { $account } darf Änderungen nicht replizieren: Sie zu finden belastet den Domänencontroller stärker
deleted-visible = { $account } sieht gelöschte Konten
deleted-hidden = { $account } sieht gelöschte Konten nicht: Sie bleiben bis zur nächsten vollständigen Synchronisierung in der Cloud
pdc-unknown = die Domäne nennt ihren PDC-Emulator nicht
pdc-written = Kennwörter werden auf { $host } geschrieben und geprüft
pdc-tried = Kennwörter werden auf { $host } geprüft
pdc-elsewhere = der PDC-Emulator { $host }, der alle falschen Kennwörter zählt, ist keiner der Domänencontroller; fügen Sie "ldaps://{ $host }" zu urls hinzu

# Gruppen und Benutzer
group-missing = die Richtlinie nennt die Gruppe `{ $group }`, die es nicht gibt
groups-exist = { $count ->
    [one] die Gruppe der Richtlinie ist vorhanden
   *[other] alle { $count } Gruppen der Richtlinie sind vorhanden
}
base-exists = Konten werden unterhalb von { $base } gesucht
base-missing = die Basis `{ $base }` der Konfiguration ist nicht im Verzeichnis: Nichts wird synchronisiert, und was die Cloud weiß, gilt weiter. Korrigieren Sie `base` in agent.toml
scope-unknown = nicht geprüft: Wer zum Bereich gehört, ist bekannt, sobald die Cloud diesen Agent akzeptiert
scope-empty = niemand gehört zum Bereich: Die aktivierten Gruppen haben keine Mitglieder, die weder ausgeschlossen noch deaktiviert sind
right-reset-password = Kennwörter zurücksetzen
right-lockout-time = lockoutTime schreiben
right-pwd-last-set = pwdLastSet schreiben
rights-missing = { $count ->
    [one] { $account } darf für { $count } Benutzer in { $folder } nicht: { $rights }
   *[other] { $account } darf für die { $count } Benutzer in { $folder } nicht: { $rights }
}
rights-missing-more = { $count ->
    [one] und in { $count } weiterem Ordner
   *[other] und in { $count } weiteren Ordnern
}
rights-granted = { $account } darf { $people ->
    [one] das Kennwort von { $people } Benutzer
   *[other] die Kennwörter von { $people } Benutzern
} in { $folders ->
    [one] { $folders } Ordner
   *[other] { $folders } Ordnern
} zurücksetzen
never-nobody = alle Benutzer im Bereich können zurückgesetzt werden
never-some = { $count ->
    [one] { $count } Benutzer im Bereich kann nie zurückgesetzt werden: { $names }
   *[other] { $count } Benutzer im Bereich können nie zurückgesetzt werden: { $names }
}
never-name = { $name } ({ $why })
never-more = { $count ->
    [one] und { $count } weiterer
   *[other] und { $count } weitere
}
never-privileged = privilegiert
never-unreadable = die Berechtigungen sind nicht lesbar
never-no-inheritance = erbt keine Berechtigungen
never-denied = ein Eintrag am Konto selbst verweigert es
attribute-empty = { $people ->
    [one] { $attribute } ist beim einzigen Benutzer im Bereich leer: Er kann seine Identität damit nicht bestätigen
   *[other] { $attribute } ist bei { $share } % der { $people } Benutzer im Bereich leer ({ $empty }): Sie können ihre Identität damit nicht bestätigen
}
attribute-filled = { $people ->
    [one] { $attribute } ist beim einzigen Benutzer im Bereich ausgefüllt
   *[other] { $attribute } ist bei { $filled } von { $people } Benutzern im Bereich ausgefüllt
}

### status

not-running = läuft nicht
line-agent = Agent
line-version = Version
line-running = läuft seit
line-ready = bereit
line-fingerprint = Fingerabdruck
line-keys = Schlüssel erstellt
line-cloud = Cloud antwortete
line-controller = Domänencontroller
line-leads = leitet die Synchronisierung
line-in-sync = synchron
line-people = Benutzer im Bereich
line-destinations = unbrauchbar
line-excluded = ausgeschlossen
line-reason = { $count }: { $reason }
line-reason-accounts = { $count }: { $reason } ({ $accounts })
line-clashes = doppelte Namen
line-breached = geleakte Kennwörter
breached-set = { $count }, Stand { $day }
line-job = letzter Auftrag
line-state = Zustand
line-problem = Problem
state-well = gut
never = nie
ago = vor { $span }
not-known = nicht bekannt
not-ready-yet = noch nicht
after-start = { $span } nach dem Start
none = keiner
yes = ja
no = nein
span-seconds = { $seconds } s
span-minutes = { $minutes } min { $seconds } s
span-hours = { $hours } h { $minutes } min
span-days = { $days } d { $hours } h
problem-cloud = die Cloud: { $problem }
problem-cloud-silent = die Cloud hat seit mehr als { $seconds } s nicht geantwortet
problem-queue = die Warteschlange ist nicht erreichbar; das Protokoll nennt den Grund
problem-directory = kein Domänencontroller antwortet
problem-not-ready = nicht bereit: { $why }
problem-not-in-sync = { $minutes ->
    [one] seit mehr als { $minutes } Minute wurde nichts in die Cloud synchronisiert
   *[other] seit mehr als { $minutes } Minuten wurde nichts in die Cloud synchronisiert
}
problem-base-not-found = die Synchronisierung ist angehalten: Die Basis `{ $name }` ist nicht im Verzeichnis. Was die Cloud weiß, gilt weiter. Korrigieren Sie `base` in agent.toml, und starten Sie den Agent neu
problem-group-not-found = die Synchronisierung ist angehalten: Die Richtlinie nennt die Gruppe `{ $name }`, die nicht im Verzeichnis ist. Was die Cloud weiß, gilt weiter. Korrigieren Sie die Richtlinie oder die Gruppe
problem-too-many-lost = die Synchronisierung ist angehalten: { $lost } von { $known } Konten gingen verloren. Sie gelten weiter. Prüfen Sie die Basis, die Gruppen und die Rechte; wenn es richtig ist, führen Sie `readmit-agent sync --accept-shrink` aus
problem-clock = die Uhr dieses Hosts geht falsch
waits-for-heartbeat = die Cloud weiß noch nicht, dass ein Domänencontroller antwortet
waits-for-queue = die Cloud hat den Zugang zur Warteschlange noch nicht gesendet
waits-for-sync = die erste Synchronisierung des Verzeichnisses ist noch nicht fertig

### enroll und roll-keys

enrolled = Registriert als { $agent }.
fingerprint = Fingerabdruck: { $fingerprint }
fingerprint-compare = Er muss mit dem übereinstimmen, den `./scripts/agents list` zeigt.
keys-rolled = Die Schlüssel von { $agent } sind neu.

### sync --accept-shrink

shrink-accepted = die nächste vollständige Synchronisierung darf { $lost } von { $known } Konten entfernen. Sie beginnt innerhalb einer Minute
shrink-none = keine Synchronisierung ist wegen verlorener Konten angehalten

### sync --dry-run

dry-run-accounts = { $count ->
    [one] Würde gesendet: { $count } Konto.
   *[other] Würden gesendet: { $count } Konten.
}
dry-run-excluded = Ausgelassen, { $reason }: { $count }.
exclusion-not-enabled = in keiner aktivierten Gruppe
exclusion-excluded = in einer ausgeschlossenen Gruppe
exclusion-protected = privilegiert
exclusion-disabled = deaktiviert
exclusion-expired = abgelaufen
exclusion-elsewhere = außerhalb der Basis
exclusion-unreadable = nicht vollständig lesbar
dry-run-ineligible = Von ausgelassenen Konten würden Name, Adresse und Grund gesendet: { $count }.
dry-run-destinations = Nummern und Adressen, an die keine Codes gehen können: { $count }, von diesen Konten:
issue-not-a-number = keine Telefonnummer irgendeines Landes
issue-extension = die Nummer hat eine Durchwahl
issue-not-mobile = die Nummer ist keine Mobilnummer
issue-country = die Richtlinie sendet keine SMS in das Land der Nummer (`calling_codes`)
issue-not-an-address = keine E-Mail-Adresse
dry-run-end = Es wurde nichts gesendet.

### compile-breached

breached-compiled = { $count ->
    [one] { $count } Eintrag, Stand { $day }
   *[other] { $count } Einträge, Stand { $day }
}
