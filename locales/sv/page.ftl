# Sidans texter. Enkla ord, korta meningar; "du" är den som inte kan logga in.

### Ramen

page-title = { $step } – { $company }
page-title-error = Fel: { $title }
product = Lösenordshjälp
progress = Förlopp
progress-identify = Konto
progress-prove = Kontroll
progress-password = Lösenord
progress-unlock = Upplåsning
progress-past = , klart
language = Språk
time-left = Tid kvar: { $time }
time-left-minutes = { $minutes ->
    [one] { $minutes } minut kvar
   *[other] { $minutes } minuter kvar
}
help-desk-question = Behöver du hjälp?
support-code = Supportkod: { $code }
support-code-hint = Ge koden till supporten. Den visar vad som hände.
start-over = Börja om
try-again = Försök igen
working = Ett ögonblick…

### Identify

identify-title = Kom in på ditt konto igen
identify-lead = Det tar ungefär två minuter, och du behöver inte ringa någon.
writeback-away = Ditt företags katalog går inte att nå just nu. Du kan fortsätta ändå: din begäran kan vänta på den.
writeback-last = Senast nådd: { $moment }.
identify-user = Användarnamn
identify-user-hint = Namnet du loggar in med, eller din e-postadress på jobbet
identify-user-missing = Skriv in ditt användarnamn först.
identify-purpose = Vad är problemet?
purpose-reset = Jag har glömt mitt lösenord
purpose-reset-hint = Välj ett nytt
purpose-unlock = Jag kan det, men jag är utelåst
purpose-unlock-hint = Lås upp kontot och behåll lösenordet
identify-submit = Fortsätt
identify-sign-in = Jag kan det: logga in
identify-working = Kontrollerar att du inte är en robot…
identify-slow = Det tar längre tid än vanligt.
unfinished = Du har redan börjat. Du kan fortsätta där du var.
unfinished-go-on = Fortsätt där

### Prove

prove-title = Bekräfta att det är du
prove-title-second = En kontroll till
prove-lead = Välj en metod som fungerar för dig nu.
prove-lead-second = Det stämde. Det här kontot kräver en kontroll till, med en annan metod.
prove-methods = Metoder
prove-none-chosen = Välj en metod först.
prove-same-for-all = För allas integritet visas val som dessa för varje namn, även om det inte finns något sådant konto.
method-text-message = Sms
method-mail = E-post
method-authenticator-app = Autentiserings­app
method-passkey = Passkey
method-recovery-code = Sparad reservkod
method-if-set-up = Bara om du har lagt till det här tidigare
method-code-sent = En kod är skickad. Den gäller till { $time }.
mask-number = nummer som slutar på { $end }
mask-mail = adress som börjar på { $beginning }
destination-text-message = Hela telefonnumret
destination-text-message-hint = Med landsnummer, som +46 70 123 45 67. Det måste vara det registrerade.
destination-mail = Hela e-postadressen
destination-mail-hint = Det måste vara den registrerade.
destination-missing = Skriv in numret eller adressen först.
send-code = Skicka kod
no-method-left = Det finns ingen annan metod kvar för att bekräfta att det är du. Fråga supporten.
code-title = Skriv in koden
code-lead-some-text-message = Om namnet hör till ett konto med ett telefonnummer har vi skickat ett sms dit.
code-lead-some-mail = Om namnet hör till ett konto med en e-postadress har vi skickat ett mejl dit.
recovery-code-label = Reservkod
code-lead-authenticator-app = Öppna din autentiseringsapp och skriv in koden som den visar.
code-lead-recovery-code = Skriv in en av koderna som du sparade. Var och en fungerar en gång.
code-label = Kod med { $length } siffror
code-hint = Den kontrolleras så snart du har skrivit den sista siffran. Gäller till { $time }.
code-checking = Kontrollerar koden…
code-submit = Kontrollera koden
code-incomplete = Koden har { $length } siffror.
code-resend = Skicka en ny kod
code-resend-wait = Skicka en ny kod ({ $seconds } s)
code-resent = En ny kod är på väg. Den gamla fungerar inte längre.
code-over = Den här koden fungerar inte längre.
code-other-method = Använd en annan metod
code-nothing-came = Kom det inget? Titta i skräpposten, och kontrollera namnet som du skrev ({ $user }). Efter för många koder eller försök för ett konto kommer ingen på en timme eller mer. Supporten kan hjälpa dig.

