# Vad agentens kommandon säger till administratörer. Kommandon och namn på inställningar och attribut översätts inte.

### check

level-ok = ok
level-warning = varning
level-failed = fel
fix = åtgärd: { $command }
summary = { $ok } ok, { $warnings ->
    [one] { $warnings } varning
   *[other] { $warnings } varningar
}, { $failed } fel
either = { $others } eller { $last }

# Den här datorn
configuration-writable = andra än ägaren får skriva { $file } (läge { $mode })
configuration-read = { $file } är läst
state-missing = mappen { $folder } saknas
state-not-writable = det går inte att skriva i { $folder }
state-stray = { $stray } tillhör någon annan än { $folder }: tjänsten kan inte använda den
state-writable = det går att skriva i { $folder }
space-free = { $megabytes ->
    [one] { $megabytes } MB är ledig i { $folder }
   *[other] { $megabytes } MB är lediga i { $folder }
}
journal-empty = inget jobb har utförts än
journal-unreadable = journalen i { $folder } kan inte läsas: { $error }
journal-complete = varje jobb har sitt utfall
journal-in-doubt = { $count ->
    [one] { $count } jobb har börjat och saknar utfall; en agent som körs ser efter vad det blev av det
   *[other] { $count } jobb har börjat och saknar utfall; en agent som körs ser efter vad det blev av dem
}
breached-known = { $count ->
    [one] { $count } läckt lösenord nekas, per { $day }
   *[other] { $count } läckta lösenord nekas, per { $day }
}
directory-demonstration = den inbyggda demonstrationen, i { $folder }

# Molnet
proxy-wrong = `{ $address }` är ingen proxy
proxy-host = proxyn { $host }
proxy-answers = proxyn { $host } svarar
host-without-address = { $host } har ingen adress i DNS: { $error }
cloud-closed = kan inte ansluta till { $host }: { $error }; tillåt utgående anslutningar dit
cloud-answers = { $url } svarar
cloud-not-reached = kan inte nå { $url }: { $error }
cloud-other = { $url } svarar { $status }: det är inte Readmit, eller så fungerar det inte
enrollment-accepted = molnet godtar { $agent }
enrollment-revoked = molnet godtar inte { $agent }: den är återkallad, eller har aldrig registrerats där
enrollment-clock = molnet godtar inte { $agent }, kanske på grund av klockan
clock-behind = datorns klocka går { $seconds } s efter molnets
clock-ahead = datorns klocka går { $seconds } s före molnets

# Domänkontrollanter
bind-password-read = { $file } kan bara läsas av sin ägare
authorities-read = { $count ->
    [one] { $file } har { $count } certifikat
   *[other] { $file } har { $count } certifikat
}
controllers-configured = { $controllers }, enligt konfigurationen
controllers-in-dns = { $controllers }, enligt { $name } i DNS
controller-deaf = { $address } tar inte emot anslutningar: domänkontrollanten är nere eller saknar certifikat för LDAPS
controller-not-reached = kan inte nå { $address }: { $error }
controller-connected = { $what } (på { $address })
controller-silent = { $host } svarar inte: { $error }
tls-proved = certifikatet för { $host } är giltigt
tls-authority = certifikatet för { $host } är utfärdat av `{ $issuer }`, som inte finns i { $file }
tls-name = certifikatet för { $host } är utfärdat för { $names }, inte för { $host }
tls-time = certifikatet för { $host } har gått ut eller gäller inte än; det gäller till { $day }
tls-refused = certifikatet för { $host } godtas inte: { $error }
tls-end = certifikatet för { $host } går ut { $day }
clock-apart = datorns klocka och klockan på { $host } skiljer sig { $seconds } s
bind-signed-in = { $account } kan logga in på { $host }
bind-refused = { $host } avvisar { $account }: { $why } ({ $code })
bind-wrong = namnet eller lösenordet är fel
bind-locked = kontot är låst
bind-disabled = kontot är inaktiverat
bind-password-expired = lösenordet har gått ut
bind-password-change = lösenordet måste bytas
bind-expired = kontot har gått ut
bind-not-now = kontot får inte logga in vid den här tiden eller härifrån
bind-unknown = orsaken är okänd
hints-known = { $host } jämför nya lösenord med lösenordshistoriken
hints-unknown = { $host } kan inte jämföra nya lösenord med lösenordshistoriken (det kan Windows Server 2008 R2 och Samba 4.24); history_without_hints bestämmer vad som görs då

