# Texts of the page. Plain words, short sentences; "you" is the person who cannot sign in.

### The frame

page-title = { $step } – { $company }
page-title-error = Error: { $title }
product = Password help
progress = Progress
progress-identify = Account
progress-prove = Verify
progress-password = Password
progress-unlock = Unlock
progress-past = , done
language = Language
time-left = Time left: { $time }
time-left-minutes = { $minutes ->
    [one] { $minutes } minute left
   *[other] { $minutes } minutes left
}
help-desk-question = Need help?
support-code = Support code: { $code }
support-code-hint = Give this code to your help desk. It tells them what happened.
start-over = Start over
try-again = Try again
working = One moment…

### Identify

identify-title = Get back into your account
identify-lead = It takes about two minutes, and you do not need to call anyone.
writeback-away = Your company’s directory cannot be reached right now. You can go on all the same: your request can wait for it.
writeback-last = Last reached: { $moment }.
identify-user = User name
identify-user-hint = The name you sign in with, or your work email address
identify-user-missing = Enter your user name first.
identify-purpose = What is the problem?
purpose-reset = I forgot my password
purpose-reset-hint = Choose a new one
purpose-unlock = I know it, but I am locked out
purpose-unlock-hint = Unlock your account and keep your password
identify-submit = Continue
identify-sign-in = I know it: sign in
identify-working = Checking that you are not a robot…
identify-slow = This takes longer than usual.
unfinished = You have already started. You can go on where you were.
unfinished-go-on = Go on

### Prove

prove-title = Confirm it’s you
prove-title-second = One more check
prove-lead = Choose a method that works for you now.
prove-lead-second = That was right. This account needs one more check, by another method.
prove-methods = Methods
prove-none-chosen = Choose a method first.
prove-same-for-all = To protect everyone’s privacy, choices like these are shown for every name, even if there is no such account.
method-text-message = Text message
method-mail = Email
method-authenticator-app = Authenticator app
method-passkey = Passkey
method-recovery-code = Saved recovery code
method-if-set-up = Only if you set it up here before
method-code-sent = A code was sent. It is good until { $time }.
mask-number = number ending in { $end }
mask-mail = address beginning with { $beginning }
destination-text-message = The full phone number
destination-text-message-hint = With country code, as in +46 70 123 45 67. It must be the one on record.
destination-mail = The full email address
destination-mail-hint = It must be the one on record.
destination-missing = Enter the number or address first.
send-code = Send code
no-method-left = There is no other method left to confirm that it is you. Ask your help desk.
code-title = Enter the code
code-lead-some-text-message = If this name belongs to an account with a phone number, we have sent a text message to it.
code-lead-some-mail = If this name belongs to an account with an email address, we have sent an email to it.
recovery-code-label = Recovery code
code-lead-authenticator-app = Open your authenticator app and enter the code that it shows.
code-lead-recovery-code = Enter one of the codes that you saved. Each works once.
code-label = { $length }-digit code
code-hint = It is checked as soon as you enter the last digit. Good until { $time }.
code-checking = Checking the code…
code-submit = Check the code
code-incomplete = The code has { $length } digits.
code-resend = Send a new code
code-resend-wait = Send a new code ({ $seconds } s)
code-resent = A new code is on its way. The old one no longer works.
code-over = This code no longer works.
code-other-method = Use another method
code-nothing-came = Nothing came? Look in your spam folder, and check the name that you entered ({ $user }). After too many codes or tries for one account, none comes for an hour or longer. Your help desk can help.

### Choose a password

password-title = Choose a new password
password-advice = Easy to remember and hard to guess: { $words } words in a row.
password-advice-complex = Easy to remember and hard to guess: { $words } words in a row, with a capital letter and a digit.
password-label = New password
suggestion-button = Suggest a password
suggestion-made = Filled in for you:
suggestion-not-made = No password can be suggested. Choose one of your own.
suggestion-copy = Copy
suggestion-copied = Copied:
password-again-label = The same password again
password-show = Show
password-hide = Hide
password-shown = The password is shown
password-hidden = The password is hidden
password-rules = Your password must
rule-length = have at least { $minimum } characters
rule-length-any = not be empty
rule-complexity = mix three of: capital letters, small letters, digits, other characters
rule-name = not contain your name or user name
rule-banned = not be built on a word that everyone tries first
rule-banned-word = not be built on “{ $part }”, which everyone tries first
rule-strength = have at least the strength “{ $strength }”
rule-history = { $count ->
    [one] not be your last password
   *[other] not be one of your last { $count } passwords
}
password-good-until = A new password is good until { $moment }.
rule-met = done
rule-not-met = not yet
rule-later = checked when you save
rules-met = { $met } of { $all } rules met. Strength: { $strength }.
strength = Strength
strength-none = –
strength-very-weak = very weak
strength-weak = weak
strength-fair = fair
strength-strong = strong
strength-very-strong = very strong
password-different = The two are not the same.
password-rules-open = One of the rules is not met yet. Your password must { $rule }.
password-too-long = The password is too long. At most { $maximum } characters.
password-sealed = Your browser seals the password before it is sent. Only your company’s own directory can open it.
password-submit = Set password
password-sealing-failed = Your browser could not seal the password, so nothing was sent. Start over.
too-recent-title = You cannot change your password yet
too-recent-text = In your company, a new password must be kept for a while. You can change yours from { $moment }.
too-recent-unlock = If you still know your password and are only locked out, unlock your account now and keep the password.
too-recent-forgotten = If you have really forgotten it, your help desk can help you today:
unlock-instead = Unlock instead
have-changed = Your password has not been changed.

