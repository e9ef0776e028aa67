# Texte der Seiten. Einfache Wörter, kurze Sätze; „Sie“ ist die Person, die sich nicht anmelden kann.

### Der Rahmen

page-title = { $step } – { $company }
page-title-error = Fehler: { $title }
product = Kennworthilfe
progress = Fortschritt
progress-identify = Konto
progress-prove = Prüfung
progress-password = Kennwort
progress-unlock = Entsperren
progress-past = , erledigt
language = Sprache
time-left = Verbleibende Zeit: { $time }
time-left-minutes = { $minutes ->
    [one] Noch { $minutes } Minute
   *[other] Noch { $minutes } Minuten
}
help-desk-question = Brauchen Sie Hilfe?
support-code = Supportcode: { $code }
support-code-hint = Nennen Sie Ihrem IT-Support diesen Code. Er zeigt, was passiert ist.
start-over = Von vorn beginnen
try-again = Erneut versuchen
working = Einen Moment…

### Identify

identify-title = Zugriff auf Ihr Konto wiederherstellen
identify-lead = Es dauert etwa zwei Minuten, und Sie müssen niemanden anrufen.
writeback-away = Das Verzeichnis Ihres Unternehmens ist zurzeit nicht erreichbar. Sie können trotzdem fortfahren: Ihre Anfrage kann darauf warten.
writeback-last = Zuletzt erreichbar: { $moment }.
identify-user = Benutzername
identify-user-hint = Der Name, mit dem Sie sich anmelden, oder Ihre geschäftliche E-Mail-Adresse
identify-user-missing = Geben Sie zuerst Ihren Benutzernamen ein.
identify-purpose = Was ist das Problem?
purpose-reset = Ich habe mein Kennwort vergessen
purpose-reset-hint = Ein neues Kennwort wählen
purpose-unlock = Ich kenne es, aber mein Konto ist gesperrt
purpose-unlock-hint = Das Konto entsperren und das Kennwort behalten
identify-submit = Weiter
identify-sign-in = Ich kenne es: anmelden
identify-working = Es wird geprüft, ob Sie ein Roboter sind…
identify-slow = Das dauert länger als üblich.
unfinished = Sie haben bereits begonnen. Sie können dort weitermachen, wo Sie waren.
unfinished-go-on = Weitermachen

### Prove

prove-title = Bestätigen Sie Ihre Identität
prove-title-second = Noch eine Bestätigung
prove-lead = Wählen Sie eine Methode, die Ihnen jetzt zur Verfügung steht.
prove-lead-second = Das war richtig. Für dieses Konto ist eine weitere Bestätigung mit einer anderen Methode erforderlich.
prove-methods = Methoden
prove-none-chosen = Wählen Sie zuerst eine Methode.
prove-same-for-all = Zum Schutz der Privatsphäre aller wird eine solche Auswahl für jeden Namen angezeigt, auch wenn es kein solches Konto gibt.
method-text-message = SMS
method-mail = E-Mail
method-authenticator-app = Authenticator-App
method-passkey = Passkey
method-recovery-code = Gespeicherter Wieder­herstellungs­code
method-if-set-up = Nur, wenn Sie das hier schon eingerichtet haben
method-code-sent = Ein Code wurde gesendet. Er gilt bis { $time }.
mask-number = Nummer, die auf { $end } endet
mask-mail = Adresse, die mit { $beginning } beginnt
destination-text-message = Die vollständige Telefonnummer
destination-text-message-hint = Mit Ländervorwahl, zum Beispiel +49 151 23456789. Es muss die hinterlegte Nummer sein.
destination-mail = Die vollständige E-Mail-Adresse
destination-mail-hint = Es muss die hinterlegte Adresse sein.
destination-missing = Geben Sie zuerst die Nummer oder Adresse ein.
send-code = Code senden
no-method-left = Es gibt keine weitere Methode, mit der Sie Ihre Identität bestätigen können. Wenden Sie sich an Ihren IT-Support.
code-title = Code eingeben
code-lead-some-text-message = Wenn dieser Name zu einem Konto mit einer Telefonnummer gehört, haben wir eine SMS dorthin gesendet.
code-lead-some-mail = Wenn dieser Name zu einem Konto mit einer E-Mail-Adresse gehört, haben wir eine E-Mail dorthin gesendet.
recovery-code-label = Wieder­herstellungs­code
code-lead-authenticator-app = Öffnen Sie Ihre Authenticator-App, und geben Sie den angezeigten Code ein.
code-lead-recovery-code = Geben Sie einen der Codes ein, die Sie gespeichert haben. Jeder funktioniert einmal.
code-label = Code mit { $length } Ziffern
code-hint = Er wird geprüft, sobald Sie die letzte Ziffer eingegeben haben. Gültig bis { $time }.
code-checking = Der Code wird geprüft…
code-submit = Code prüfen
code-incomplete = Der Code hat { $length } Ziffern.
code-resend = Neuen Code senden
code-resend-wait = Neuen Code senden ({ $seconds } s)
code-resent = Ein neuer Code ist unterwegs. Der alte funktioniert nicht mehr.
code-over = Dieser Code funktioniert nicht mehr.
code-other-method = Andere Methode verwenden
code-nothing-came = Nichts erhalten? Sehen Sie im Spamordner nach, und prüfen Sie den eingegebenen Namen ({ $user }). Nach zu vielen Codes oder Versuchen für ein Konto kommt eine Stunde oder länger keiner. Ihr IT-Support hilft weiter.

