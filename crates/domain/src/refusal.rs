//! Refusals of steps and of the directory.

use jiff::Timestamp;

/// The reason why a step was refused. One `match` at the edge turns it into a problem.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StepRefusal {
    /// The token is of an older generation or of another reset.
    TokenInvalid,
    /// The reset is over.
    ResetExpired,
    /// The method does not belong to this reset.
    MethodUnknown,
    /// No destination was typed, although the policy demands it.
    DestinationWrong,
    /// The guess was wrong and was counted.
    CodeWrong {
        /// The number of guesses that the code still allows.
        guesses_left: u32,
    },
    /// No code of this method is valid.
    CodeExpired,
    /// Another code was sent a moment ago.
    SendTooSoon {
        /// The time when the next one may be sent.
        until: Timestamp,
    },
    /// A limit of the account is reached.
    LimitReached {
        /// The time when the limit allows it again.
        until: Timestamp,
    },
    /// The maximum number of methods of this kind is registered, or this one is registered already.
    MethodLimit,
    /// A second factor is missing.
    FactorMissing,
    /// More methods must be registered first.
    RegistrationRequired,
    /// The account is frozen.
    AccountFrozen,
    /// The order needs the proof of every gate, and one is missing.
    GateMissing,
    /// The reset does not allow the step now.
    StepNotAllowed,
}

/// The reason why the directory refused an order. The page has one sentence for each.
pub type DirectoryRefusal = vocabulary::DirectoryRefusal<Timestamp>;