### Choose a password

password-title = Välj ett nytt lösenord
password-advice = Lätt att minnas och svårt att gissa: { $words } ord i rad.
password-advice-complex = Lätt att minnas och svårt att gissa: { $words } ord i rad, med en stor bokstav och en siffra.
password-label = Nytt lösenord
suggestion-button = Föreslå ett lösenord
suggestion-made = Ifyllt åt dig:
suggestion-not-made = Inget lösenord kan föreslås. Välj ett eget.
suggestion-copy = Kopiera
suggestion-copied = Kopierat:
password-again-label = Samma lösenord igen
password-show = Visa
password-hide = Dölj
password-shown = Lösenordet visas
password-hidden = Lösenordet är dolt
password-rules = Lösenordet måste
rule-length = ha minst { $minimum } tecken
rule-length-any = innehålla något
rule-complexity = blanda tre av: stora bokstäver, små bokstäver, siffror, andra tecken
rule-name = vara fritt från ditt namn och användarnamn
rule-banned = bygga på annat än ord som alla provar först
rule-banned-word = bygga på något annat än ”{ $part }”, som alla provar först
rule-strength = ha minst styrkan ”{ $strength }”
rule-history = { $count ->
    [one] vara ett annat än ditt senaste
   *[other] vara ett annat än dina { $count } senaste
}
password-good-until = Ett nytt lösenord gäller till { $moment }.
rule-met = klart
rule-not-met = inte än
rule-later = kontrolleras när du sparar
rules-met = { $met } av { $all } regler uppfyllda. Styrka: { $strength }.
strength = Styrka
strength-none = –
strength-very-weak = mycket svagt
strength-weak = svagt
strength-fair = godtagbart
strength-strong = starkt
strength-very-strong = mycket starkt
password-different = De två är inte lika.
password-rules-open = En av reglerna är inte uppfylld än. Lösenordet måste { $rule }.
password-too-long = Lösenordet är för långt. Högst { $maximum } tecken.
password-sealed = Din webbläsare förseglar lösenordet innan det skickas. Bara ditt företags egen katalog kan öppna det.
password-submit = Byt lösenord
password-sealing-failed = Din webbläsare kunde inte försegla lösenordet, så inget skickades. Börja om.
too-recent-title = Du kan inte byta lösenord än
too-recent-text = I ditt företag måste ett nytt lösenord behållas en tid. Du kan byta ditt från { $moment }.
too-recent-unlock = Om du ändå kan ditt lösenord och bara är utelåst: lås upp kontot nu och behåll lösenordet.
too-recent-forgotten = Om du verkligen har glömt det kan supporten hjälpa dig redan i dag:
unlock-instead = Lås upp i stället
have-changed = Ditt lösenord har inte ändrats.

### Waiting

waiting-title-password = Byter ditt lösenord
waiting-title-unlock = Låser upp ditt konto
waiting-text = Vi frågar ditt företags katalog. Det tar oftast mindre än en sekund.
waiting-slow = Det tar längre tid än vanligt. Du kan vänta: inget går förlorat, och här ser du vad katalogen svarar.
waiting-very-slow = Det har fortfarande inte kommit något svar. Låt sidan vara öppen eller försök senare. Din begäran upphör av sig själv efter två minuter om ingen kan utföra den.
waiting-offline = Det finns ingen anslutning just nu. Vi fortsätter försöka.
keep-trying = { $minutes ->
    [one] Fortsätt försöka i { $minutes } minut och berätta för mig
   *[other] Fortsätt försöka i { $minutes } minuter och berätta för mig
}
keeps-trying = Vi försöker till { $moment } och berättar med mejl eller sms hur det går. Du kan stänga sidan.
stop-trying = Sluta försöka
waiting-not-sent = Din begäran har inte skickats än. Inget har gått förlorat.

### Done