### Choose a password

password-title = Neues Kennwort wählen
password-advice = Leicht zu merken und schwer zu erraten: { $words } Wörter hintereinander.
password-advice-complex = Leicht zu merken und schwer zu erraten: { $words } Wörter hintereinander, mit einem Großbuchstaben und einer Ziffer.
password-label = Neues Kennwort
suggestion-button = Kennwort vorschlagen
suggestion-made = Für Sie eingetragen:
suggestion-not-made = Es kann kein Kennwort vorgeschlagen werden. Wählen Sie ein eigenes.
suggestion-copy = Kopieren
suggestion-copied = Kopiert:
password-again-label = Dasselbe Kennwort noch einmal
password-show = Anzeigen
password-hide = Verbergen
password-shown = Das Kennwort wird angezeigt
password-hidden = Das Kennwort ist verborgen
password-rules = Ihr Kennwort muss
rule-length = mindestens { $minimum } Zeichen haben
rule-length-any = mindestens ein Zeichen haben
rule-complexity = drei davon mischen: Großbuchstaben, Kleinbuchstaben, Ziffern, andere Zeichen
rule-name = frei von Ihrem Namen und Benutzernamen sein
rule-banned = auf anderem beruhen als auf Wörtern, die alle zuerst versuchen
rule-banned-word = auf etwas anderem beruhen als auf „{ $part }“, was alle zuerst versuchen
rule-strength = mindestens die Stärke „{ $strength }“ haben
rule-history = { $count ->
    [one] sich von Ihrem letzten Kennwort unterscheiden
   *[other] sich von Ihren letzten { $count } Kennwörtern unterscheiden
}
password-good-until = Ein neues Kennwort gilt bis { $moment }.
rule-met = erfüllt
rule-not-met = noch nicht
rule-later = wird beim Speichern geprüft
rules-met = { $met } von { $all } Regeln erfüllt. Stärke: { $strength }.
strength = Stärke
strength-none = –
strength-very-weak = sehr schwach
strength-weak = schwach
strength-fair = mittel
strength-strong = stark
strength-very-strong = sehr stark
password-different = Die beiden Kennwörter stimmen nicht überein.
password-rules-open = Eine der Regeln ist noch nicht erfüllt. Ihr Kennwort muss { $rule }.
password-too-long = Das Kennwort ist zu lang. Höchstens { $maximum } Zeichen.
password-sealed = Ihr Browser versiegelt das Kennwort, bevor es gesendet wird. Nur das Verzeichnis Ihres Unternehmens kann es öffnen.
password-submit = Kennwort festlegen
password-sealing-failed = Ihr Browser konnte das Kennwort nicht versiegeln, daher wurde nichts gesendet. Beginnen Sie von vorn.
too-recent-title = Sie können Ihr Kennwort noch nicht ändern
too-recent-text = In Ihrem Unternehmen muss ein neues Kennwort eine Zeit lang behalten werden. Sie können Ihres ab { $moment } ändern.
too-recent-unlock = Wenn Sie Ihr Kennwort noch kennen und nur Ihr Konto gesperrt ist, entsperren Sie jetzt Ihr Konto, und behalten Sie das Kennwort.
too-recent-forgotten = Wenn Sie es wirklich vergessen haben, kann Ihnen Ihr IT-Support schon heute helfen:
unlock-instead = Stattdessen entsperren
have-changed = Ihr Kennwort wurde nicht geändert.

### Waiting

