//! Kinds of activity of an account.

use crate::named::named;

named!(
    /// The kinds of activity that a user sees.
    ActivityKind: explained {
        /// A new password was set by a reset.
        PasswordReset = "password-reset",
        /// The password was changed by a user who knew it.
        PasswordChanged = "password-changed",
        /// The lockout was ended.
        AccountUnlocked = "account-unlocked",
        /// A user signed in.
        SignedIn = "signed-in",
        /// Every session was ended.
        SignedOutEverywhere = "signed-out-everywhere",
        /// A known device was removed.
        DeviceRemoved = "device-removed",
        /// A method was added.
        MethodAdded = "method-added",
        /// A method is offered first, or the directory has another number or address.
        MethodChanged = "method-changed",
        /// A method was removed.
        MethodRemoved = "method-removed",
        /// A number or address of the directory is not used any more, because the user said so.
        MethodDisowned = "method-disowned",
        /// A recovery code was used up.
        RecoveryCodeUsed = "recovery-code-used",
        /// The account was frozen.
        AccountFrozen = "account-frozen",
        /// The freeze was lifted.
        AccountUnfrozen = "account-unfrozen",
        /// Somebody asked for codes.
        CodesRequested = "codes-requested",
        /// Somebody entered wrong codes.
        WrongCodes = "wrong-codes",
        /// Somebody tried wrong passwords.
        WrongPasswords = "wrong-passwords",
    }
);

impl ActivityKind {
    /// Returns whether anybody who knows the user's name can cause it.
    pub const fn is_attempt(self) -> bool {
        match self {
            Self::CodesRequested | Self::WrongCodes | Self::WrongPasswords => true,
            Self::PasswordReset
            | Self::PasswordChanged
            | Self::AccountUnlocked
            | Self::SignedIn
            | Self::SignedOutEverywhere
            | Self::DeviceRemoved
            | Self::MethodAdded
            | Self::MethodChanged
            | Self::MethodRemoved
            | Self::MethodDisowned
            | Self::RecoveryCodeUsed
            | Self::AccountFrozen
            | Self::AccountUnfrozen => false,
        }
    }
}
