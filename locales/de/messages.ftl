# E-Mails und SMS. Einfache Wörter, kurze Sätze; „Sie“ ist die Person, deren Konto es ist.
#
# Eine SMS mit dem Alphabet GSM 03.38 hat 160 Zeichen, mit jedem anderen Buchstaben darin nur 70: Die Tests zählen sie. Der
# Name des Unternehmens wird auf das gekürzt, was übrig bleibt.

### Codes

code-text-reset-password = { $company }: { $code } ist Ihr Code zum Zurücksetzen des Kennworts. Wir fragen nie danach.
code-text-unlock-account = { $company }: { $code } ist Ihr Code zum Entsperren des Kontos. Wir fragen nie danach.
code-text-sign-in = { $company }: { $code } ist Ihr Code zum Anmelden. Wir fragen nie danach.
code-text-register = { $company }: { $code } ist Ihr Code zum Registrieren dieser Nummer. Wir fragen nie danach.
code-subject = Ihr Code von { $company }
code-mail-reset-password = Mit diesem Code setzen Sie Ihr Kennwort bei { $company } zurück.
    .title = Ihr Code zum Zurücksetzen des Kennworts
code-mail-unlock-account = Mit diesem Code entsperren Sie Ihr Konto bei { $company }.
    .title = Ihr Code zum Entsperren des Kontos
code-mail-sign-in = Mit diesem Code melden Sie sich bei { $company } an.
    .title = Ihr Code zum Anmelden
code-mail-register = Mit diesem Code fügen Sie diese Adresse Ihrem Konto bei { $company } hinzu.
    .title = Ihr Code zum Hinzufügen dieser Adresse
code-enter = { $minutes ->
    [one] Geben Sie ihn auf der Seite ein, auf der Sie ihn angefordert haben. Er gilt einmal, innerhalb von { $minutes } Minute.
   *[other] Geben Sie ihn auf der Seite ein, auf der Sie ihn angefordert haben. Er gilt einmal, innerhalb von { $minutes } Minuten.
}
code-ignore = Wenn Sie ihn nicht angefordert haben, ignorieren Sie diese E-Mail: Es hat sich nichts geändert.
code-ignore-sign-in = Wenn Sie sich gerade nicht anmelden, kennt jemand anders Ihr Kennwort. Wählen Sie jetzt ein neues.
code-never = Wir fragen Sie nie nach diesem Code, weder am Telefon noch auf andere Weise.

### Was mit dem Konto geschah

notice-password-set = { $company }: Ihr Kennwort wurde geändert: { $moment }.
    .title = Ihr Kennwort wurde geändert
notice-account-unlocked = { $company }: Ihr Konto wurde entsperrt: { $moment }.
    .title = Ihr Konto wurde entsperrt
notice-method-added = { $company }: Ihrem Konto hinzugefügt: { $method }, { $moment }.
    .title = Ihrem Konto hinzugefügt: { $method }
notice-method-changed = { $company }: für Ihr Konto geändert: { $method }, { $moment }.
    .title = Für Ihr Konto geändert: { $method }
notice-method-removed = { $company }: aus Ihrem Konto entfernt: { $method }, { $moment }.
    .title = Aus Ihrem Konto entfernt: { $method }
notice-method-disowned = { $company }: für Ihr Konto nicht mehr verwendet: { $method }, { $moment }.
    .title = Für Ihr Konto nicht mehr verwendet: { $method }
notice-recovery-code-used = { $company }: einer Ihrer Wiederherstellungscodes wurde verwendet: { $moment }.
    .title = Einer Ihrer Wiederherstellungscodes wurde verwendet
notice-account-frozen = { $company }: Ihr Konto wurde eingefroren: { $moment }. Niemand kann sich anmelden oder das Kennwort zurücksetzen.
    .title = Ihr Konto ist eingefroren
notice-account-unfrozen = { $company }: Ihr Konto wurde freigegeben: { $moment }. Es kann hier wieder verwendet werden.
    .title = Ihr Konto kann wieder verwendet werden
notice-several = { $count ->
    [one] { $company }: An Ihrem Konto wurde { $count } Änderung vorgenommen, zuletzt { $moment }.
   *[other] { $company }: An Ihrem Konto wurden { $count } Änderungen vorgenommen, zuletzt { $moment }.
}
    .title = Ihr Konto wurde geändert
method-text-message = eine Telefonnummer
method-mail = eine E-Mail-Adresse
method-authenticator-app = eine Authenticator-App
method-passkey = ein Passkey
method-recovery-code = Wiederherstellungscodes

# Das Ende einer SMS; $text ist eine der Benachrichtigungen oben.
not-you-placed = { $text } ({ $source }) Nicht Sie? { $link }
not-you-link = { $text } Nicht Sie? { $link }
not-you-call-link = { $text } Nicht Sie? Rufen Sie den IT-Support an: { $link }
not-you-call = { $text } Nicht Sie? IT-Support anrufen.
source = { $device }, { $network }