done-title-password = Ditt lösenord är bytt
done-title-unlock = Ditt konto är upplåst
done-confirmed = Bekräftat av ditt företags katalog klockan { $time }.
done-next = Gör så här nu
done-next-sign-in = Logga in med ditt nya lösenord.
done-signed-out = Du är utloggad överallt. Logga in med ditt nya lösenord.
done-next-devices = Byt det även i telefonen, i e-postprogrammet och för Wi-Fi: ett gammalt lösenord som är sparat där kan låsa ute dig igen.
done-next-close = Stäng den här sidan.
done-next-sign-in-unlock = Logga in med lösenordet som du kan.
done-next-devices-unlock = Leta efter en telefon eller ett program där ett gammalt lösenord är sparat: det kan låsa ute dig igen.
done-next-forgot = Om du ändå inte minns det, börja om och välj ett nytt.
done-receipt = Kvitto: { $job }

### Cancelling from a notice

cancel-title = Sluta försöka?
cancel-text = En begäran väntar på ditt företags katalog. Om du avbryter den ändras inget.
cancel-submit = Avbryt begäran
cancel-done = Begäran är avbruten. Inget har ändrats.
cancel-late = Begäran kan inte avbrytas längre: den är utförd, eller så är tiden ute.

### Problems

problem-token-invalid-title = Du fortsatte någon annanstans
problem-token-invalid = Kanske fortsatte du i ett annat fönster eller hade sidan öppen två gånger. Inget har ändrats här.
problem-token-invalid-remedy = Börja om. Det tar en minut.
problem-reset-expired-title = Tiden är ute
problem-reset-expired = { $minutes ->
    [one] För din säkerhet upphör varje försök efter { $minutes } minut. Inget har ändrats.
   *[other] För din säkerhet upphör varje försök efter { $minutes } minuter. Inget har ändrats.
}
problem-reset-expired-remedy = Börja om när du har telefonen eller e-posten till hands.
problem-code-not-sent = Just nu går det inte att skicka en kod med den här metoden. Välj en annan metod, eller försök igen om en minut.
problem-limit-reached-title = För många koder eller försök
problem-limit-reached = Det har varit för många, från dig eller någon annan. För att skydda kontot blir det en paus nu. Du kan försöka igen från { $moment }.
problem-limit-reached-remedy = Det räcker att vänta; inget är låst i ditt företags katalog. Fråga supporten om du har bråttom.
problem-limit-reached-here = Det har varit för många koder eller försök, från dig eller någon annan. Du kan försöka igen från { $moment }.
problem-send-too-soon = { $seconds ->
    [one] En kod skickades nyss. Du kan be om en ny om { $seconds } sekund.
   *[other] En kod skickades nyss. Du kan be om en ny om { $seconds } sekunder.
}
problem-send-now = Du kan be om en ny kod nu.
problem-work-required = Kontrollen att du inte är en robot fungerade inte. Försök igen.
problem-method-unknown = Den metoden kan inte användas här. Välj en annan.
problem-destination-wrong = Skriv in hela numret eller adressen.
problem-code-wrong = { $guesses ->
    [one] Det är inte koden. Du har { $guesses } försök kvar.
   *[other] Det är inte koden. Du har { $guesses } försök kvar.
}
problem-code-used-up = Det är inte koden, och det finns inga försök kvar för den. Skicka en ny kod eller använd en annan metod.
problem-code-used-up-at-hand = Det är inte koden, och det finns inga försök kvar med den här metoden. Använd en annan metod.
problem-code-expired = Den här koden fungerar inte längre: den är för gammal, eller så finns det en nyare. Skicka en ny kod eller använd en annan metod.
problem-credential-invalid = Din passkey fungerade inte här. Försök igen eller använd en annan metod.
problem-gate-missing-title = En kontroll saknas
problem-gate-missing = Först måste du bekräfta att det är du, och det är inte gjort.
problem-gate-missing-remedy = Börja om.
problem-agents-offline-title = Ditt företags katalog går inte att nå
problem-agents-offline = Förbindelsen mellan den här sidan och ditt företags katalog är nere. Inget har ändrats.
problem-agents-offline-remedy = Försök igen om några minuter. Fråga supporten om du har bråttom.
problem-unavailable = Tjänsten svarar inte just nu. Det du skrev finns kvar: försök igen.
problem-internal = Något gick fel hos oss. Det du skrev finns kvar: försök igen.
problem-internal-title = Något gick fel
problem-internal-remedy = Börja om. Händer det igen, ge supporten supportkoden.
problem-network = Det finns ingen anslutning. Det du skrev finns kvar: försök igen när du är uppkopplad.

