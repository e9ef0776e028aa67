//! Expected ways to say no.

use jiff::Timestamp;

/// Why a step was not taken. One `match` at the edge turns it into a problem.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StepRefusal {
    /// A token of an older generation, or of another reset.
    TokenInvalid,
    /// The reset is over.
    ResetExpired,
    /// Not a method of this reset.
    MethodUnknown,
    /// What was typed is not the destination behind the mask.
    DestinationWrong,
    /// The guess was wrong.
    CodeWrong {
        /// Guesses that this code still allows.
        guesses_left: u32,
    },
    /// No code is alive for this method.
    CodeExpired,
    /// Another code was sent a moment ago.
    SendTooSoon {
        /// When the next one may be asked for.
        until: Timestamp,
    },
    /// A limit of the account is reached.
    LimitReached {
        /// When it allows again.
        until: Timestamp,
    },
    /// There are as many methods of this kind as there may be, or this one is there already.
    MethodLimit,
    /// A second factor is missing.
    FactorMissing,
    /// More methods are to be registered first.
    RegistrationRequired,
    /// The account is frozen.
    AccountFrozen,
    /// A proof is missing.
    GateMissing,
    /// Not what this reset may do now.
    StepNotAllowed,
}

/// Why the directory refused an order. Each kind has one sentence for the user.
pub type DirectoryRefusal = vocabulary::DirectoryRefusal<Timestamp>;