# Der Rest einer E-Mail.
mail-subject = { $title } ({ $company })
when = Wann
device = Gerät
device-unknown = unbekanntes Gerät
network = Netzwerk
frozen = Niemand kann sich hier anmelden oder das Kennwort zurücksetzen. Sie können das Konto beim Anmelden mit einem Passkey wieder freigeben, oder der IT-Support tut es.
was-you = Wenn Sie das waren, müssen Sie nichts tun.
replace-codes = Dieser Code ist nicht mehr gültig. Erstellen Sie neue, bevor der letzte verwendet ist:
    .label = Sicherheitsinformationen
freeze = Wenn Sie das nicht waren, frieren Sie Ihr Konto jetzt ein, damit es hier niemand verwenden kann. Es öffnet sich eine Seite, die Sie zuerst fragt.
    .label = Das war ich nicht
not-you = Wenn Sie das nicht waren, rufen Sie jetzt den IT-Support an.
help = Brauchen Sie Hilfe?
help-unknown = Rufen Sie Ihren IT-Support an.

### Eine Anfrage, die wartet

waiting-set-password = { $company }: Wir versuchen bis { $until }, Ihr neues Kennwort festzulegen, und teilen Ihnen mit, wie es ausgeht.
    .title = Ihr neues Kennwort wartet
    .mail = Bis { $until } versuchen wir, Ihr neues Kennwort festzulegen. Danach erhalten Sie eine weitere E-Mail, die sagt, wie es ausgegangen ist.
waiting-unlock-account = { $company }: Wir versuchen bis { $until }, Ihr Konto zu entsperren, und teilen Ihnen mit, wie es ausgeht.
    .title = Ihr Konto wartet auf das Entsperren
    .mail = Bis { $until } versuchen wir, Ihr Konto zu entsperren. Danach erhalten Sie eine weitere E-Mail, die sagt, wie es ausgegangen ist.
waiting-text = { $text } Abbrechen: { $link }
waiting-why = Das Verzeichnis Ihres Unternehmens ist zurzeit nicht erreichbar. Sie müssen die Seite nicht geöffnet lassen.
waiting-cancel = Wenn Sie es sich anders überlegt haben oder das nicht waren, brechen Sie die Anfrage ab.
    .label = Anfrage abbrechen

### Eine Anfrage, die nicht ausgeführt wurde

not-done-title = Es wurde nichts geändert
not-done-text = { $company }: Es wurde nichts geändert: { $text }
not-done-text-link = { $company }: Es wurde nichts geändert: { $text } Erneut versuchen: { $link }
not-done-mail = Ihr Konto ist wie zuvor: { $text }
not-done-again = Erneut versuchen
not-done-cancelled = Die Anfrage wurde abgebrochen.
not-done-time-over = Das Verzeichnis war nicht rechtzeitig erreichbar.
not-done-withdrawn = Das zuständige System gibt es nicht mehr.
not-done-unreachable = Das Verzeichnis hat nicht geantwortet.
not-done-too-recent = Das Kennwort darf noch nicht geändert werden.
not-done-password-refused = Das Verzeichnis hat das Kennwort nicht akzeptiert.
not-done-not-allowed = Das Verzeichnis lässt es für Ihr Konto nicht zu.

### Ein Konto, das nicht zurückgesetzt werden kann

ineligible-title = Ihr Konto kann hier nicht zurückgesetzt werden
ineligible-asked = Jemand, vermutlich Sie selbst, hat einen Code angefordert, um das Kennwort Ihres Kontos bei { $company } zurückzusetzen. Es wurde kein Code gesendet.
ineligible-disabled = Ihr Konto ist deaktiviert. Der IT-Support kann Ihnen sagen, warum.
ineligible-expired = Ihr Konto ist abgelaufen. Der IT-Support kann es verlängern.
ineligible-protected = Ihr Konto hat besondere Rechte im Verzeichnis. Die Kennwörter solcher Konten setzt nur ein Administrator zurück.
ineligible-out-of-scope = Ihr Unternehmen hat das Zurücksetzen des Kennworts für Ihr Konto nicht freigeschaltet. Der IT-Support kann Ihr Kennwort zurücksetzen.
ineligible-frozen = Ihr Konto ist eingefroren, weil jemand in einer unserer Nachrichten „Das war ich nicht“ gewählt hat. Der IT-Support kann es wieder freigeben; Sie selbst können das beim Anmelden mit einem Passkey.
ineligible-too-few-methods = Ihr Konto hat zu wenige Methoden, um zu bestätigen, dass Sie es sind, oder sie wurden erst am letzten Tag hinzugefügt. Der IT-Support kann Ihr Kennwort zurücksetzen.
ineligible-register = Wenn Sie sich wieder anmelden können, fügen Sie eine weitere Methode hinzu. Dann brauchen Sie beim nächsten Mal keine Hilfe:
    .label = Sicherheitsinformationen
ineligible-not-you = Wenn Sie keinen Code angefordert haben, ignorieren Sie diese Nachricht: Es hat sich nichts geändert. Sie erhalten sie höchstens einmal am Tag.