waiting-title-password = Ihr Kennwort wird festgelegt
waiting-title-unlock = Ihr Konto wird entsperrt
waiting-text = Wir fragen das Verzeichnis Ihres Unternehmens. Das dauert meist weniger als eine Sekunde.
waiting-slow = Es dauert länger als gewöhnlich. Sie können weiter warten: Es geht nichts verloren, und Sie sehen hier, was das Verzeichnis antwortet.
waiting-very-slow = Es gibt noch immer keine Antwort. Lassen Sie diese Seite geöffnet, oder versuchen Sie es später noch einmal. Die Anfrage endet nach zwei Minuten von selbst, wenn niemand sie ausführen kann.
waiting-offline = Zurzeit besteht keine Verbindung. Wir versuchen es weiter.
keep-trying = { $minutes ->
    [one] { $minutes } Minute lang weiter versuchen und mich benachrichtigen
   *[other] { $minutes } Minuten lang weiter versuchen und mich benachrichtigen
}
keeps-trying = Wir versuchen es bis { $moment } und teilen Ihnen per E-Mail oder SMS mit, wie es ausgeht. Sie können diese Seite schließen.
stop-trying = Nicht weiter versuchen
waiting-not-sent = Ihre Anfrage wurde noch nicht gesendet. Es ist nichts verloren.

### Done

done-title-password = Ihr Kennwort wurde geändert
done-title-unlock = Ihr Konto wurde entsperrt
done-confirmed = Vom Verzeichnis Ihres Unternehmens bestätigt um { $time }.
done-next = Was jetzt zu tun ist
done-next-sign-in = Melden Sie sich mit Ihrem neuen Kennwort an.
done-signed-out = Sie sind überall abgemeldet. Melden Sie sich mit Ihrem neuen Kennwort an.
done-next-devices = Ändern Sie es auch auf Ihrem Smartphone, in Ihrem E-Mail-Programm und für das WLAN: Ein altes Kennwort, das dort gespeichert ist, kann Ihr Konto wieder sperren.
done-next-close = Schließen Sie diese Seite.
done-next-sign-in-unlock = Melden Sie sich mit dem Kennwort an, das Sie kennen.
done-next-devices-unlock = Suchen Sie nach einem Smartphone oder Programm, in dem noch ein altes Kennwort gespeichert ist: Es kann Ihr Konto wieder sperren.
done-next-forgot = Wenn Sie sich doch nicht daran erinnern, beginnen Sie von vorn, und wählen Sie ein neues.
done-receipt = Beleg: { $job }

### Cancelling from a notice

cancel-title = Nicht weiter versuchen?
cancel-text = Eine Anfrage wartet auf das Verzeichnis Ihres Unternehmens. Wenn Sie sie abbrechen, wird nichts geändert.
cancel-submit = Anfrage abbrechen
cancel-done = Die Anfrage wurde abgebrochen. Es wurde nichts geändert.
cancel-late = Die Anfrage kann nicht mehr abgebrochen werden: Sie wurde ausgeführt, oder ihre Zeit ist abgelaufen.

### Problems