### Waiting

waiting-title-password = Setting your password
waiting-title-unlock = Unlocking your account
waiting-text = We are asking your company’s directory. This usually takes less than a second.
waiting-slow = It is taking longer than usual. You can keep waiting: nothing is lost, and you will see here what your directory says.
waiting-very-slow = There is still no answer. Keep this page open, or try again later. The request ends by itself after two minutes if nobody can carry it out.
waiting-offline = There is no connection right now. We keep trying.
keep-trying = { $minutes ->
    [one] Keep trying for { $minutes } minute and tell me
   *[other] Keep trying for { $minutes } minutes and tell me
}
keeps-trying = We keep trying until { $moment }, and tell you by email or text message how it ends. You can close this page.
stop-trying = Stop trying
waiting-not-sent = Your request has not been sent yet. Nothing is lost.

### Done

done-title-password = Your password is changed
done-title-unlock = Your account is unlocked
done-confirmed = Confirmed by your company’s directory at { $time }.
done-next = What to do next
done-next-sign-in = Sign in with your new password.
done-signed-out = You are signed out everywhere. Sign in with your new password.
done-next-devices = Change it on your phone, in your email program and for Wi-Fi too: an old password saved there can lock you out again.
done-next-close = Close this page.
done-next-sign-in-unlock = Sign in with the password that you know.
done-next-devices-unlock = Look for a phone or program that still has an old password saved: it can lock you out again.
done-next-forgot = If you do not remember it after all, start over and choose a new one.
done-receipt = Receipt: { $job }

### Cancelling from a notice

cancel-title = Stop trying?
cancel-text = A request is waiting for your company’s directory. If you cancel it, nothing is changed.
cancel-submit = Cancel the request
cancel-done = The request is cancelled. Nothing was changed.
cancel-late = The request can no longer be cancelled: it has been carried out, or its time is over.

### Problems

problem-token-invalid-title = This attempt was continued elsewhere
problem-token-invalid = Perhaps you went on in another window, or had this page open twice. Nothing was changed here.
problem-token-invalid-remedy = Start over. It takes a minute.
problem-reset-expired-title = Time is up
problem-reset-expired = { $minutes ->
    [one] For your safety, each attempt ends after { $minutes } minute. Nothing was changed.
   *[other] For your safety, each attempt ends after { $minutes } minutes. Nothing was changed.
}
problem-reset-expired-remedy = Start over when you have your phone or email at hand.
problem-code-not-sent = No code can be sent by this method right now. Choose another method, or try again in a minute.
problem-limit-reached-title = Too many codes or tries
problem-limit-reached = There were too many, from you or from someone else. To protect the account there is a pause now. You can try again from { $moment }.
problem-limit-reached-remedy = Waiting is enough; nothing is locked in your company’s directory. If you are in a hurry, ask your help desk.
problem-limit-reached-here = There were too many codes or tries, from you or from someone else. You can try again from { $moment }.
problem-send-too-soon = { $seconds ->
    [one] A code was sent a moment ago. You can ask for another one in { $seconds } second.
   *[other] A code was sent a moment ago. You can ask for another one in { $seconds } seconds.
}
problem-send-now = You can ask for another code now.
problem-work-required = The check that you are not a robot did not work. Try again.
problem-method-unknown = This method cannot be used here. Choose another one.
problem-destination-wrong = Enter the full number or address.
problem-code-wrong = { $guesses ->
    [one] That is not the code. You have { $guesses } try left.
   *[other] That is not the code. You have { $guesses } tries left.
}
problem-code-used-up = That is not the code, and there are no tries left for it. Send a new code, or use another method.
problem-code-used-up-at-hand = That is not the code, and there are no tries left with this method. Use another method.
problem-code-expired = This code no longer works: it is too old, or there is a newer one. Send a new code, or use another method.
problem-credential-invalid = That passkey did not work here. Try again, or use another method.
problem-gate-missing-title = A check is missing
problem-gate-missing = First you must confirm that it is you, and that has not been done.
problem-gate-missing-remedy = Start over.
problem-agents-offline-title = Your company’s directory cannot be reached
problem-agents-offline = The connection between this page and your company’s directory is down. Nothing was changed.
problem-agents-offline-remedy = Try again in a few minutes. If you are in a hurry, ask your help desk.
problem-unavailable = The service does not answer right now. What you typed is still here: try again.
problem-internal = Something went wrong on our side. What you typed is still here: try again.
problem-internal-title = Something went wrong
problem-internal-remedy = Start over. If it happens again, give your help desk the support code.
problem-network = There is no connection. What you typed is still here: try again when you are online.

