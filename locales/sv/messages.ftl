# Mejl och sms. Enkla ord, korta meningar; "du" är den vars konto det är.
#
# Ett sms med alfabetet GSM 03.38 har 160 tecken, med någon annan bokstav i bara 70: testerna räknar dem. Företagets namn
# kortas till det som är kvar.

### Koder

code-text-reset-password = { $company }: { $code } är din kod för att byta ditt lösenord. Vi frågar dig aldrig efter koden.
code-text-unlock-account = { $company }: { $code } är din kod för att låsa upp ditt konto. Vi frågar dig aldrig efter koden.
code-text-sign-in = { $company }: { $code } är din kod för att logga in. Vi frågar dig aldrig efter koden.
code-text-register = { $company }: { $code } är din kod för att registrera numret. Vi frågar dig aldrig efter koden.
code-subject = Din kod från { $company }
code-mail-reset-password = Någon, förhoppningsvis du, bad om en kod för att byta ditt lösenord.
code-mail-unlock-account = Någon, förhoppningsvis du, bad om en kod för att låsa upp ditt konto.
code-mail-sign-in = Någon, förhoppningsvis du, loggar in med ditt lösenord och behöver den här koden.
code-mail-register = Någon, förhoppningsvis du, vill registrera den här adressen för att kunna visa vem hen är.
code-enter = { $minutes ->
    [one] Skriv in den på sidan där du bad om den. Den går att använda en gång, inom { $minutes } minut.
   *[other] Skriv in den på sidan där du bad om den. Den går att använda en gång, inom { $minutes } minuter.
}
code-never = Vi frågar dig aldrig efter koden, varken per telefon eller på annat sätt. Om du inte bad om den har inget ändrats, och du behöver inte göra något.
code-questions = Frågor?

### Vad som gjordes med kontot

notice-password-set = { $company }: ditt lösenord byttes { $moment }.
    .subject = Ditt lösenord har bytts ({ $company })
notice-account-unlocked = { $company }: ditt konto låstes upp { $moment }.
    .subject = Ditt konto har låsts upp ({ $company })
notice-method-added = { $company }: registrerat för ditt konto: { $method } { $moment }.
notice-method-changed = { $company }: ändrat för ditt konto: { $method } { $moment }.
notice-method-removed = { $company }: borttaget från ditt konto: { $method } { $moment }.
notice-method-subject = Din säkerhetsinformation har ändrats ({ $company })
notice-recovery-code-used = { $company }: en av dina återställningskoder användes { $moment }.
    .subject = En återställningskod har använts ({ $company })
notice-account-frozen = { $company }: ditt konto är fryst: ingen kan logga in eller byta lösenord här { $moment }.
    .subject = Ditt konto är fryst ({ $company })
notice-account-unfrozen = { $company }: ditt konto kan användas här igen { $moment }.
    .subject = Ditt konto kan användas igen ({ $company })
notice-several = { $count ->
    [one] { $company }: { $count } ändring har gjorts i ditt konto, senast { $moment }.
   *[other] { $company }: { $count } ändringar har gjorts i ditt konto, senast { $moment }.
}
    .subject = Ditt konto har ändrats ({ $company })
method-text-message = ett telefonnummer
method-mail = en e-postadress
method-authenticator-app = en autentiseringsapp
method-passkey = en passkey
method-recovery-code = återställningskoder

# Slutet på ett sms; $text är en av notiserna ovan.
not-you-placed = { $text } ({ $source }) Inte du? { $link }
not-you-link = { $text } Inte du? { $link }
not-you-call-link = { $text } Inte du? Kontakta supporten: { $link }
not-you-call = { $text } Inte du? Kontakta supporten.
source = { $device }, { $network }

# Resten av ett mejl.
source-mail = Gjort med: { $device }. Nätverk: { $network }.
device-unknown = okänd enhet
was-you = Om det var du behöver du inte göra något.
replace-codes = Den koden är inte längre värd något. Gör nya innan den sista är använd:
    .label = Säkerhetsinformation
freeze = Var det inte du? Frys ditt konto genast, så att ingen kan använda det här:
    .label = Det var inte jag
repudiate-link = Var det inte du? Säg till supporten genast:
repudiate = Var det inte du? Säg till er support genast.

### Ett uppdrag som väntar

waiting-set-password = { $company }: vi försöker sätta ditt nya lösenord till { $until } och berättar hur det går.
    .subject = Ditt nya lösenord väntar ({ $company })
waiting-unlock-account = { $company }: vi försöker låsa upp ditt konto till { $until } och berättar hur det går.
    .subject = Din upplåsning väntar ({ $company })
waiting-text = { $text } Avbryt: { $link }
waiting-why = Företagets katalog går inte att nå just nu. Du behöver inte ha sidan öppen.
waiting-cancel = Har du ändrat dig, eller var det inte du?
    .label = Avbryt uppdraget

### Ett uppdrag som inte utfördes

not-done-subject = Inget har ändrats ({ $company })
not-done-text = { $company }: { $text }
not-done-text-link = { $company }: { $text } Försök igen: { $link }
not-done-mail = { $company }, { $moment }: { $text }
not-done-again = Du kan
    .label = försöka igen
not-done-cancelled = inget har ändrats: uppdraget avbröts.
not-done-time-over = inget har ändrats: katalogen nåddes inte i tid.
not-done-withdrawn = inget har ändrats: systemet som skulle göra det finns inte kvar.
not-done-unreachable = inget har ändrats: katalogen svarade inte.
not-done-too-recent = inget har ändrats: lösenordet får inte bytas ännu.
not-done-password-refused = inget har ändrats: katalogen godtog inte lösenordet.
not-done-not-allowed = inget har ändrats: katalogen tillåter det inte för ditt konto.