problem-token-invalid-title = Dieser Versuch wurde anderswo fortgesetzt
problem-token-invalid = Vielleicht haben Sie in einem anderen Fenster weitergemacht oder hatten diese Seite zweimal geöffnet. Hier wurde nichts geändert.
problem-token-invalid-remedy = Beginnen Sie von vorn. Es dauert eine Minute.
problem-reset-expired-title = Die Zeit ist abgelaufen
problem-reset-expired = { $minutes ->
    [one] Zu Ihrer Sicherheit endet jeder Versuch nach { $minutes } Minute. Es wurde nichts geändert.
   *[other] Zu Ihrer Sicherheit endet jeder Versuch nach { $minutes } Minuten. Es wurde nichts geändert.
}
problem-reset-expired-remedy = Beginnen Sie von vorn, wenn Sie Ihr Smartphone oder Ihre E-Mails zur Hand haben.
problem-code-not-sent = Mit dieser Methode kann gerade kein Code gesendet werden. Wählen Sie eine andere Methode, oder versuchen Sie es in einer Minute noch einmal.
problem-limit-reached-title = Zu viele Codes oder Versuche
problem-limit-reached = Es waren zu viele, von Ihnen oder von jemand anderem. Zum Schutz des Kontos gibt es jetzt eine Pause. Sie können es ab { $moment } erneut versuchen.
problem-limit-reached-remedy = Warten genügt; im Verzeichnis Ihres Unternehmens ist nichts gesperrt. Wenn es eilt, wenden Sie sich an Ihren IT-Support.
problem-limit-reached-here = Es gab zu viele Codes oder Versuche, von Ihnen oder von jemand anderem. Sie können es ab { $moment } erneut versuchen.
problem-send-too-soon = { $seconds ->
    [one] Gerade wurde ein Code gesendet. Sie können in { $seconds } Sekunde einen weiteren anfordern.
   *[other] Gerade wurde ein Code gesendet. Sie können in { $seconds } Sekunden einen weiteren anfordern.
}
problem-send-now = Sie können jetzt einen weiteren Code anfordern.
problem-work-required = Die Prüfung, ob Sie ein Roboter sind, hat nicht funktioniert. Versuchen Sie es erneut.
problem-method-unknown = Diese Methode kann hier nicht verwendet werden. Wählen Sie eine andere.
problem-destination-wrong = Geben Sie die vollständige Nummer oder Adresse ein.
problem-code-wrong = { $guesses ->
    [one] Das ist nicht der Code. Sie haben noch { $guesses } Versuch.
   *[other] Das ist nicht der Code. Sie haben noch { $guesses } Versuche.
}
problem-code-used-up = Das ist nicht der Code, und es gibt dafür keine Versuche mehr. Senden Sie einen neuen Code, oder verwenden Sie eine andere Methode.
problem-code-used-up-at-hand = Das ist nicht der Code, und mit dieser Methode gibt es keine Versuche mehr. Verwenden Sie eine andere Methode.
problem-code-expired = Dieser Code funktioniert nicht mehr: Er ist zu alt, oder es gibt einen neueren. Senden Sie einen neuen Code, oder verwenden Sie eine andere Methode.
problem-credential-invalid = Dieser Passkey hat hier nicht funktioniert. Versuchen Sie es erneut, oder verwenden Sie eine andere Methode.
problem-gate-missing-title = Eine Bestätigung fehlt
problem-gate-missing = Zuerst müssen Sie Ihre Identität bestätigen, und das ist noch nicht geschehen.
problem-gate-missing-remedy = Beginnen Sie von vorn.
problem-agents-offline-title = Das Verzeichnis Ihres Unternehmens ist nicht erreichbar
problem-agents-offline = Die Verbindung zwischen dieser Seite und dem Verzeichnis Ihres Unternehmens ist unterbrochen. Es wurde nichts geändert.
problem-agents-offline-remedy = Versuchen Sie es in einigen Minuten erneut. Wenn es eilt, wenden Sie sich an Ihren IT-Support.
problem-unavailable = Der Dienst antwortet zurzeit nicht. Ihre Eingaben sind noch da: Versuchen Sie es erneut.
problem-internal = Bei uns ist etwas schiefgegangen. Ihre Eingaben sind noch da: Versuchen Sie es erneut.
problem-internal-title = Etwas ist schiefgegangen
problem-internal-remedy = Beginnen Sie von vorn. Wenn es wieder passiert, nennen Sie Ihrem IT-Support den Supportcode.
problem-network = Es besteht keine Verbindung. Ihre Eingaben sind noch da: Versuchen Sie es erneut, wenn Sie online sind.

### Refusals of the directory