### Refusals of the directory

refusal-password-too-recent = In your company, a new password must be kept for a while. You can change yours from { $moment }.
refusal-password-in-history = You have used this password before. Choose a new one.
refusal-password-too-short = { $minimum ->
    [one] This password is too short. Your directory wants at least { $minimum } character.
   *[other] This password is too short. Your directory wants at least { $minimum } characters.
}
refusal-password-not-complex = Your directory wants more kinds of characters. Mix capital letters, small letters, digits and others.
refusal-password-contains-name = This password contains your name or user name. Leave it out.
refusal-password-banned = This password is built on “{ $part }”, which is tried first by those who guess. Choose something else.
refusal-password-too-weak = This password is easy to guess. Choose a longer one, such as several words in a row.
refusal-password-breached = This password is known from data leaks, so others try it. Choose one that you have never used anywhere.
refusal-password-refused-by-filter = Your company’s directory refused this password without saying why. You may have used it before, or it breaks a rule that only the directory knows. Choose one that is longer and quite different.
nothing-changed = Nothing was changed
refusal-title = Your company’s directory refused this
refusal-account-disabled = Your account is switched off, so its password cannot be changed here.
refusal-account-disabled-remedy = Ask your help desk or your manager to switch it on.
refusal-account-expired = Your account has expired, so its password cannot be changed here.
refusal-account-expired-remedy = Ask your help desk or your manager to extend it.
refusal-account-protected = Your account has special rights, and accounts like it are never changed from this page.
refusal-account-protected-remedy = Ask a colleague who administers the directory.
refusal-current-password-wrong = The current password is not right. Check it and try again.
refusal-account-locked = Your account is locked after too many wrong passwords, so its password cannot be changed now.
refusal-account-locked-remedy = Unlock it first, or wait until your directory does that by itself.
refusal-change-not-permitted = Your account is set so that its password may not be changed.
refusal-change-not-permitted-remedy = Ask your help desk to change this setting.
refusal-agent-not-permitted = This service has not been given the right to change your account.
refusal-agent-not-permitted-remedy = Tell your help desk: the service account lacks the right on your part of the directory. You have done nothing wrong.
refusal-account-not-found = Your account is no longer in the directory.
refusal-account-not-found-remedy = Ask your help desk.
refusal-directory-unreachable = No server of your company’s directory answered. Nothing was changed.
refusal-directory-unreachable-remedy = Try again in a minute. You need not confirm again that it is you.
refusal-job-expired = Your request was not confirmed in time. Most likely nothing was changed.
refusal-job-expired-remedy = Try to sign in. If that fails, try again here; you need not confirm again that it is you.
refusal-order-cancelled = The request was cancelled while it waited.
refusal-order-cancelled-remedy = You can try again; while there is time left, you need not confirm again that it is you.
refusal-agent-withdrawn = The system that was to change your password is gone.
refusal-agent-withdrawn-remedy = Start over and choose a password again.

### The page of people who can sign in

product-account = Your account
opening-title = One moment…
pages = Pages
signed-in-as = Signed in as { $name }
sign-out = Sign out
signed-out = You are signed out.
session-ended = You were signed out because nothing happened for a while. Sign in to go on.
session-idle = Are you still here? You will be signed out soon.
session-stay = Stay signed in
problem-unreadable = The service gave an answer that this page does not understand. Nothing was changed.

### Sign in

