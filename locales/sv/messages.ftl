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
code-mail-reset-password = Använd koden för att byta ditt lösenord hos { $company }.
    .title = Din kod för att byta lösenord
code-mail-unlock-account = Använd koden för att låsa upp ditt konto hos { $company }.
    .title = Din kod för att låsa upp kontot
code-mail-sign-in = Använd koden för att logga in på ditt konto hos { $company }.
    .title = Din kod för att logga in
code-mail-register = Använd koden för att lägga till den här adressen till ditt konto hos { $company }.
    .title = Din kod för att lägga till adressen
code-enter = { $minutes ->
    [one] Skriv in den på sidan där du bad om den. Den fungerar en gång, inom { $minutes } minut.
   *[other] Skriv in den på sidan där du bad om den. Den fungerar en gång, inom { $minutes } minuter.
}
code-ignore = Om du inte bad om den kan du bortse från mejlet: inget har ändrats.
code-ignore-sign-in = Om du inte håller på att logga in kan någon annan ditt lösenord. Byt det nu.
code-never = Vi frågar dig aldrig efter koden, varken per telefon eller på annat sätt.

### Vad som gjordes med kontot

notice-password-set = { $company }: ditt lösenord byttes { $moment }.
    .title = Ditt lösenord har bytts
notice-account-unlocked = { $company }: ditt konto låstes upp { $moment }.
    .title = Ditt konto har låsts upp
notice-method-added = { $company }: tillagt i ditt konto: { $method } { $moment }.
    .title = Tillagt i ditt konto: { $method }
notice-method-changed = { $company }: ändrat för ditt konto: { $method } { $moment }.
    .title = Ändrat för ditt konto: { $method }
notice-method-removed = { $company }: borttaget från ditt konto: { $method } { $moment }.
    .title = Borttaget från ditt konto: { $method }
notice-method-disowned = { $company }: används inte längre för ditt konto: { $method } { $moment }.
    .title = Används inte längre för ditt konto: { $method }
notice-recovery-code-used = { $company }: en av dina reservkoder användes { $moment }.
    .title = En av dina reservkoder har använts
notice-account-frozen = { $company }: ditt konto frystes { $moment }. Ingen kan logga in eller byta lösenord här.
    .title = Ditt konto är fryst
notice-account-unfrozen = { $company }: frysningen av ditt konto hävdes { $moment }. Det kan användas här igen.
    .title = Ditt konto kan användas igen
notice-several = { $count ->
    [one] { $company }: { $count } ändring har gjorts i ditt konto, senast { $moment }.
   *[other] { $company }: { $count } ändringar har gjorts i ditt konto, senast { $moment }.
}
    .title = Ditt konto har ändrats
method-text-message = ett telefonnummer
method-mail = en e-postadress
method-authenticator-app = en autentiseringsapp
method-passkey = en passkey
method-recovery-code = reservkoder

# Slutet på ett sms; $text är en av notiserna ovan.
not-you-placed = { $text } ({ $source }) Inte du? { $link }
not-you-link = { $text } Inte du? { $link }
not-you-call-link = { $text } Inte du? Kontakta supporten: { $link }
not-you-call = { $text } Inte du? Kontakta supporten.
source = { $device }, { $network }

# Resten av ett mejl.
mail-subject = { $title } ({ $company })
when = När
device = Enhet
device-unknown = okänd enhet
network = Nätverk
frozen = Ingen kan logga in eller byta lösenord här. Du kan häva frysningen med en passkey när du loggar in, eller så kan supporten göra det.
was-you = Om det var du behöver du inte göra något.
replace-codes = Den koden fungerar inte längre. Gör nya innan den sista är använd:
    .label = Säkerhetsuppgifter
freeze = Om det inte var du: frys ditt konto nu, så att ingen kan använda det här. En sida öppnas som frågar dig först.
    .label = Det var inte jag
not-you = Om det inte var du: ring supporten nu.
help = Behöver du hjälp?
help-unknown = Ring supporten.

### En begäran som väntar

waiting-set-password = { $company }: vi försöker sätta ditt nya lösenord till { $until } och berättar hur det går.
    .title = Ditt nya lösenord väntar
    .mail = Till { $until } försöker vi sätta ditt nya lösenord. Sedan får du ett mejl till som säger hur det gick.
waiting-unlock-account = { $company }: vi försöker låsa upp ditt konto till { $until } och berättar hur det går.
    .title = Ditt konto väntar på att låsas upp
    .mail = Till { $until } försöker vi låsa upp ditt konto. Sedan får du ett mejl till som säger hur det gick.
waiting-text = { $text } Avbryt: { $link }
waiting-why = Företagets katalog går inte att nå just nu. Du behöver inte ha sidan öppen.
waiting-cancel = Om du har ändrat dig, eller om det inte var du: avbryt begäran.
    .label = Avbryt begäran

### En begäran som inte utfördes

not-done-title = Inget har ändrats
not-done-text = { $company }: inget har ändrats: { $text }
not-done-text-link = { $company }: inget har ändrats: { $text } Försök igen: { $link }
not-done-mail = Ditt konto är som förut: { $text }
not-done-again = Försök igen
not-done-cancelled = begäran avbröts.
not-done-time-over = katalogen nåddes inte i tid.
not-done-withdrawn = systemet som skulle göra det finns inte kvar.
not-done-unreachable = katalogen svarade inte.
not-done-too-recent = lösenordet får inte bytas ännu.
not-done-password-refused = katalogen godtog inte lösenordet.
not-done-not-allowed = katalogen tillåter det inte för ditt konto.

### Ett konto som inte kan återställas

ineligible-title = Ditt konto kan inte återställas här
ineligible-asked = Någon, troligen du, har bett om en kod för att återställa lösenordet till ditt konto hos { $company }. Ingen kod har skickats.
ineligible-disabled = Ditt konto är avstängt. Supporten kan berätta varför.
ineligible-expired = Ditt konto har gått ut. Supporten kan förlänga det.
ineligible-protected = Ditt konto har särskilda rättigheter i katalogen. Lösenordet till ett sådant konto återställs bara av en administratör.
ineligible-out-of-scope = Ditt företag har inte aktiverat lösenordsåterställning för ditt konto. Supporten kan återställa ditt lösenord.
ineligible-frozen = Ditt konto är fryst, eftersom någon valde ”Det var inte jag” i ett av våra meddelanden. Supporten kan häva frysningen. Det kan du också, med en passkey, när du loggar in.
ineligible-too-few-methods = Ditt konto har för få metoder för att bekräfta att det är du, eller så lades de till under det senaste dygnet. Supporten kan återställa ditt lösenord.
ineligible-register = När du kan logga in igen, lägg till en metod till, så behöver du ingen hjälp nästa gång:
    .label = Säkerhetsuppgifter
ineligible-not-you = Om du inte har bett om någon kod kan du bortse från mejlet: inget har ändrats. Du får det högst en gång per dygn.