### Refusals of the directory

refusal-password-too-recent = I ditt företag måste ett nytt lösenord behållas en tid. Du kan byta ditt från { $moment }.
refusal-password-in-history = Du har använt lösenordet förut. Välj ett nytt.
refusal-password-too-short = { $minimum ->
    [one] Lösenordet är för kort. Katalogen kräver minst { $minimum } tecken.
   *[other] Lösenordet är för kort. Katalogen kräver minst { $minimum } tecken.
}
refusal-password-not-complex = Katalogen kräver fler sorters tecken. Blanda stora bokstäver, små bokstäver, siffror och andra.
refusal-password-contains-name = Lösenordet innehåller ditt namn eller användarnamn. Utelämna det.
refusal-password-banned = Lösenordet bygger på ”{ $part }”, som de som gissar provar först. Välj något annat.
refusal-password-too-weak = Lösenordet är lätt att gissa. Välj ett längre, till exempel flera ord i rad.
refusal-password-breached = Lösenordet finns bland läckta lösenord, och därför provar andra det. Välj ett som du aldrig har använt någonstans.
refusal-password-refused-by-filter = Ditt företags katalog nekade lösenordet utan att säga varför. Du kan ha använt det förut, eller så bryter det mot en regel som bara katalogen känner till. Välj ett som är längre och helt annorlunda.
nothing-changed = Inget har ändrats
refusal-title = Ditt företags katalog sade nej
refusal-account-disabled = Ditt konto är avstängt, så lösenordet kan inte bytas här.
refusal-account-disabled-remedy = Be supporten eller din chef att slå på det.
refusal-account-expired = Ditt konto har gått ut, så lösenordet kan inte bytas här.
refusal-account-expired-remedy = Be supporten eller din chef att förlänga det.
refusal-account-protected = Ditt konto har särskilda rättigheter, och sådana konton ändras aldrig från den här sidan.
refusal-account-protected-remedy = Fråga en kollega som administrerar katalogen.
refusal-current-password-wrong = Det nuvarande lösenordet stämmer inte. Kontrollera och försök igen.
refusal-account-locked = Ditt konto är låst efter för många felaktiga lösenord, så lösenordet kan inte bytas nu.
refusal-account-locked-remedy = Lås upp det först, eller vänta tills katalogen gör det av sig själv.
refusal-change-not-permitted = Ditt konto är inställt så att lösenordet inte får bytas.
refusal-change-not-permitted-remedy = Be supporten att ändra inställningen.
refusal-agent-not-permitted = Tjänsten har inte fått rätt att ändra ditt konto.
refusal-agent-not-permitted-remedy = Säg till supporten: tjänstekontot saknar rättighet på din del av katalogen. Du har inte gjort något fel.
refusal-account-not-found = Ditt konto finns inte längre i katalogen.
refusal-account-not-found-remedy = Fråga supporten.
refusal-directory-unreachable = Ingen server i ditt företags katalog svarade. Inget har ändrats.
refusal-directory-unreachable-remedy = Försök igen om en minut. Du behöver inte bekräfta igen att det är du.
refusal-job-expired = Din begäran bekräftades inte i tid. Troligen har inget ändrats.
refusal-job-expired-remedy = Försök logga in. Går det inte, försök igen här; du behöver inte bekräfta igen att det är du.
refusal-order-cancelled = Din begäran avbröts medan den väntade.
refusal-order-cancelled-remedy = Du kan försöka igen; så länge tiden räcker behöver du inte bekräfta igen att det är du.
refusal-agent-withdrawn = Systemet som skulle byta ditt lösenord finns inte kvar.
refusal-agent-withdrawn-remedy = Börja om och välj ett lösenord igen.

### Sidan för den som kan logga in

