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
code-mail-reset-password = Use this code to reset your { $company } password.
    .title = Your code to reset your password
code-mail-unlock-account = Use this code to unlock your { $company } account.
    .title = Your code to unlock your account
code-mail-sign-in = Use this code to sign in to your { $company } account.
    .title = Your code to sign in
code-mail-register = Use this code to add this address to your { $company } account.
    .title = Your code to add this address
code-enter = { $minutes ->
    [one] Enter it on the page where you asked for it. It works once, within { $minutes } minute.
   *[other] Enter it on the page where you asked for it. It works once, within { $minutes } minutes.
}
code-ignore = If you did not ask for it, ignore this email: nothing has changed.
code-ignore-sign-in = If you are not signing in, someone else knows your password. Choose another one now.
code-never = We never ask you for this code, by phone or in any other way.

### What was done to the account

notice-password-set = { $company }: your password was changed { $moment }.
    .title = Your password was changed
notice-account-unlocked = { $company }: your account was unlocked { $moment }.
    .title = Your account was unlocked
notice-method-added = { $company }: added to your account: { $method } { $moment }.
    .title = Added to your account: { $method }
notice-method-changed = { $company }: changed for your account: { $method } { $moment }.
    .title = Changed for your account: { $method }
notice-method-removed = { $company }: removed from your account: { $method } { $moment }.
    .title = Removed from your account: { $method }
notice-method-disowned = { $company }: no longer used for your account: { $method } { $moment }.
    .title = No longer used for your account: { $method }
notice-recovery-code-used = { $company }: one of your recovery codes was used { $moment }.
    .title = One of your recovery codes was used
notice-account-frozen = { $company }: your account was frozen { $moment }. Nobody can sign in or reset its password here.
    .title = Your account is frozen
notice-account-unfrozen = { $company }: your account was unfrozen { $moment }. It can be used here again.
    .title = Your account can be used again
notice-several = { $count ->
    [one] { $company }: { $count } change was made to your account, the last { $moment }.
   *[other] { $company }: { $count } changes were made to your account, the last { $moment }.
}
    .title = Your account was changed
method-text-message = a phone number
method-mail = an email address
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
mail-subject = { $title } ({ $company })
when = When
device = Device
device-unknown = unknown device
network = Network
frozen = Nobody can sign in or reset its password here. You can lift the freeze with a passkey when you sign in, or the help desk can.
was-you = If this was you, there is nothing to do.
replace-codes = This code does not work any more. Make new ones before the last is used:
    .label = Security information
freeze = If this was not you, freeze your account now, so that nobody can use it here. A page opens that asks you first.
    .label = This was not me
not-you = If this was not you, call the help desk now.
help = Need help?
help-unknown = Call your help desk.

### A request that waits

waiting-set-password = { $company }: we keep trying to set your new password until { $until } and tell you how it ends.
    .title = Your new password is waiting
    .mail = Until { $until } we keep trying to set your new password. Then you get another email that says how it ended.
waiting-unlock-account = { $company }: we keep trying to unlock your account until { $until } and tell you how it ends.
    .title = Your account is waiting to be unlocked
    .mail = Until { $until } we keep trying to unlock your account. Then you get another email that says how it ended.
waiting-text = { $text } Cancel: { $link }
waiting-why = Your company’s directory cannot be reached at the moment. You need not keep the page open.
waiting-cancel = If you have changed your mind, or this was not you, cancel the request.
    .label = Cancel the request

### A request that was not carried out

not-done-title = Nothing was changed
not-done-text = { $company }: nothing was changed: { $text }
not-done-text-link = { $company }: nothing was changed: { $text } Try again: { $link }
not-done-mail = Your account is as it was: { $text }
not-done-again = Try again
not-done-cancelled = the request was cancelled.
not-done-time-over = the directory was not reached in time.
not-done-withdrawn = the system that was to do it is gone.
not-done-unreachable = the directory did not answer.
not-done-too-recent = the password may not be changed yet.
not-done-password-refused = the directory did not accept the password.
not-done-not-allowed = the directory does not allow it for your account.

### An account that cannot be reset

ineligible-title = Your account cannot be reset here
ineligible-asked = Someone, probably you, asked for a code to reset the password of your { $company } account. No code was sent.
ineligible-disabled = Your account is switched off. The help desk can tell you why.
ineligible-expired = Your account has expired. The help desk can extend it.
ineligible-protected = Your account has special rights in the directory. The passwords of such accounts are reset by an administrator only.
ineligible-out-of-scope = Your company has not turned on password reset for your account. The help desk can reset your password.
ineligible-frozen = Your account is frozen, because someone chose “This was not me” in one of our messages. The help desk can lift the freeze. So can you, with a passkey, when you sign in.
ineligible-too-few-methods = Your account has too few methods to confirm that it is you, or they were added within the last day. The help desk can reset your password.
ineligible-register = When you can sign in again, add another method, so that you need no help next time:
    .label = Security information
ineligible-not-you = If you did not ask for a code, ignore this email: nothing has changed. You get it once a day at most.
