# Mails and text messages. Plain words, short sentences; "you" is the person whose account it is.
#
# A text message of the alphabet GSM 03.38 has 160 characters, with any other letter in it only 70: tests count them. The
# company's name is cut to what is left.

### Codes

code-text-reset-password = { $company }: { $code } is your code to reset your password. We never ask you for this code.
code-text-unlock-account = { $company }: { $code } is your code to unlock your account. We never ask you for this code.
code-text-sign-in = { $company }: { $code } is your code to sign in. We never ask you for this code.
code-text-register = { $company }: { $code } is your code to register this number. We never ask you for this code.
code-subject = Your code from { $company }
code-mail-reset-password = Somebody, hopefully you, asked for a code to reset your password.
code-mail-unlock-account = Somebody, hopefully you, asked for a code to unlock your account.
code-mail-sign-in = Somebody, hopefully you, signs in with your password and needs this code.
code-mail-register = Somebody, hopefully you, wants to register this address for proving who they are.
code-enter = { $minutes ->
    [one] Type it into the page where you asked for it. It can be used once, within { $minutes } minute.
   *[other] Type it into the page where you asked for it. It can be used once, within { $minutes } minutes.
}
code-never = We never ask you for this code, neither by phone nor in any other way. If you did not ask for it, nothing has changed, and you need not do anything.
code-questions = Questions?

### What was done to the account

notice-password-set = { $company }: your password was changed { $moment }.
    .subject = Your password was changed ({ $company })
notice-account-unlocked = { $company }: your account was unlocked { $moment }.
    .subject = Your account was unlocked ({ $company })
notice-method-added = { $company }: registered for your account: { $method } { $moment }.
notice-method-changed = { $company }: changed for your account: { $method } { $moment }.
notice-method-removed = { $company }: removed from your account: { $method } { $moment }.
notice-method-subject = Your security information was changed ({ $company })
notice-recovery-code-used = { $company }: one of your recovery codes was used { $moment }.
    .subject = A recovery code was used ({ $company })
notice-account-frozen = { $company }: your account is frozen: nobody can sign in or reset its password here { $moment }.
    .subject = Your account is frozen ({ $company })
notice-account-unfrozen = { $company }: your account may be used here again { $moment }.
    .subject = Your account may be used again ({ $company })
notice-several = { $count ->
    [one] { $company }: { $count } change was made to your account, the last { $moment }.
   *[other] { $company }: { $count } changes were made to your account, the last { $moment }.
}
    .subject = Your account was changed ({ $company })
method-text-message = a phone number
method-mail = a mail address
method-authenticator-app = an authenticator app
method-passkey = a passkey
method-recovery-code = recovery codes

# The end of a text message; $text is one of the notices above.
not-you-placed = { $text } ({ $source }) Not you? { $link }
not-you-link = { $text } Not you? { $link }
not-you-call-link = { $text } Not you? Call the help desk: { $link }
not-you-call = { $text } Not you? Call the help desk.
source = { $device }, { $network }

# The rest of a mail.
source-mail = Done with: { $device }. Network: { $network }.
device-unknown = unknown device
was-you = If this was you, you need not do anything.
replace-codes = This code is worth nothing any more. Make new ones before the last is used:
    .label = Security information
freeze = This was not you? Freeze your account at once, so that nobody can use it here:
    .label = This was not me
repudiate-link = This was not you? Tell the help desk at once:
repudiate = This was not you? Tell your help desk at once.

### An order that waits

waiting-set-password = { $company }: we keep trying to set your new password until { $until } and tell you how it ends.
    .subject = Your new password waits ({ $company })
waiting-unlock-account = { $company }: we keep trying to unlock your account until { $until } and tell you how it ends.
    .subject = Your unlocking waits ({ $company })
waiting-text = { $text } Cancel: { $link }
waiting-why = Your company’s directory cannot be reached at the moment. You need not keep the page open.
waiting-cancel = You have changed your mind, or it was not you?
    .label = Cancel the order

### An order that was not carried out

not-done-subject = Nothing was changed ({ $company })
not-done-text = { $company }: { $text }
not-done-text-link = { $company }: { $text } Try again: { $link }
not-done-mail = { $company }, { $moment }: { $text }
not-done-again = You can
    .label = try again
not-done-cancelled = nothing was changed: the order was cancelled.
not-done-time-over = nothing was changed: the directory was not reached in time.
not-done-withdrawn = nothing was changed: the system that was to do it is gone.
not-done-unreachable = nothing was changed: the directory did not answer.
not-done-too-recent = nothing was changed: the password may not be changed yet.
not-done-password-refused = nothing was changed: the directory did not accept the password.
not-done-not-allowed = nothing was changed: the directory does not allow it for your account.