product-account = Ditt konto
opening-title = Ett ögonblick…
pages = Sidor
signed-in-as = Inloggad som { $name }
sign-out = Logga ut
signed-out = Du är utloggad.
session-ended = Du loggades ut eftersom inget hände på ett tag. Logga in för att fortsätta.
session-idle = Är du kvar? Du loggas snart ut.
session-stay = Förbli inloggad
problem-unreadable = Tjänsten gav ett svar som den här sidan inte förstår. Inget har ändrats.

### Logga in

sign-in-title = Logga in
sign-in-lead = För att se och ändra hur du bekräftar att det är du, eller för att byta lösenord.
sign-in-password = Lösenord
sign-in-missing = Skriv in ditt användarnamn och ditt lösenord först.
sign-in-unlock = Lås upp mitt konto
sign-in-refused = Du är inte inloggad. Användarnamnet eller lösenordet är fel, eller så är kontot låst. Kontrollera båda och försök igen, eller använd någon av länkarna nedan.
sign-in-account-disabled = Ditt konto är avstängt. Be supporten eller din chef att slå på det.
sign-in-account-expired = Ditt konto har gått ut. Be supporten eller din chef att förlänga det.
sign-in-not-at-this-time = Ditt konto får inte användas vid den här tiden eller härifrån. Försök vid en annan tid, eller fråga supporten.
sign-in-directory-unreachable = Ditt företags katalog svarade inte i tid, så lösenordet kunde inte kontrolleras. Försök igen om en minut.
waiting-slow-sign-in = Det tar längre tid än vanligt. Du kan vänta: vi frågar fortfarande katalogen.
seconds-waited = { $seconds } sek

### En kontroll till, och ett fryst konto

factor-lead = Lösenordet stämde. Bekräfta nu att det är du, med en av dina metoder.
code-sent-to = Vi har skickat en kod till { $destination }.
frozen-title = Ditt konto är fryst
frozen-text = Någon som har ditt nummer eller din e-postadress valde ”Det var inte jag” i ett av våra meddelanden. Sedan dess kan ingen ändra något här.
frozen-passkey = Din passkey bekräftar att det är du och häver frysningen genast. Välj ett nytt lösenord efteråt om du tror att någon kan det.
frozen-help-desk = Be supporten att häva frysningen. De kontrollerar först att det är du.
frozen-lift = Häv den med min passkey
frozen-lifted = Ditt konto är inte fryst längre.
freeze-title = Det var inte jag
freeze-text = Har någon annan gjort något med ditt konto? Frys det nu. Än har inget hänt: sidan frågar dig först.
freeze-sessions = Alla som är inloggade här med ditt konto loggas ut.
freeze-resets = Ingen kan byta eller återställa lösenordet här, eller ändra hur du bekräftar att det är du.
freeze-lift = Din passkey kan häva frysningen, och det kan supporten också.
freeze-submit = Frys mitt konto
freeze-done = Ditt konto är fryst. Ingen kan ändra något här nu.
freeze-next = Ring supporten: de ser vad som hände och hjälper dig till ett nytt lösenord.
freeze-late = Länken kan inte användas längre: den är för gammal. Ring supporten om du tror att någon annan använder ditt konto.

### Säkerhetsuppgifter

