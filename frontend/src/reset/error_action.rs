//! Decides what an error does: shows a sentence on the current screen, or ends the reset.

use api_contract::{DirectoryRefusal, ProblemKind};

use crate::{
    api::Failure,
    clock::Moment,
    error_message::{ErrorMessage, error_message, refusal_text, remedy, support_code},
    words::{self, Message},
};

/// The reason why a reset cannot continue.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum StopReason {
    TokenInvalid,
    ResetExpired,
    LimitReached { until: Moment },
    GateMissing,
    AgentsOffline,
    Internal,
    SealingFailed,
    NoMethodLeft,
    Refused(DirectoryRefusal),
}

/// The reaction to a failure.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum ErrorAction {
    /// Shows an error; the user can try again on this screen.
    Show(ErrorMessage),
    /// Stops for this reason, with a support code if there is one.
    Stop(StopReason, Option<String>),
}

/// Returns the reaction to a failure that no screen handles in its own way.
pub(crate) fn error_action(failure: &Failure, now: Moment) -> ErrorAction {
    match failure.kind() {
        Some(ProblemKind::TokenInvalid | ProblemKind::StepNotAllowed) => {
            ErrorAction::Stop(StopReason::TokenInvalid, None)
        }
        Some(ProblemKind::ResetExpired) => ErrorAction::Stop(StopReason::ResetExpired, None),
        Some(ProblemKind::GateMissing) => ErrorAction::Stop(StopReason::GateMissing, support_code(failure)),
        Some(_) | None => ErrorAction::Show(error_message(failure, now)),
    }
}

/// Returns the reaction to a failure on a screen where a reached limit leaves nothing to do but wait.
pub(crate) fn final_limit(failure: &Failure, now: Moment) -> ErrorAction {
    match failure {
        Failure::Problem(problem) if problem.kind.0 == ProblemKind::LimitReached => {
            let until = now.plus_seconds(problem.retry_after_seconds.unwrap_or(60));
            ErrorAction::Stop(StopReason::LimitReached { until }, None)
        }
        Failure::Problem(_) | Failure::Network | Failure::Unreadable => error_action(failure, now),
    }
}

impl StopReason {
    /// Returns a title: what happened, in a few words.
    pub(crate) fn title(&self) -> Message {
        match self {
            Self::TokenInvalid => words::problem_token_invalid_title(),
            Self::ResetExpired => words::problem_reset_expired_title(),
            Self::LimitReached { .. } => words::problem_limit_reached_title(),
            Self::GateMissing => words::problem_gate_missing_title(),
            Self::AgentsOffline => words::problem_agents_offline_title(),
            Self::Internal | Self::SealingFailed | Self::NoMethodLeft => words::problem_internal_title(),
            Self::Refused(DirectoryRefusal::OrderCancelled | DirectoryRefusal::AgentWithdrawn) => {
                words::nothing_changed()
            }
            Self::Refused(_) => words::refusal_title(),
        }
    }

    /// Returns a sentence that says what happened. `minutes` is the time for which a reset is good.
    pub(crate) fn text(&self, minutes: u32) -> Message {
        match self {
            Self::TokenInvalid => words::problem_token_invalid(),
            Self::ResetExpired => words::problem_reset_expired(minutes),
            Self::LimitReached { until } => words::problem_limit_reached(*until),
            Self::GateMissing => words::problem_gate_missing(),
            Self::AgentsOffline => words::problem_agents_offline(),
            Self::Internal => words::have_changed(),
            Self::SealingFailed => words::password_sealing_failed(),
            Self::NoMethodLeft => words::no_method_left(),
            Self::Refused(refusal) => refusal_text(refusal),
        }
    }

    /// Returns what the user can do, or `None` if the sentence says it.
    pub(crate) fn remedy(&self) -> Option<Message> {
        match self {
            Self::TokenInvalid => Some(words::problem_token_invalid_remedy()),
            Self::ResetExpired => Some(words::problem_reset_expired_remedy()),
            Self::LimitReached { .. } => Some(words::problem_limit_reached_remedy()),
            Self::GateMissing => Some(words::problem_gate_missing_remedy()),
            Self::AgentsOffline => Some(words::problem_agents_offline_remedy()),
            Self::Internal => Some(words::problem_internal_remedy()),
            Self::SealingFailed | Self::NoMethodLeft => None,
            Self::Refused(refusal) => remedy(refusal),
        }
    }
}

#[cfg(test)]
mod tests;