# Tjänstkontot
lockout-never = andras felaktiga lösenord låser inte { $account }
lockout-possible = vem som helst kan låsa { $account } med felaktiga lösenord, och då kan agenten inte arbeta
expiry-never = lösenordet för { $account } går inte ut
expiry-soon = { $days ->
    [one] lösenordet för { $account } går ut om { $days } dag, och då kan agenten inte arbeta
   *[other] lösenordet för { $account } går ut om { $days } dagar, och då kan agenten inte arbeta
}
privileges-none = { $account } är inget privilegierat konto
privileges-some = { $account } är privilegierat ({ $groups }): den som tar över datorn tar över domänen
policies-readable = { $account } får läsa detaljerade lösenordsprinciper
policies-unreadable = { $account } får inte läsa detaljerade lösenordsprinciper: användarna får se domänens princip i stället
dirsync-allowed = { $account } får replikera ändringar
dirsync-refused = { $account } får inte replikera ändringar: att hitta dem kostar domänkontrollanten mer
deleted-visible = { $account } ser borttagna konton
deleted-hidden = { $account } ser inte borttagna konton: de finns kvar i molnet till nästa fullständiga synkronisering
pdc-unknown = domänen talar inte om vilken dess PDC-emulator är
pdc-written = lösenord skrivs och provas på { $host }
pdc-tried = lösenord provas på { $host }
pdc-elsewhere = PDC-emulatorn { $host }, som räknar alla felaktiga lösenord, är ingen av domänkontrollanterna; lägg till "ldaps://{ $host }" i urls

# Grupper och användare
group-missing = principen nämner gruppen `{ $group }`, som inte finns
groups-exist = { $count ->
    [one] gruppen i principen finns
   *[other] alla { $count } grupper i principen finns
}
base-exists = konton söks under { $base }
base-missing = basen `{ $base }` i konfigurationen finns inte i katalogen: inget synkroniseras, och det som molnet vet gäller fortfarande. Rätta `base` i agent.toml
scope-unknown = inte kontrollerat: vem som omfattas är känt när molnet godtar agenten
scope-empty = ingen omfattas: de aktiverade grupperna har inga medlemmar som varken är undantagna eller inaktiverade
right-reset-password = återställa lösenord
right-lockout-time = skriva lockoutTime
right-pwd-last-set = skriva pwdLastSet
rights-missing = { $count ->
    [one] { $account } får inte { $rights } för { $count } användare i { $folder }
   *[other] { $account } får inte { $rights } för de { $count } användarna i { $folder }
}
rights-missing-more = { $count ->
    [one] och i { $count } mapp till
   *[other] och i { $count } mappar till
}
rights-granted = { $account } får återställa lösenordet för { $people ->
    [one] { $people } användare
   *[other] { $people } användare
} i { $folders ->
    [one] { $folders } mapp
   *[other] { $folders } mappar
}
never-nobody = alla användare som omfattas kan återställas
never-some = { $count ->
    [one] { $count } användare som omfattas kan aldrig återställas: { $names }
   *[other] { $count } användare som omfattas kan aldrig återställas: { $names }
}
never-name = { $name } ({ $why })
never-more = och { $count } till
never-privileged = privilegierad
never-unreadable = behörigheterna kan inte läsas
never-no-inheritance = ärver inga behörigheter
never-denied = nekas av en post på själva kontot
attribute-empty = { $people ->
    [one] { $attribute } är tomt för den enda användare som omfattas, som inte kan använda det för att bekräfta vem det är
   *[other] { $attribute } är tomt för { $share } % av de { $people } användare som omfattas ({ $empty }): de kan inte bekräfta med det vilka de är
}
attribute-filled = { $people ->
    [one] { $attribute } är ifyllt för den enda användare som omfattas
   *[other] { $attribute } är ifyllt för { $filled } av { $people } användare som omfattas
}

### status