refusal-password-too-recent = In Ihrem Unternehmen muss ein neues Kennwort eine Zeit lang behalten werden. Sie können Ihres ab { $moment } ändern.
refusal-password-in-history = Sie haben dieses Kennwort schon einmal verwendet. Wählen Sie ein neues.
refusal-password-too-short = { $minimum ->
    [one] Dieses Kennwort ist zu kurz. Ihr Verzeichnis verlangt mindestens { $minimum } Zeichen.
   *[other] Dieses Kennwort ist zu kurz. Ihr Verzeichnis verlangt mindestens { $minimum } Zeichen.
}
refusal-password-not-complex = Ihr Verzeichnis verlangt mehr Arten von Zeichen. Mischen Sie Großbuchstaben, Kleinbuchstaben, Ziffern und andere.
refusal-password-contains-name = Dieses Kennwort enthält Ihren Namen oder Benutzernamen. Lassen Sie ihn weg.
refusal-password-banned = Dieses Kennwort beruht auf „{ $part }“, was Angreifer zuerst versuchen. Wählen Sie etwas anderes.
refusal-password-too-weak = Dieses Kennwort ist leicht zu erraten. Wählen Sie ein längeres, zum Beispiel mehrere Wörter hintereinander.
refusal-password-breached = Dieses Kennwort ist aus Datenlecks bekannt, deshalb probieren es andere aus. Wählen Sie eines, das Sie noch nirgends verwendet haben.
refusal-password-refused-by-filter = Das Verzeichnis Ihres Unternehmens hat dieses Kennwort ohne Angabe eines Grundes abgelehnt. Vielleicht haben Sie es schon einmal verwendet, oder es verstößt gegen eine Regel, die nur das Verzeichnis kennt. Wählen Sie eines, das länger und ganz anders ist.
nothing-changed = Es wurde nichts geändert
refusal-title = Das Verzeichnis Ihres Unternehmens hat dies abgelehnt
refusal-account-disabled = Ihr Konto ist deaktiviert, daher kann das Kennwort hier nicht geändert werden.
refusal-account-disabled-remedy = Bitten Sie Ihren IT-Support oder Ihre Führungskraft, es zu aktivieren.
refusal-account-expired = Ihr Konto ist abgelaufen, daher kann das Kennwort hier nicht geändert werden.
refusal-account-expired-remedy = Bitten Sie Ihren IT-Support oder Ihre Führungskraft, es zu verlängern.
refusal-account-protected = Ihr Konto hat besondere Rechte, und solche Konten werden auf dieser Seite nie geändert.
refusal-account-protected-remedy = Wenden Sie sich an eine Person, die das Verzeichnis verwaltet.
refusal-current-password-wrong = Das aktuelle Kennwort ist nicht richtig. Prüfen Sie es, und versuchen Sie es erneut.
refusal-account-locked = Ihr Konto ist nach zu vielen falschen Kennwörtern gesperrt, daher kann das Kennwort jetzt nicht geändert werden.
refusal-account-locked-remedy = Entsperren Sie es zuerst, oder warten Sie, bis Ihr Verzeichnis das von selbst tut.
refusal-change-not-permitted = Ihr Konto ist so eingestellt, dass sein Kennwort nicht geändert werden darf.
refusal-change-not-permitted-remedy = Bitten Sie Ihren IT-Support, diese Einstellung zu ändern.
refusal-agent-not-permitted = Dieser Dienst hat nicht das Recht, Ihr Konto zu ändern.
refusal-agent-not-permitted-remedy = Sagen Sie Ihrem IT-Support: Dem Dienstkonto fehlt das Recht für Ihren Teil des Verzeichnisses. Sie haben nichts falsch gemacht.
refusal-account-not-found = Ihr Konto ist nicht mehr im Verzeichnis.
refusal-account-not-found-remedy = Wenden Sie sich an Ihren IT-Support.
refusal-directory-unreachable = Kein Server des Verzeichnisses Ihres Unternehmens hat geantwortet. Es wurde nichts geändert.
refusal-directory-unreachable-remedy = Versuchen Sie es in einer Minute erneut. Sie müssen Ihre Identität nicht noch einmal bestätigen.
refusal-job-expired = Ihre Anfrage wurde nicht rechtzeitig bestätigt. Höchstwahrscheinlich wurde nichts geändert.
refusal-job-expired-remedy = Versuchen Sie, sich anzumelden. Wenn das nicht gelingt, versuchen Sie es hier erneut; Sie müssen Ihre Identität nicht noch einmal bestätigen.
refusal-order-cancelled = Die Anfrage wurde abgebrochen, während sie wartete.
refusal-order-cancelled-remedy = Sie können es erneut versuchen; solange noch Zeit ist, müssen Sie Ihre Identität nicht noch einmal bestätigen.
refusal-agent-withdrawn = Das System, das Ihr Kennwort ändern sollte, gibt es nicht mehr.
refusal-agent-withdrawn-remedy = Beginnen Sie von vorn, und wählen Sie noch einmal ein Kennwort.

### Die Seite für Personen, die sich anmelden können

product-account = Ihr Konto
opening-title = Einen Moment…
pages = Seiten
signed-in-as = Angemeldet als { $name }
sign-out = Abmelden
signed-out = Sie sind abgemeldet.
session-ended = Sie wurden abgemeldet, weil eine Zeit lang nichts passiert ist. Melden Sie sich an, um fortzufahren.
session-idle = Sind Sie noch da? Sie werden bald abgemeldet.
session-stay = Angemeldet bleiben
problem-unreadable = Der Dienst hat eine Antwort gegeben, die diese Seite nicht versteht. Es wurde nichts geändert.

### Anmelden

sign-in-title = Anmelden
sign-in-lead = Hier sehen und ändern Sie Ihre Sicherheitsinformationen oder ändern Ihr Kennwort.
sign-in-password = Kennwort
sign-in-missing = Geben Sie zuerst Ihren Benutzernamen und Ihr Kennwort ein.
sign-in-unlock = Mein Konto entsperren
sign-in-refused = Sie sind nicht angemeldet. Der Benutzername oder das Kennwort ist falsch, oder das Konto ist gesperrt. Prüfen Sie beides, und versuchen Sie es noch einmal, oder verwenden Sie einen der Links unten.
sign-in-account-disabled = Ihr Konto ist deaktiviert. Bitten Sie Ihren IT-Support oder Ihre Führungskraft, es zu aktivieren.
sign-in-account-expired = Ihr Konto ist abgelaufen. Bitten Sie Ihren IT-Support oder Ihre Führungskraft, es zu verlängern.
sign-in-not-at-this-time = Ihr Konto darf zu dieser Zeit oder von hier aus nicht verwendet werden. Versuchen Sie es zu einer anderen Zeit, oder wenden Sie sich an Ihren IT-Support.
sign-in-directory-unreachable = Das Verzeichnis Ihres Unternehmens hat nicht rechtzeitig geantwortet, daher konnte Ihr Kennwort nicht geprüft werden. Versuchen Sie es in einer Minute erneut.
waiting-slow-sign-in = Es dauert länger als gewöhnlich. Sie können weiter warten: Wir fragen Ihr Verzeichnis noch.
seconds-waited = { $seconds } Sek.