sign-in-title = Sign in
sign-in-lead = To see and change how you confirm that it is you, or to change your password.
sign-in-password = Password
sign-in-missing = Enter your user name and your password first.
sign-in-unlock = Unlock my account
sign-in-refused = You are not signed in. The user name or the password is wrong, or the account is locked. Check both and try again, or use one of the links below.
sign-in-account-disabled = Your account is switched off. Ask your help desk or your manager to switch it on.
sign-in-account-expired = Your account has expired. Ask your help desk or your manager to extend it.
sign-in-not-at-this-time = Your account may not be used at this hour or from here. Try again at another time, or ask your help desk.
sign-in-directory-unreachable = Your company’s directory did not answer in time, so your password could not be checked. Try again in a minute.
waiting-slow-sign-in = It is taking longer than usual. You can keep waiting: we are still asking your directory.
seconds-waited = { $seconds } s

### A second factor, and a frozen account

factor-lead = Your password was right. Now confirm that it is you, by one of your methods.
code-sent-to = We have sent a code to { $destination }.
frozen-title = Your account is frozen
frozen-text = Someone who has your number or email address chose “This was not me” in one of our messages. Since then nobody can change anything here.
frozen-passkey = Your passkey confirms that it is you, and lifts the freeze at once. Choose a new password afterwards if you think that someone knows it.
frozen-help-desk = Ask your help desk to lift the freeze. They make sure first that it is you.
frozen-lift = Lift it with my passkey
frozen-lifted = Your account is no longer frozen.
freeze-title = This was not me
freeze-text = Did someone else do something with your account? Freeze it now. Nothing has happened yet: this page asks you first.
freeze-sessions = Everyone who is signed in here with your account is signed out.
freeze-resets = Nobody can change or reset its password here, or change how you confirm that it is you.
freeze-lift = Your passkey can lift the freeze, and so can your help desk.
freeze-submit = Freeze my account
freeze-done = Your account is frozen. Nobody can change anything here now.
freeze-next = Call your help desk: they see what happened, and help you to a new password.
freeze-late = This link can no longer be used: it is too old. If you think that someone else uses your account, call your help desk.

### Security information

security-info-title = Security information
security-info-lead = With these you confirm that it is you when you have forgotten your password.
security-info-suggestion = One method more than your company asks for is wise: should you lose one, you can still help yourself.
security-info-add = Add another method
security-info-add-submit = Add
purpose-text-message = A code to a mobile phone
purpose-mail = A code to an email address that is not your work address
purpose-authenticator-app = A code that an app shows, without a network too
purpose-passkey = Fingerprint, face or PIN of your device; nothing to type
purpose-recovery-code = Codes to keep on paper, for the day when nothing else is at hand
method-spoken = { $kind }, { $what }
method-preferred = Default
method-last-used = Last used { $moment }
method-added = Added { $moment }
method-from-directory = Your company keeps this, and your help desk can change it.
method-disowned = You said that this is not yours any more, so it is not used. Your help desk can correct it.
method-regain = It is mine after all
codes-left = { $count ->
    [one] { $count } code left
   *[other] { $count } codes left
}
method-prefer = Make default
method-is-preferred = This is your default now: it is offered first.
method-name = Rename
method-name-label = Your name for it
method-name-hint = Such as “my own phone”. At most 40 characters.
method-name-save = Save
method-named = The name is saved.
method-remove = Remove
method-remove-question = Remove this? Then you can no longer use it to confirm that it is you.
method-remove-yes = Yes, remove
method-removed = It is removed.
status-ready = { $count ->
    [one] You can reset your password by yourself, with { $count } method.
   *[other] You can reset your password by yourself, with { $count } methods.
}
status-lacking = { $count ->
    [one] You cannot reset your password by yourself yet. Add { $count } more method.
   *[other] You cannot reset your password by yourself yet. Add { $count } more methods.
}
status-too-new = You cannot reset your password by yourself yet: for safety, new methods count after a day.
status-password-new = Your password was set less than a day ago.
status-password-days = { $days ->
    [one] Your password was set { $days } day ago.
   *[other] Your password was set { $days } days ago.
}
status-password-until = It is good until { $day }.
activity-title = Recent activity
activity-lead = If one of these was not you, change your password and call your help desk.
activity-at = { $moment }
activity-last = Most recently { $moment }
activity-password-reset = Password reset
activity-password-changed = Password changed
activity-account-unlocked = Account unlocked
activity-signed-in = { $count ->
    [one] Signed in
   *[other] Signed in { $count } times
}
activity-signed-out-everywhere = Signed out everywhere
activity-device-removed = Known device removed
activity-method-added = Added: { $method }
activity-method-changed = Changed: { $method }
activity-method-removed = Removed: { $method }
activity-method-disowned = No longer used: { $method }
activity-recovery-code-used = Recovery code used
activity-account-frozen = Account frozen
activity-account-unfrozen = Account unfrozen
activity-codes-requested = { $count ->
    [one] { $count } code asked for
   *[other] { $count } codes asked for
}
activity-wrong-codes = { $count ->
    [one] { $count } wrong code
   *[other] { $count } wrong codes
}
activity-wrong-passwords = { $count ->
    [one] { $count } wrong password
   *[other] { $count } wrong passwords
}
sign-out-everywhere = Sign out everywhere
devices-title = Known devices
devices-lead = On these you have confirmed that it is you. There you can always help yourself, whatever strangers try elsewhere. Remove those that are not yours.
device-name = { $name }
device-unnamed = Unknown browser
device-proved = Last confirmed { $moment }
device-current = This device
device-removed = The device is removed.
method-registered = Added: { $kind }.
keep = Keep it as it is
passkey-elsewhere = Browsers take no passkeys at an address that is a number. To add one, open
problem-method-limit = There are as many of these as there may be. Remove one first.
problem-destination-invalid = Nothing can be sent there. Check the number or address; a number begins with its country code.
destination-without-country = Nothing can be sent there: it is not a whole number. Begin with the country code, as in +46 70 123 45 67.
destination-not-served = Nothing can be sent there: your company sends no codes to a number like this. Check it, or use another number or another method.
destination-is-no-mail = Nothing can be sent there: it is not an email address. One looks like name@example.com.
destination-is-work-mail = This is your work address, which you could not read without your password. Use a private one.

