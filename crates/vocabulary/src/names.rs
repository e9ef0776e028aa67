//! Enumerations without data.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};

/// Declares an enumeration whose values have a name each. The JSON Schema of one that is `listed` has the names only,
/// that of one that is `explained` has the comments too.
macro_rules! named {
    (@listed $($name:literal [$($doc:literal)*])+) => {
        schemars::json_schema!({ "type": "string", "enum": [$($name),+] })
    };
    (@explained $($name:literal [$($doc:literal)*])+) => {
        schemars::json_schema!({ "oneOf": [
            $({ "type": "string", "const": $name, "description": concat!($($doc),*).trim() }),+
        ] })
    };
    ($(#[doc = $doc:literal])* $type:ident: $schema:ident {
        $($(#[doc = $value_doc:literal])* $value:ident = $name:literal,)+
    }) => {
        $(#[doc = $doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $type {
            $($(#[doc = $value_doc])* $value,)+
        }

        #[cfg(feature = "schema")]
        impl schemars::JsonSchema for $type {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($type).into()
            }

            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                named!(@$schema $($name [$($value_doc)*])+)
            }
        }

        impl Serialize for $type {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.name())
            }
        }

        impl<'de> Deserialize<'de> for $type {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let name = String::deserialize(deserializer)?;
                Self::from_name(&name).ok_or_else(|| D::Error::unknown_variant(&name, &[$($name),+]))
            }
        }

        impl $type {
            /// Every value, in the order in which they are declared.
            pub const ALL: [Self; [$($name),+].len()] = [$(Self::$value),+];

            /// Returns the name on the wire and in storage.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$value => $name,)+
                }
            }

            /// Returns the value of a name.
            pub fn from_name(name: &str) -> Option<Self> {
                match name {
                    $($name => Some(Self::$value),)+
                    _ => None,
                }
            }
        }
    };
}

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
    /// The next step of a session. Every other step is refused before it.
    NextStep: explained {
        /// The user chooses another password, because the current one has expired or must be changed.
        ChangePassword = "change-password",
        /// The user proves a registered method before anything is shown.
        Prove = "prove",
        /// The account is frozen. A passkey or an administrator lifts that.
        LiftFreeze = "lift-freeze",
        /// The user registers more methods.
        Register = "register",
        /// The user confirms registered methods ("Is this still you?").
        Confirm = "confirm",
        /// The page shows the security information; no step is required.
        SecurityInfo = "security-info",
    }
);

named!(
    /// The user's answer to "Is this still you?".
    ConfirmationAnswer: explained {
        /// The method is the user's.
        Yes = "yes",
        /// It is not. A registered method is removed. A number or address of the directory is not used until the user
        /// says yes or the directory has another one.
        No = "no",
        /// No method is asked about for a day.
        Later = "later",
    }
);

named!(
    /// The directory's answer to a name and a password
    /// (<https://learn.microsoft.com/troubleshoot/windows-server/active-directory/ldap-bind-error-codes>).
    SignInVerdict: listed {
        /// The password is right, and the user may sign in.
        Right = "right",
        /// The password is right and has expired (532).
        PasswordExpired = "password-expired",
        /// The password is right and must be changed first (773).
        MustChange = "must-change",
        /// The password is right, and the account is disabled (533).
        AccountDisabled = "account-disabled",
        /// The password is right, and the account has expired (701).
        AccountExpired = "account-expired",
        /// The password is right, and the user may not sign in at this hour or from here (530, 531).
        NotAtThisTime = "not-at-this-time",
        /// The password is wrong, or there is no such account (52e, 525).
        Wrong = "wrong",
        /// The account is locked out, so that right and wrong passwords look alike (775).
        Locked = "locked",
        /// The password was not tried, because one more wrong one could have locked the account out.
        NotTried = "not-tried",
        /// The directory tries no passwords of this account (52f), or its answer is unknown.
        CannotTell = "cannot-tell",
        /// No domain controller answered.
        Unreachable = "unreachable",
    }
);

named!(
    /// The reason why a user is not signed in. A caller who does not know the password learns [`Self::NotSignedIn`] and
    /// nothing else.
    SignInRefusal: listed {
        /// The name or the password is wrong, the account is locked out, or too many wrong passwords were tried.
        NotSignedIn = "not-signed-in",
        /// The password is right, and the account is disabled.
        AccountDisabled = "account-disabled",
        /// The password is right, and the account has expired.
        AccountExpired = "account-expired",
        /// The password is right, and the directory does not let the user in at this hour or from here.
        NotAtThisTime = "not-at-this-time",
        /// The directory did not answer in time, so the password is neither right nor wrong.
        DirectoryUnreachable = "directory-unreachable",
    }
);

named!(
    /// The difficulty of guessing a password, from the easiest to the hardest.
    Strength: explained {
        /// The password is guessed at once.
        VeryWeak = "very-weak",
        /// The password is guessed online, given time.
        Weak = "weak",
        /// The password resists online guessing.
        Fair = "fair",
        /// The password resists offline guessing of stolen hashes for a while.
        Strong = "strong",
        /// The password resists offline guessing.
        VeryStrong = "very-strong",
    }
);

/// The strength that every password has: where none is demanded, all are accepted.
impl Default for Strength {
    fn default() -> Self {
        Self::VeryWeak
    }
}

impl Strength {
    /// Returns 0 to 4, for a meter.
    pub const fn score(self) -> u8 {
        self as u8
    }
}

#[cfg(test)]
mod tests {
    use super::{
        AnonymousPurpose, ConfirmationAnswer, MethodKind, NextStep, OrderKind, Purpose, SignInRefusal,
        SignInVerdict, Strength,
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
        check!(ConfirmationAnswer, Strength);
    }

    #[test]
    fn purposes_of_anonymous_callers_keep_their_names() {
        for purpose in AnonymousPurpose::ALL {
            assert_eq!(Purpose::from(purpose).name(), purpose.name());
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