### Ein zweiter Faktor und ein eingefrorenes Konto

factor-lead = Ihr Kennwort war richtig. Bestätigen Sie Ihre Identität jetzt mit einer Ihrer Methoden.
code-sent-to = Wir haben einen Code an { $destination } gesendet.
frozen-title = Ihr Konto ist eingefroren
frozen-text = Jemand, der Ihre Nummer oder E-Mail-Adresse hat, hat in einer unserer Nachrichten „Das war ich nicht“ gewählt. Seitdem kann hier niemand etwas ändern.
frozen-passkey = Ihr Passkey bestätigt Ihre Identität und gibt das Konto sofort wieder frei. Wählen Sie danach ein neues Kennwort, wenn Sie glauben, dass jemand es kennt.
frozen-help-desk = Bitten Sie Ihren IT-Support, das Konto freizugeben. Dort wird zuerst geprüft, dass Sie es sind.
frozen-lift = Mit meinem Passkey freigeben
frozen-lifted = Ihr Konto ist nicht mehr eingefroren.
freeze-title = Das war ich nicht
freeze-text = Hat jemand anders etwas mit Ihrem Konto gemacht? Frieren Sie es jetzt ein. Noch ist nichts geschehen: Diese Seite fragt Sie zuerst.
freeze-sessions = Alle, die hier mit Ihrem Konto angemeldet sind, werden abgemeldet.
freeze-resets = Niemand kann hier das Kennwort ändern oder zurücksetzen, und niemand kann Ihre Sicherheitsinformationen ändern.
freeze-lift = Ihr Passkey kann das Konto wieder freigeben, und Ihr IT-Support kann es auch.
freeze-submit = Mein Konto einfrieren
freeze-done = Ihr Konto ist eingefroren. Niemand kann hier etwas ändern.
freeze-next = Rufen Sie Ihren IT-Support an: Dort ist zu sehen, was passiert ist, und man hilft Ihnen zu einem neuen Kennwort.
freeze-late = Dieser Link kann nicht mehr verwendet werden: Er ist zu alt. Wenn Sie glauben, dass jemand anders Ihr Konto verwendet, rufen Sie Ihren IT-Support an.

### Sicherheitsinformationen