not-running = körs inte
line-agent = agent
line-version = version
line-running = körs sedan
line-ready = redo
line-fingerprint = fingeravtryck
line-keys = nycklar skapade
line-cloud = molnet svarade
line-controller = domänkontrollant
line-leads = leder synkroniseringen
line-in-sync = synkroniserad
line-people = användare som omfattas
line-destinations = går inte att använda
line-excluded = uteslutna
line-reason = { $count }: { $reason }
line-reason-accounts = { $count }: { $reason } ({ $accounts })
line-clashes = namn som krockar
line-breached = läckta lösenord
breached-set = { $count }, per { $day }
line-job = senaste jobb
line-state = tillstånd
line-problem = fel
state-well = bra
never = aldrig
ago = för { $span } sedan
not-known = okänt
not-ready-yet = inte än
after-start = { $span } efter starten
none = ingen
yes = ja
no = nej
span-seconds = { $seconds } s
span-minutes = { $minutes } min { $seconds } s
span-hours = { $hours } tim { $minutes } min
span-days = { $days } d { $hours } tim
problem-cloud = molnet: { $problem }
problem-cloud-silent = molnet har inte svarat på mer än { $seconds } s
problem-queue = kön går inte att nå; loggen säger varför
problem-directory = ingen domänkontrollant svarar
problem-not-ready = inte redo: { $why }
problem-not-in-sync = { $minutes ->
    [one] inget har synkroniserats till molnet på mer än { $minutes } minut
   *[other] inget har synkroniserats till molnet på mer än { $minutes } minuter
}
problem-base-not-found = synkroniseringen har stannat: basen `{ $name }` finns inte i katalogen. Det som molnet vet gäller fortfarande. Rätta `base` i agent.toml och starta om agenten
problem-group-not-found = synkroniseringen har stannat: principen nämner gruppen `{ $name }`, som inte finns i katalogen. Det som molnet vet gäller fortfarande. Rätta principen eller gruppen
problem-too-many-lost = synkroniseringen har stannat: { $lost } av { $known } konton skulle gå förlorade. De gäller fortfarande. Kontrollera basen, grupperna och rättigheterna; om det stämmer, kör `readmit-agent sync --accept-shrink`
problem-clock = datorns klocka går fel
waits-for-heartbeat = molnet vet inte än att en domänkontrollant svarar
waits-for-queue = molnet har inte skickat behörigheten till kön än
waits-for-sync = katalogens första synkronisering är inte klar

### enroll och roll-keys

enrolled = Registrerad som { $agent }.
fingerprint = Fingeravtryck: { $fingerprint }
fingerprint-compare = Det måste vara samma som `./scripts/agents list` visar.
keys-rolled = Nycklarna för { $agent } är nya.

### sync --accept-shrink

shrink-accepted = nästa fullständiga synkronisering får ta bort { $lost } av { $known } konton. Den börjar inom en minut
shrink-none = ingen synkronisering har stannat på grund av förlorade konton

### sync --dry-run

dry-run-accounts = { $count ->
    [one] Skulle skickas: { $count } konto.
   *[other] Skulle skickas: { $count } konton.
}
dry-run-excluded = Utelämnade, { $reason }: { $count }.
exclusion-not-enabled = i ingen aktiverad grupp
exclusion-excluded = i en undantagen grupp
exclusion-protected = privilegierade
exclusion-disabled = inaktiverade
exclusion-expired = utgångna
exclusion-elsewhere = utanför basen
exclusion-unreadable = inte läsbara i sin helhet
dry-run-ineligible = Av utelämnade konton skulle namn, adress och skäl skickas: { $count }.
dry-run-destinations = Nummer och adresser som inga koder kan skickas till: { $count }, för dessa konton:
issue-not-a-number = inte ett telefonnummer i något land
issue-extension = numret har en anknytning
issue-not-mobile = numret är inte ett mobilnummer
issue-country = principen skickar inga sms till numrets land (`calling_codes`)
issue-not-an-address = inte en e-postadress
dry-run-end = Inget skickades.

### compile-breached

breached-compiled = { $count ->
    [one] { $count } rad, per { $day }
   *[other] { $count } rader, per { $day }
}