security-info-title = Säkerhetsuppgifter
security-info-lead = Med dem bekräftar du att det är du när du har glömt ditt lösenord.
security-info-suggestion = En metod mer än ditt företag kräver är klokt: om du förlorar en kan du ändå hjälpa dig själv.
security-info-add = Lägg till en metod
security-info-add-submit = Lägg till
purpose-text-message = En kod till en mobiltelefon
purpose-mail = En kod till en annan adress än den på jobbet
purpose-authenticator-app = En kod som en app visar, även utan nät
purpose-passkey = Enhetens fingeravtryck, ansikte eller PIN; inget att skriva
purpose-recovery-code = Koder att ha på papper, för dagen när inget annat finns till hands
method-spoken = { $kind }: { $what }
method-preferred = Förval
method-last-used = Användes senast { $moment }
method-added = Tillagd { $moment }
method-from-directory = Ditt företag sköter uppgiften, och supporten kan ändra den.
method-disowned = Du har sagt att den inte längre är din, så den används inte. Supporten kan rätta den.
method-regain = Den är min ändå
codes-left = { $count ->
    [one] { $count } kod kvar
   *[other] { $count } koder kvar
}
method-prefer = Gör till förval
method-is-preferred = Det här är ditt förval nu och erbjuds först.
method-name = Byt namn
method-name-label = Ditt namn på den
method-name-hint = Till exempel ”min egen telefon”. Högst 40 tecken.
method-name-save = Spara
method-named = Namnet är sparat.
method-remove = Ta bort
method-remove-question = Ta bort den? Då kan du inte längre bekräfta med den att det är du.
method-remove-yes = Ja, ta bort
method-removed = Den är borttagen.
status-ready = { $count ->
    [one] Du kan återställa lösenordet själv, med { $count } metod.
   *[other] Du kan återställa lösenordet själv, med { $count } metoder.
}
status-lacking = { $count ->
    [one] Du kan inte återställa lösenordet själv än. Lägg till { $count } metod till.
   *[other] Du kan inte återställa lösenordet själv än. Lägg till { $count } metoder till.
}
status-too-new = Du kan inte återställa lösenordet själv än: av säkerhetsskäl räknas nya metoder först efter ett dygn.
status-password-new = Lösenordet sattes för mindre än ett dygn sedan.
status-password-days = { $days ->
    [one] Lösenordet sattes för { $days } dag sedan.
   *[other] Lösenordet sattes för { $days } dagar sedan.
}
status-password-until = Det gäller till { $day }.
activity-title = Senaste händelser
activity-lead = Om något av detta inte var du: byt lösenord och ring supporten.
activity-at = { $moment }
activity-last = Senast { $moment }
activity-password-reset = Lösenordet återställdes
activity-password-changed = Lösenordet byttes
activity-account-unlocked = Kontot låstes upp
activity-signed-in = { $count ->
    [one] Inloggning
   *[other] { $count } inloggningar
}
activity-signed-out-everywhere = Utloggning överallt
activity-device-removed = Känd enhet togs bort
activity-method-added = Tillagt: { $method }
activity-method-changed = Ändrat: { $method }
activity-method-removed = Borttaget: { $method }
activity-method-disowned = Används inte längre: { $method }
activity-recovery-code-used = En reservkod användes
activity-account-frozen = Kontot frystes
activity-account-unfrozen = Frysningen hävdes
activity-codes-requested = { $count ->
    [one] { $count } kod begärdes
   *[other] { $count } koder begärdes
}
activity-wrong-codes = { $count ->
    [one] { $count } fel kod
   *[other] { $count } felaktiga koder
}
activity-wrong-passwords = { $count ->
    [one] { $count } fel lösenord
   *[other] { $count } felaktiga lösenord
}
sign-out-everywhere = Logga ut överallt
devices-title = Kända enheter
devices-lead = På dem har du bekräftat att det är du. Där kan du alltid hjälpa dig själv, vad främmande än försöker på andra håll. Ta bort dem som inte är dina.
device-name = { $name }
device-unnamed = Okänd webbläsare
device-proved = Senast bekräftad { $moment }
device-current = Den här enheten
device-removed = Enheten är borttagen.
method-registered = Tillagt: { $kind }.
keep = Låt det vara
passkey-elsewhere = Webbläsare tar inga passkeys på en adress som är ett nummer. Öppna den här adressen för att lägga till en:
problem-method-limit = Det finns redan så många som det får finnas. Ta bort en först.
problem-destination-invalid = Inget kan skickas dit. Kontrollera numret eller adressen; ett nummer börjar med landsnumret.
destination-without-country = Inget kan skickas dit: det är inte ett helt nummer. Börja med landsnumret, som i +46 70 123 45 67.
destination-not-served = Inget kan skickas dit: ditt företag skickar inga koder till ett sådant nummer. Kontrollera det, eller använd ett annat nummer eller en annan metod.
destination-is-no-mail = Inget kan skickas dit: det är ingen e-postadress. En sådan ser ut som namn@example.com.
destination-is-work-mail = Det är din adress på jobbet, som du inte kan läsa utan ditt lösenord. Använd en privat adress.

### Registrering