### Registering

register-title = Before you go on
register-lead = { $count ->
    [one] Your company asks you to add a method to confirm that it is you, so that you can help yourself when you forget your password. It takes about a minute.
   *[other] Your company asks you to add { $count } different methods to confirm that it is you, so that you can help yourself when you forget your password. It takes about a minute each.
}
register-way = Method { $number }
register-skip = { $count ->
    [one] Not now (once more)
   *[other] Not now ({ $count } times more)
}
add-back = Back
add-text-message-title = Add a phone
add-text-message-lead = We send a code to it, to make sure that it is yours.
add-text-message-label = Mobile number
add-text-message-hint = With country code, as in +46 70 123 45 67
add-mail-title = Add an email address
add-mail-lead = We send a code to it, to make sure that it is yours. Choose one that you can read without your work password.
add-mail-label = Email address
add-mail-hint = Not your work address
add-authenticator-app-title = Add an authenticator app
add-authenticator-app-lead = Any app that shows codes of six digits will do, such as one that your phone has already.
add-authenticator-app-scan = First, scan this with the app
add-authenticator-app-picture = QR code with the key for your authenticator app. The same key is shown as text below.
add-authenticator-app-key = Or enter this key in the app:
add-authenticator-app-open = The app is on this device: open it
add-authenticator-app-type = Then enter the code that it shows
add-passkey-title = Add a passkey
add-passkey-lead = Your device keeps the passkey, and asks for your fingerprint, face or PIN when you use it. Nobody can steal it with a false page.
add-passkey-submit = Create a passkey
add-passkey-working = Follow your device…
add-passkey-failed = No passkey was created. Try again, or go back and choose another method.
add-recovery-code-title = Save recovery codes
add-recovery-code-lead = You get a list of codes, each good for one time. Print them, and keep them where you keep other important papers.
add-recovery-code-replaced = New codes replace those that you have: the old ones no longer work.
add-recovery-code-submit = Show me the codes
recovery-codes-title = Your recovery codes
recovery-codes-lead = They are shown this once. Print them or write them down before you go on.
recovery-codes-saved = I have saved them
recovery-codes-print = Print
recovery-codes-copy = Copy
recovery-codes-download = Download
recovery-codes-renew = New codes
recovery-codes-sheet = For { $name }, to use at { $address }. Made { $moment }.
copied = Copied.
not-copied = Copying did not work.

### Confirming

confirm-title = Is this still you?
confirm-lead = Numbers and addresses change. Look through these once, so that they work on the day when you need them.
confirm-yes = Yes, still mine
confirm-no = No, remove it
confirm-no-directory = No, not any more
confirm-later = Ask me later
confirm-done = Thank you.
confirm-disowned = It is not used any more. Tell your help desk, so that they can correct it.

### Changing the password

change-title = Change password
change-demanded = Your password has expired or must be changed. Choose a new one, and you can go on.
change-current = Current password
change-current-missing = Enter your current password first.

### In the document itself, where the page does not start

document-broken = Your browser could not load all of it, or is too old. Reload the page or use a newer browser.
    .title = This page cannot start
document-not-found = Nothing is at this address. Perhaps it was mistyped.
    .title = There is no such page
document-no-script = JavaScript is off. Switch it on and reload the page.