security-info-title = Sicherheits­informationen
security-info-lead = Damit bestätigen Sie Ihre Identität, wenn Sie Ihr Kennwort vergessen haben.
security-info-suggestion = Eine Methode mehr, als Ihr Unternehmen verlangt, ist sinnvoll: Wenn Sie eine verlieren, können Sie sich trotzdem selbst helfen.
security-info-add = Weitere Methode hinzufügen
security-info-add-submit = Hinzufügen
purpose-text-message = Ein Code an ein Mobiltelefon
purpose-mail = Ein Code an eine andere als Ihre geschäftliche Adresse
purpose-authenticator-app = Ein Code, den eine App anzeigt, auch ohne Netz
purpose-passkey = Fingerabdruck, Gesicht oder PIN Ihres Geräts; nichts einzugeben
purpose-recovery-code = Codes auf Papier für den Tag, an dem nichts anderes zur Hand ist
method-spoken = { $kind }, { $what }
method-preferred = Standard
method-last-used = Zuletzt verwendet: { $moment }
method-added = Hinzugefügt: { $moment }
method-from-directory = Ihr Unternehmen pflegt diese Angabe, und Ihr IT-Support kann sie ändern.
method-disowned = Sie haben gesagt, dass dies nicht mehr Ihnen gehört. Ihr IT-Support kann es berichtigen.
method-regain = Gehört doch mir
codes-left = { $count ->
    [one] Noch { $count } Code
   *[other] Noch { $count } Codes
}
method-prefer = Als Standard festlegen
method-is-preferred = Das ist jetzt Ihr Standard und wird zuerst angeboten.
method-name = Umbenennen
method-name-label = Ihr Name dafür
method-name-hint = Zum Beispiel „mein eigenes Telefon“. Höchstens 40 Zeichen.
method-name-save = Speichern
method-named = Der Name ist gespeichert.
method-remove = Entfernen
method-remove-question = Diese Methode entfernen? Sie können Ihre Identität dann nicht mehr damit bestätigen.
method-remove-yes = Ja, entfernen
method-removed = Die Methode ist entfernt.
status-ready = { $count ->
    [one] Sie können Ihr Kennwort selbst zurücksetzen, mit { $count } Methode.
   *[other] Sie können Ihr Kennwort selbst zurücksetzen, mit { $count } Methoden.
}
status-lacking = { $count ->
    [one] Sie können Ihr Kennwort noch nicht selbst zurücksetzen. Fügen Sie noch { $count } Methode hinzu.
   *[other] Sie können Ihr Kennwort noch nicht selbst zurücksetzen. Fügen Sie noch { $count } Methoden hinzu.
}
status-too-new = Sie können Ihr Kennwort noch nicht selbst zurücksetzen: Aus Sicherheitsgründen zählen neue Methoden erst nach einem Tag.
status-password-new = Ihr Kennwort wurde vor weniger als einem Tag festgelegt.
status-password-days = { $days ->
    [one] Ihr Kennwort wurde vor { $days } Tag festgelegt.
   *[other] Ihr Kennwort wurde vor { $days } Tagen festgelegt.
}
status-password-until = Es gilt bis { $day }.
activity-title = Letzte Aktivitäten
activity-lead = Wenn eine davon nicht von Ihnen ist, ändern Sie Ihr Kennwort, und rufen Sie Ihren IT-Support an.
activity-at = { $moment }
activity-last = Zuletzt: { $moment }
activity-password-reset = Kennwort zurückgesetzt
activity-password-changed = Kennwort geändert
activity-account-unlocked = Konto entsperrt
activity-signed-in = { $count ->
    [one] Angemeldet
   *[other] { $count }-mal angemeldet
}
activity-signed-out-everywhere = Überall abgemeldet
activity-device-removed = Bekanntes Gerät entfernt
activity-method-added = Hinzugefügt: { $method }
activity-method-changed = Geändert: { $method }
activity-method-removed = Entfernt: { $method }
activity-method-disowned = Nicht mehr verwendet: { $method }
activity-recovery-code-used = Wieder­herstellungs­code verwendet
activity-account-frozen = Konto eingefroren
activity-account-unfrozen = Konto freigegeben
activity-codes-requested = { $count ->
    [one] { $count } Code angefordert
   *[other] { $count } Codes angefordert
}
activity-wrong-codes = { $count ->
    [one] { $count } falscher Code
   *[other] { $count } falsche Codes
}
activity-wrong-passwords = { $count ->
    [one] { $count } falsches Kennwort
   *[other] { $count } falsche Kennwörter
}
sign-out-everywhere = Überall abmelden
devices-title = Bekannte Geräte
devices-lead = Auf diesen Geräten haben Sie Ihre Identität bestätigt. Dort können Sie sich immer selbst helfen, was auch immer Fremde anderswo versuchen. Entfernen Sie Geräte, die nicht Ihnen gehören.
device-name = { $name }
device-unnamed = Unbekannter Browser
device-proved = Zuletzt bestätigt: { $moment }
device-current = Dieses Gerät
device-removed = Das Gerät ist entfernt.
method-registered = Hinzugefügt: { $kind }.
keep = So lassen
passkey-elsewhere = Browser akzeptieren keine Passkeys unter einer Adresse, die eine Zahl ist. Öffnen Sie zum Hinzufügen diese Adresse:
problem-method-limit = Die Höchstzahl dieser Methoden ist erreicht. Entfernen Sie zuerst eine.
problem-destination-invalid = Dorthin kann nichts gesendet werden. Prüfen Sie die Nummer oder Adresse; eine Nummer beginnt mit der Ländervorwahl.
destination-without-country = Dorthin kann nichts gesendet werden: Das ist keine vollständige Nummer. Beginnen Sie mit der Ländervorwahl, zum Beispiel +49 151 23456789.
destination-not-served = Dorthin kann nichts gesendet werden: Ihr Unternehmen sendet keine Codes an eine solche Nummer. Prüfen Sie sie, oder verwenden Sie eine andere Nummer oder Methode.
destination-is-no-mail = Dorthin kann nichts gesendet werden: Das ist keine E-Mail-Adresse. Eine solche sieht aus wie name@example.com.
destination-is-work-mail = Das ist Ihre geschäftliche Adresse, die Sie ohne Ihr Kennwort nicht lesen könnten. Verwenden Sie eine private.

### Registrieren

