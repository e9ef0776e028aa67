//! Decides what a signed-in user sees after an error.

use api_contract::{DirectoryRefusal, ProblemKind, finish_sign_in::SignInRefusal};

use crate::{
    api::Failure,
    clock::Moment,
    error_message::{ErrorMessage, error_message, refusal_text, remedy},
    words::{self, Message},
};

/// The reason why a user signs in again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum SignInReason {
    /// The session is over.
    SessionEnded,
    /// The user signed out.
    SignedOut,
}

/// The reason why a flow cannot continue.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum StopReason {
    AgentsOffline,
    Internal,
    SealingFailed,
    /// The minutes for which a change is good are over.
    ChangeExpired {
        minutes: u32,
    },
    Refused(DirectoryRefusal),
    /// An error that the user cannot correct on the current screen.
    Failed(ErrorMessage),
}

/// The reaction to a failure in a session.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum ErrorAction {
    /// Shows an error; the user can try again on this screen.
    Show(ErrorMessage),
    /// Shows the sign-in: the session is over.
    SignIn,
    /// Asks the session what must come first.
    AskSession,
}

/// Returns the reaction to a failure that no screen handles in its own way.
pub(crate) fn error_action(failure: &Failure, now: Moment) -> ErrorAction {
    match failure.kind() {
        Some(ProblemKind::SessionRequired) => ErrorAction::SignIn,
        Some(
            ProblemKind::FactorMissing
            | ProblemKind::AccountFrozen
            | ProblemKind::RegistrationRequired
            | ProblemKind::StepNotAllowed,
        ) => ErrorAction::AskSession,
        Some(ProblemKind::MethodLimit) => ErrorAction::Show(words::problem_method_limit().into()),
        Some(ProblemKind::DestinationInvalid) => {
            ErrorAction::Show(words::problem_destination_invalid().into())
        }
        Some(_) | None => ErrorAction::Show(error_message(failure, now)),
    }
}

impl SignInReason {
    pub(crate) fn text(self) -> Message {
        match self {
            Self::SessionEnded => words::session_ended(),
            Self::SignedOut => words::signed_out(),
        }
    }
}

/// Returns the sentence for a refused sign-in.
pub(crate) fn sign_in_refusal_text(refusal: SignInRefusal) -> Message {
    match refusal {
        SignInRefusal::NotSignedIn => words::sign_in_refused(),
        SignInRefusal::AccountDisabled => words::sign_in_account_disabled(),
        SignInRefusal::AccountExpired => words::sign_in_account_expired(),
        SignInRefusal::NotAtThisTime => words::sign_in_not_at_this_time(),
        SignInRefusal::DirectoryUnreachable => words::sign_in_directory_unreachable(),
    }
}

impl StopReason {
    /// Returns a title: what happened, in a few words.
    pub(crate) fn title(&self) -> Message {
        match self {
            Self::AgentsOffline => words::problem_agents_offline_title(),
            Self::ChangeExpired { .. } => words::problem_reset_expired_title(),
            Self::Internal | Self::SealingFailed | Self::Failed(_) => words::problem_internal_title(),
            Self::Refused(DirectoryRefusal::OrderCancelled | DirectoryRefusal::AgentWithdrawn) => {
                words::nothing_changed()
            }
            Self::Refused(_) => words::refusal_title(),
        }
    }

    /// Returns a sentence that says what happened.
    pub(crate) fn text(&self) -> Message {
        match self {
            Self::AgentsOffline => words::problem_agents_offline(),
            Self::Internal => words::problem_unreadable(),
            Self::SealingFailed => words::password_sealing_failed(),
            Self::ChangeExpired { minutes } => words::problem_reset_expired(*minutes),
            Self::Refused(refusal) => refusal_text(refusal),
            Self::Failed(error) => error.text.clone(),
        }
    }

    /// Returns what the user can do, or `None` if the sentence says it.
    pub(crate) fn remedy(&self) -> Option<Message> {
        match self {
            Self::AgentsOffline => Some(words::problem_agents_offline_remedy()),
            Self::Refused(refusal) => remedy(refusal),
            Self::Internal | Self::SealingFailed | Self::ChangeExpired { .. } | Self::Failed(_) => None,
        }
    }
}

#[cfg(test)]
mod tests;
