//! What an error means to a person who is signed in.

use api_contract::{DirectoryRefusal, ProblemKind, finish_sign_in::SignInRefusal};

use crate::{
    api::Failure,
    clock::Moment,
    error_message::{ErrorMessage, error_message, refusal_text, remedy},
    words::{self, Message},
};

/// Why a person signs in again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Note {
    /// The session is over.
    SessionEnded,
    /// The person did that.
    SignedOut,
}

/// Why it goes no further.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum StopReason {
    AgentsOffline,
    Internal,
    SealingFailed,
    ChangeExpired,
    Refused(DirectoryRefusal),
    /// What cannot be mended where the person is.
    Failed(ErrorMessage),
}

/// What follows from a failure in a session.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum ErrorAction {
    /// Say so; the person can try again from here.
    Show(ErrorMessage),
    /// Nobody is signed in any more.
    SignIn,
    /// Something else comes first: the session knows what.
    AskSession,
}

/// The consequence of a failure that no screen treats in a way of its own.
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

impl Note {
    pub(crate) fn text(self) -> Message {
        match self {
            Self::SessionEnded => words::session_ended(),
            Self::SignedOut => words::signed_out(),
        }
    }
}

/// The sentence for a sign-in that was refused.
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
    /// What happened, in a few words.
    pub(crate) fn title(&self) -> Message {
        match self {
            Self::AgentsOffline => words::problem_agents_offline_title(),
            Self::ChangeExpired => words::problem_reset_expired_title(),
            Self::Internal | Self::SealingFailed | Self::Failed(_) => words::problem_internal_title(),
            Self::Refused(DirectoryRefusal::OrderCancelled | DirectoryRefusal::AgentWithdrawn) => {
                words::nothing_changed()
            }
            Self::Refused(_) => words::refusal_title(),
        }
    }

    /// What happened, in a sentence.
    pub(crate) fn text(&self) -> Message {
        match self {
            Self::AgentsOffline => words::problem_agents_offline(),
            Self::Internal => words::problem_unreadable(),
            Self::SealingFailed => words::password_sealing_failed(),
            Self::ChangeExpired => words::problem_reset_expired(),
            Self::Refused(refusal) => refusal_text(refusal),
            Self::Failed(error) => error.text.clone(),
        }
    }

    /// What to do, where the sentence does not say it already.
    pub(crate) fn remedy(&self) -> Option<Message> {
        match self {
            Self::AgentsOffline => Some(words::problem_agents_offline_remedy()),
            Self::Refused(refusal) => remedy(refusal),
            Self::Internal | Self::SealingFailed | Self::ChangeExpired | Self::Failed(_) => None,
        }
    }
}

#[cfg(test)]
mod tests;