register-title = Bevor Sie fortfahren
register-lead = { $count ->
    [one] Ihr Unternehmen bittet Sie, eine Methode zur Bestätigung Ihrer Identität hinzuzufügen, damit Sie sich selbst helfen können, wenn Sie Ihr Kennwort vergessen. Das dauert etwa eine Minute.
   *[other] Ihr Unternehmen bittet Sie, { $count } verschiedene Methoden zur Bestätigung Ihrer Identität hinzuzufügen, damit Sie sich selbst helfen können, wenn Sie Ihr Kennwort vergessen. Das dauert je etwa eine Minute.
}
register-way = Methode { $number }
register-skip = { $count ->
    [one] Nicht jetzt (noch einmal möglich)
   *[other] Nicht jetzt (noch { $count }-mal möglich)
}
add-back = Zurück
add-text-message-title = Telefon hinzufügen
add-text-message-lead = Wir senden einen Code dorthin, um sicherzustellen, dass es Ihres ist.
add-text-message-label = Mobilnummer
add-text-message-hint = Mit Ländervorwahl, zum Beispiel +49 151 23456789
add-mail-title = E-Mail-Adresse hinzufügen
add-mail-lead = Wir senden einen Code dorthin, um sicherzustellen, dass es Ihre ist. Wählen Sie eine Adresse, deren E-Mails Sie ohne Ihr geschäftliches Kennwort lesen können.
add-mail-label = E-Mail-Adresse
add-mail-hint = Nicht Ihre geschäftliche Adresse
add-authenticator-app-title = Authenticator-App hinzufügen
add-authenticator-app-lead = Jede App, die sechsstellige Codes anzeigt, ist geeignet, zum Beispiel eine, die Sie schon auf dem Smartphone haben.
add-authenticator-app-scan = Scannen Sie dies zuerst mit der App
add-authenticator-app-picture = QR-Code mit dem Schlüssel für Ihre Authenticator-App. Derselbe Schlüssel steht darunter als Text.
add-authenticator-app-key = Oder geben Sie diesen Schlüssel in die App ein:
add-authenticator-app-open = Die App ist auf diesem Gerät: öffnen
add-authenticator-app-type = Geben Sie dann den angezeigten Code ein
add-passkey-title = Passkey hinzufügen
add-passkey-lead = Ihr Gerät bewahrt den Passkey auf und fragt bei der Verwendung nach Fingerabdruck, Gesicht oder PIN. Niemand kann ihn mit einer gefälschten Seite stehlen.
add-passkey-submit = Passkey erstellen
add-passkey-working = Folgen Sie den Anweisungen Ihres Geräts…
add-passkey-failed = Es wurde kein Passkey erstellt. Versuchen Sie es erneut, oder gehen Sie zurück, und wählen Sie eine andere Methode.
add-recovery-code-title = Wieder­herstellungs­codes speichern
add-recovery-code-lead = Sie erhalten eine Liste mit Codes, von denen jeder einmal gilt. Drucken Sie sie aus, und bewahren Sie sie bei anderen wichtigen Papieren auf.
add-recovery-code-replaced = Neue Codes ersetzen die alten, die dann nicht mehr funktionieren.
add-recovery-code-submit = Codes anzeigen
recovery-codes-title = Ihre Wieder­herstellungs­codes
recovery-codes-lead = Sie werden nur jetzt angezeigt. Drucken Sie sie aus, oder schreiben Sie sie ab, bevor Sie fortfahren.
recovery-codes-saved = Ich habe sie gespeichert
recovery-codes-print = Drucken
recovery-codes-copy = Kopieren
recovery-codes-download = Herunterladen
recovery-codes-renew = Neue Codes
recovery-codes-sheet = Für { $name }, zu verwenden auf { $address }. Erstellt: { $moment }.
copied = Kopiert.
not-copied = Kopieren war nicht möglich.

### Bestätigen

confirm-title = Stimmt das noch?
confirm-lead = Nummern und Adressen ändern sich. Sehen Sie sie einmal durch, damit sie an dem Tag funktionieren, an dem Sie sie brauchen.
confirm-yes = Ja, gehört noch mir
confirm-no = Nein, entfernen
confirm-no-directory = Nein, nicht mehr
confirm-later = Später fragen
confirm-done = Vielen Dank.
confirm-disowned = Es wird nicht mehr verwendet. Sagen Sie Ihrem IT-Support Bescheid, damit er es berichtigt.

### Kennwort ändern

change-title = Kennwort ändern
change-demanded = Ihr Kennwort ist abgelaufen oder muss geändert werden. Wählen Sie ein neues, um fortzufahren.
change-current = Aktuelles Kennwort
change-current-missing = Geben Sie zuerst Ihr aktuelles Kennwort ein.

### Im Dokument selbst, wenn die Seite nicht startet

document-broken = Ihr Browser konnte die Seite nicht vollständig laden oder ist zu alt. Laden Sie die Seite neu, oder verwenden Sie einen neueren Browser.
    .title = Diese Seite kann nicht gestartet werden
document-not-found = Unter dieser Adresse ist nichts. Vielleicht enthält sie einen Tippfehler.
    .title = Diese Seite gibt es nicht
document-no-script = JavaScript ist deaktiviert. Aktivieren Sie es, und laden Sie die Seite neu.
