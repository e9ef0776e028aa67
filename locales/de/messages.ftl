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
code-mail-reset-password = Jemand, hoffentlich Sie, hat einen Code zum Zurücksetzen Ihres Kennworts angefordert.
code-mail-unlock-account = Jemand, hoffentlich Sie, hat einen Code zum Entsperren Ihres Kontos angefordert.
code-mail-sign-in = Jemand, hoffentlich Sie, meldet sich mit Ihrem Kennwort an und benötigt diesen Code.
code-mail-register = Jemand, hoffentlich Sie, möchte diese Adresse registrieren, um damit seine Identität zu bestätigen.
code-enter = { $minutes ->
    [one] Geben Sie ihn auf der Seite ein, auf der Sie ihn angefordert haben. Er kann einmal verwendet werden, innerhalb von { $minutes } Minute.
   *[other] Geben Sie ihn auf der Seite ein, auf der Sie ihn angefordert haben. Er kann einmal verwendet werden, innerhalb von { $minutes } Minuten.
}
code-never = Wir fragen Sie nie nach diesem Code, weder am Telefon noch auf andere Weise. Wenn Sie ihn nicht angefordert haben, hat sich nichts geändert, und Sie müssen nichts tun.
code-questions = Fragen?

### Was mit dem Konto geschah

notice-password-set = { $company }: Ihr Kennwort wurde geändert: { $moment }.
    .subject = Ihr Kennwort wurde geändert ({ $company })
notice-account-unlocked = { $company }: Ihr Konto wurde entsperrt: { $moment }.
    .subject = Ihr Konto wurde entsperrt ({ $company })
notice-method-added = { $company }: für Ihr Konto registriert: { $method }, { $moment }.
notice-method-changed = { $company }: für Ihr Konto geändert: { $method }, { $moment }.
notice-method-removed = { $company }: aus Ihrem Konto entfernt: { $method }, { $moment }.
notice-method-subject = Ihre Sicherheitsinformationen wurden geändert ({ $company })
notice-recovery-code-used = { $company }: einer Ihrer Wiederherstellungscodes wurde verwendet: { $moment }.
    .subject = Ein Wiederherstellungscode wurde verwendet ({ $company })
notice-account-frozen = { $company }: Ihr Konto ist eingefroren, niemand kann sich anmelden oder das Kennwort zurücksetzen: { $moment }.
    .subject = Ihr Konto ist eingefroren ({ $company })
notice-account-unfrozen = { $company }: Ihr Konto kann hier wieder verwendet werden: { $moment }.
    .subject = Ihr Konto kann wieder verwendet werden ({ $company })
notice-several = { $count ->
    [one] { $company }: An Ihrem Konto wurde { $count } Änderung vorgenommen, zuletzt { $moment }.
   *[other] { $company }: An Ihrem Konto wurden { $count } Änderungen vorgenommen, zuletzt { $moment }.
}
    .subject = Ihr Konto wurde geändert ({ $company })
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
source-mail = Gerät: { $device }. Netzwerk: { $network }.
device-unknown = unbekanntes Gerät
was-you = Wenn Sie das waren, müssen Sie nichts tun.
replace-codes = Dieser Code ist nicht mehr gültig. Erstellen Sie neue, bevor der letzte verwendet ist:
    .label = Sicherheitsinformationen
freeze = Das waren nicht Sie? Frieren Sie Ihr Konto sofort ein, damit es hier niemand verwenden kann:
    .label = Das war ich nicht
repudiate-link = Das waren nicht Sie? Informieren Sie sofort den IT-Support:
repudiate = Das waren nicht Sie? Informieren Sie sofort Ihren IT-Support.

### Ein Auftrag, der wartet

waiting-set-password = { $company }: Wir versuchen bis { $until }, Ihr neues Kennwort festzulegen, und teilen Ihnen mit, wie es ausgeht.
    .subject = Ihr neues Kennwort wartet ({ $company })
waiting-unlock-account = { $company }: Wir versuchen bis { $until }, Ihr Konto zu entsperren, und teilen Ihnen mit, wie es ausgeht.
    .subject = Das Entsperren Ihres Kontos wartet ({ $company })
waiting-text = { $text } Abbrechen: { $link }
waiting-why = Das Verzeichnis Ihres Unternehmens ist zurzeit nicht erreichbar. Sie müssen die Seite nicht geöffnet lassen.
waiting-cancel = Haben Sie es sich anders überlegt, oder waren Sie das nicht?
    .label = Auftrag abbrechen

### Ein Auftrag, der nicht ausgeführt wurde

not-done-subject = Es wurde nichts geändert ({ $company })
not-done-text = { $company }: { $text }
not-done-text-link = { $company }: { $text } Erneut versuchen: { $link }
not-done-mail = { $company }, { $moment }: { $text }
not-done-again = Sie können es hier
    .label = erneut versuchen
not-done-cancelled = Es wurde nichts geändert: Der Auftrag wurde abgebrochen.
not-done-time-over = Es wurde nichts geändert: Das Verzeichnis war nicht rechtzeitig erreichbar.
not-done-withdrawn = Es wurde nichts geändert: Das zuständige System gibt es nicht mehr.
not-done-unreachable = Es wurde nichts geändert: Das Verzeichnis hat nicht geantwortet.
not-done-too-recent = Es wurde nichts geändert: Das Kennwort darf noch nicht geändert werden.
not-done-password-refused = Es wurde nichts geändert: Das Verzeichnis hat das Kennwort nicht akzeptiert.
not-done-not-allowed = Es wurde nichts geändert: Das Verzeichnis lässt es für Ihr Konto nicht zu.