register-title = Innan du fortsätter
register-lead = { $count ->
    [one] Ditt företag ber dig lägga till en metod för att bekräfta att det är du, så att du kan hjälpa dig själv när du glömmer ditt lösenord. Det tar ungefär en minut.
   *[other] Ditt företag ber dig lägga till { $count } olika metoder för att bekräfta att det är du, så att du kan hjälpa dig själv när du glömmer ditt lösenord. Det tar ungefär en minut per metod.
}
register-way = Metod { $number }
register-skip = { $count ->
    [one] Inte nu (en gång till)
   *[other] Inte nu ({ $count } gånger till)
}
add-back = Tillbaka
add-text-message-title = Lägg till en telefon
add-text-message-lead = Vi skickar en kod till den för att se att den är din.
add-text-message-label = Mobilnummer
add-text-message-hint = Med landsnummer, som +46 70 123 45 67
add-mail-title = Lägg till en e-postadress
add-mail-lead = Vi skickar en kod till den för att se att den är din. Välj en som du kan läsa utan ditt lösenord på jobbet.
add-mail-label = E-postadress
add-mail-hint = Inte den på jobbet
add-authenticator-app-title = Lägg till en autentiseringsapp
add-authenticator-app-lead = Vilken app som helst som visar sexsiffriga koder går bra, till exempel en som redan finns i telefonen.
add-authenticator-app-scan = Skanna först den här med appen
add-authenticator-app-picture = QR-kod med nyckeln till din autentiseringsapp. Samma nyckel står som text nedanför.
add-authenticator-app-key = Eller skriv in den här nyckeln i appen:
add-authenticator-app-open = Appen finns på den här enheten: öppna den
add-authenticator-app-type = Skriv sedan in koden som den visar
add-passkey-title = Lägg till en passkey
add-passkey-lead = Din enhet förvarar din passkey och frågar efter fingeravtryck, ansikte eller PIN när du använder den. Ingen kan stjäla den med en falsk sida.
add-passkey-submit = Skapa en passkey
add-passkey-working = Följ din enhet…
add-passkey-failed = Ingen passkey skapades. Försök igen, eller gå tillbaka och välj en annan metod.
add-recovery-code-title = Spara reservkoder
add-recovery-code-lead = Du får en lista med koder som var och en fungerar en gång. Skriv ut dem och lägg dem bland andra viktiga papper.
add-recovery-code-replaced = Nya koder ersätter dem som du har: de gamla fungerar inte längre.
add-recovery-code-submit = Visa koderna
recovery-codes-title = Dina reservkoder
recovery-codes-lead = De visas bara den här gången. Skriv ut dem eller skriv av dem innan du fortsätter.
recovery-codes-saved = Jag har sparat dem
recovery-codes-print = Skriv ut
recovery-codes-copy = Kopiera
recovery-codes-download = Ladda ner
recovery-codes-renew = Nya koder
recovery-codes-sheet = För { $name }, att använda på { $address }. Skapade { $moment }.
copied = Kopierat.
not-copied = Det gick inte att kopiera.

### Bekräfta

confirm-title = Stämmer det här fortfarande?
confirm-lead = Nummer och adresser ändras. Gå igenom dem en gång, så att de fungerar den dag du behöver dem.
confirm-yes = Ja, fortfarande min
confirm-no = Nej, ta bort den
confirm-no-directory = Nej, inte längre
confirm-later = Fråga mig senare
confirm-done = Tack.
confirm-disowned = Den används inte längre. Säg till supporten, så att de kan rätta den.

### Byta lösenord

change-title = Byt lösenord
change-demanded = Ditt lösenord har gått ut eller måste bytas. Välj ett nytt, så kan du fortsätta.
change-current = Nuvarande lösenord
change-current-missing = Skriv in ditt nuvarande lösenord först.

### In the document itself, where the page does not start

document-broken = Webbläsaren kunde inte läsa in hela sidan, eller är för gammal. Läs in sidan igen eller använd en nyare webbläsare.
    .title = Sidan kan inte starta
document-not-found = Det finns inget på den här adressen. Den kanske är felskriven.
    .title = Sidan finns inte
document-no-script = JavaScript är avstängt. Slå på det och läs in sidan igen.
