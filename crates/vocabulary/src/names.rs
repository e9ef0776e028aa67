//! Kinds of methods, orders and purposes, and reasons why an account cannot be reset.

use crate::named::named;

named!(
    /// The kinds of method. Each gate is proved by another kind.
    MethodKind: listed {
        /// A code by text message.
        TextMessage = "text-message",
        /// A code by mail.
        Mail = "mail",
        /// A code of an authenticator app (RFC 6238).
        AuthenticatorApp = "authenticator-app",
        /// A passkey (`WebAuthn`), which verifies the user itself.
        Passkey = "passkey",
        /// A code from a list that the user keeps.
        RecoveryCode = "recovery-code",
    }
);

impl MethodKind {
    /// Returns whether a code is sent to the user, who does not have it yet.
    pub const fn is_sent(self) -> bool {
        match self {
            Self::TextMessage | Self::Mail => true,
            Self::AuthenticatorApp | Self::Passkey | Self::RecoveryCode => false,
        }
    }

    /// Returns how many of a kind a user may register
    /// (<https://learn.microsoft.com/entra/identity/authentication/concept-registration-mfa-sspr-combined>).
    pub const fn maximum(self) -> usize {
        match self {
            Self::TextMessage | Self::Mail => 2,
            Self::AuthenticatorApp => 5,
            Self::Passkey => 10,
            Self::RecoveryCode => 1,
        }
    }
}

named!(
    /// The kinds of order of an agent.
    OrderKind: listed {
        /// Sets a password and ends a lockout.
        SetPassword = "set-password",
        /// Replaces the current password by a new one, as the user would.
        ChangePassword = "change-password",
        /// Ends a lockout, and leaves the password as it is.
        UnlockAccount = "unlock-account",
    }
);

impl OrderKind {
    /// Returns whether the order gives the account a new password.
    pub const fn writes_password(self) -> bool {
        match self {
            Self::SetPassword | Self::ChangePassword => true,
            Self::UnlockAccount => false,
        }
    }
}

named!(
    /// The purpose of a reset.
    Purpose: explained {
        /// A new password.
        ResetPassword = "reset-password",
        /// A change of a known password.
        ChangePassword = "change-password",
        /// The end of a lockout only.
        UnlockAccount = "unlock-account",
    }
);

named!(
    /// The purpose of a reset that an anonymous caller starts. A change requires a session.
    AnonymousPurpose: explained {
        /// A new password ("I forgot my password").
        ResetPassword = "reset-password",
        /// The end of a lockout ("I know it, but I am locked out").
        UnlockAccount = "unlock-account",
    }
);

impl From<AnonymousPurpose> for Purpose {
    fn from(purpose: AnonymousPurpose) -> Self {
        match purpose {
            AnonymousPurpose::ResetPassword => Self::ResetPassword,
            AnonymousPurpose::UnlockAccount => Self::UnlockAccount,
        }
    }
}

named!(
    /// A reason why an account cannot be reset, as a mail to its user says. Agents send the first four.
    IneligibleReason: listed {
        /// The directory has disabled the account.
        Disabled = "disabled",
        /// The account has expired.
        Expired = "expired",
        /// The account has special rights.
        Protected = "protected",
        /// The account is in no group whose members may reset, or in one whose members may not.
        OutOfScope = "out-of-scope",
        /// The user, or someone with the user's mail, said "this was not me".
        Frozen = "frozen",
        /// The account has too few methods for a reset.
        TooFewMethods = "too-few-methods",
    }
);

#[cfg(test)]
mod tests {
    use crate::{
        ActivityKind, AnonymousPurpose, ConfirmationAnswer, DirectoryRefusalKind, IneligibleReason,
        MethodKind, NextStep, OrderKind, Purpose, SignInRefusal, SignInVerdict, Strength,
    };

    #[test]
    fn wire_names_are_the_names_in_code() {
        macro_rules! check {
            ($($type:ident),+) => {$(
                for value in $type::ALL {
                    assert_eq!(serde_json::to_value(value).unwrap(), value.name());
                    assert_eq!($type::from_name(value.name()), Some(value));
                }
                assert_eq!($type::from_name("none"), None);
            )+};
        }
        check!(MethodKind, OrderKind, Purpose, AnonymousPurpose, NextStep, SignInVerdict, SignInRefusal);
        check!(ConfirmationAnswer, IneligibleReason, Strength, ActivityKind, DirectoryRefusalKind);
    }

    #[test]
    fn purposes_of_anonymous_callers_keep_their_names() {
        for purpose in AnonymousPurpose::ALL {
            assert_eq!(Purpose::from(purpose).name(), purpose.name());
        }
    }
}
