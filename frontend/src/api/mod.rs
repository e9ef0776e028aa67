//! Calls of the API: one module per step, one way to call for all.

pub(crate) mod add_method;
mod call;
pub(crate) mod cancel_order;
pub(crate) mod change_method;
pub(crate) mod change_password;
pub(crate) mod finish_sign_in;
pub(crate) mod freeze_account;
pub(crate) mod issue_challenge;
pub(crate) mod json;
pub(crate) mod prepare_sign_in;
mod problem;
pub(crate) mod prove_factor;
pub(crate) mod prove_method;
mod refusal;
pub(crate) mod remove_device;
pub(crate) mod remove_method;
pub(crate) mod send_code;
pub(crate) mod send_factor;
pub(crate) mod set_password;
pub(crate) mod show_config;
pub(crate) mod show_reset;
pub(crate) mod show_session;
pub(crate) mod sign_in;
pub(crate) mod sign_out;
pub(crate) mod skip_registration;
pub(crate) mod start_change;
pub(crate) mod start_reset;
mod step;
pub(crate) mod token;
pub(crate) mod unlock_account;
pub(crate) mod verify_code;
pub(crate) mod verify_passkey;

use api_contract::{Problem, ProblemKind};

pub(crate) use self::{call::Answer, step::StepResponse};

/// The reason why a request has no usable answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Failure {
    /// The server answered with a problem.
    Problem(Problem),
    /// No answer came.
    Network,
    /// The answer does not follow the contract: it comes from a proxy, or from a server during an update.
    Unreadable,
}

impl Failure {
    /// Returns the kind of problem, if the server named one.
    pub(crate) fn kind(&self) -> Option<ProblemKind> {
        match self {
            Self::Problem(problem) => Some(problem.kind.0),
            Self::Network | Self::Unreadable => None,
        }
    }

    /// Returns whether the same request may succeed in a moment.
    pub(crate) fn is_transient(&self) -> bool {
        match self {
            Self::Problem(problem) => problem.kind.0 == ProblemKind::Unavailable,
            Self::Network | Self::Unreadable => true,
        }
    }
}

#[cfg(test)]
mod tests;
