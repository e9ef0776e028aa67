//! The sentences that say errors and refusals.

use api_contract::{DirectoryRefusal, Problem, ProblemKind};

use crate::{
    api::Failure,
    clock::Moment,
    words::{self, Message},
};

/// An error that is shown on the current screen, where nothing that was typed is lost.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct ErrorMessage {
    pub(crate) text: Message,
    pub(crate) support_code: Option<String>,
    /// The moment until which another code must wait, and until which the text counts the seconds.
    pub(crate) wait: Option<Moment>,
}

impl From<Message> for ErrorMessage {
    fn from(text: Message) -> Self {
        Self { text, support_code: None, wait: None }
    }
}

pub(crate) fn error_message(failure: &Failure, now: Moment) -> ErrorMessage {
    match failure {
        Failure::Network => words::problem_network().into(),
        Failure::Unreadable => words::problem_unavailable().into(),
        Failure::Problem(problem) => problem_message(problem, now),
    }
}

fn problem_message(problem: &Problem, now: Moment) -> ErrorMessage {
    let with_code = |text| ErrorMessage { support_code: instance(problem), ..ErrorMessage::from(text) };
    let retry_after = problem.retry_after_seconds.unwrap_or(60);
    match problem.kind.0 {
        ProblemKind::WorkRequired | ProblemKind::MoreWorkRequired => words::problem_work_required().into(),
        ProblemKind::MethodUnknown => words::problem_method_unknown().into(),
        ProblemKind::DestinationWrong => words::problem_destination_wrong().into(),
        ProblemKind::CodeWrong => match problem.guesses_left {
            Some(guesses) if guesses > 0 => words::problem_code_wrong(guesses).into(),
            _ => words::problem_code_used_up().into(),
        },
        ProblemKind::CodeExpired => words::problem_code_expired().into(),
        ProblemKind::CredentialInvalid => words::problem_credential_invalid().into(),
        ProblemKind::SendTooSoon => {
            ErrorMessage { wait: Some(now.plus_seconds(retry_after)), ..send_too_soon(retry_after).into() }
        }
        ProblemKind::LimitReached => words::problem_limit_reached_here(now.plus_seconds(retry_after)).into(),
        ProblemKind::CodeNotSent => words::problem_code_not_sent().into(),
        ProblemKind::AgentsOffline => with_code(words::problem_agents_offline()),
        ProblemKind::Unavailable => with_code(words::problem_unavailable()),
        ProblemKind::MalformedRequest
        | ProblemKind::TokenInvalid
        | ProblemKind::ResetExpired
        | ProblemKind::GateMissing
        | ProblemKind::StepNotAllowed
        | ProblemKind::SessionRequired
        | ProblemKind::CrossSite
        | ProblemKind::FactorMissing
        | ProblemKind::AccountFrozen
        | ProblemKind::MethodLimit
        | ProblemKind::RegistrationRequired
        | ProblemKind::DestinationInvalid
        | ProblemKind::NotFound
        | ProblemKind::Internal => with_code(words::problem_internal()),
    }
}

/// Returns how long the next code must wait, if it must.
pub(crate) fn send_too_soon(seconds: u32) -> Message {
    if seconds == 0 { words::problem_send_now() } else { words::problem_send_too_soon(seconds) }
}

/// Returns the code by which a failure is found in the server's log.
pub(crate) fn support_code(failure: &Failure) -> Option<String> {
    match failure {
        Failure::Problem(problem) => instance(problem),
        Failure::Network | Failure::Unreadable => None,
    }
}

fn instance(problem: &Problem) -> Option<String> {
    Some(problem.instance.clone()).filter(|code| !code.is_empty())
}

/// Returns the sentence for a refusal of the directory.
pub(crate) fn refusal_text(refusal: &DirectoryRefusal) -> Message {
    match refusal {
        DirectoryRefusal::PasswordTooRecent { can_change_from } => {
            let moment = Moment::parse(can_change_from);
            words::refusal_password_too_recent(moment.unwrap_or_else(Moment::now))
        }
        DirectoryRefusal::PasswordInHistory => words::refusal_password_in_history(),
        DirectoryRefusal::PasswordTooShort { minimum } => words::refusal_password_too_short(*minimum),
        DirectoryRefusal::PasswordNotComplex => words::refusal_password_not_complex(),
        DirectoryRefusal::PasswordContainsName => words::refusal_password_contains_name(),
        DirectoryRefusal::PasswordBanned { part } => words::refusal_password_banned(part.as_str()),
        DirectoryRefusal::PasswordTooWeak => words::refusal_password_too_weak(),
        DirectoryRefusal::PasswordBreached => words::refusal_password_breached(),
        DirectoryRefusal::PasswordRefusedByFilter => words::refusal_password_refused_by_filter(),
        DirectoryRefusal::AccountDisabled => words::refusal_account_disabled(),
        DirectoryRefusal::AccountExpired => words::refusal_account_expired(),
        DirectoryRefusal::AccountProtected => words::refusal_account_protected(),
        DirectoryRefusal::AccountLocked => words::refusal_account_locked(),
        DirectoryRefusal::CurrentPasswordWrong => words::refusal_current_password_wrong(),
        DirectoryRefusal::ChangeNotPermitted => words::refusal_change_not_permitted(),
        DirectoryRefusal::AgentNotPermitted => words::refusal_agent_not_permitted(),
        DirectoryRefusal::AccountNotFound => words::refusal_account_not_found(),
        DirectoryRefusal::DirectoryUnreachable => words::refusal_directory_unreachable(),
        DirectoryRefusal::JobExpired => words::refusal_job_expired(),
        DirectoryRefusal::OrderCancelled => words::refusal_order_cancelled(),
        DirectoryRefusal::AgentWithdrawn => words::refusal_agent_withdrawn(),
    }
}

/// Returns what the user can do about a refusal. If another password helps, the sentence says so itself, and this is
/// `None`.
pub(crate) fn remedy(refusal: &DirectoryRefusal) -> Option<Message> {
    match refusal {
        DirectoryRefusal::PasswordTooRecent { .. }
        | DirectoryRefusal::PasswordInHistory
        | DirectoryRefusal::PasswordTooShort { .. }
        | DirectoryRefusal::PasswordNotComplex
        | DirectoryRefusal::PasswordContainsName
        | DirectoryRefusal::PasswordBanned { .. }
        | DirectoryRefusal::PasswordTooWeak
        | DirectoryRefusal::PasswordBreached
        | DirectoryRefusal::PasswordRefusedByFilter
        | DirectoryRefusal::CurrentPasswordWrong => None,
        DirectoryRefusal::AccountLocked => Some(words::refusal_account_locked_remedy()),
        DirectoryRefusal::AccountDisabled => Some(words::refusal_account_disabled_remedy()),
        DirectoryRefusal::AccountExpired => Some(words::refusal_account_expired_remedy()),
        DirectoryRefusal::AccountProtected => Some(words::refusal_account_protected_remedy()),
        DirectoryRefusal::ChangeNotPermitted => Some(words::refusal_change_not_permitted_remedy()),
        DirectoryRefusal::AgentNotPermitted => Some(words::refusal_agent_not_permitted_remedy()),
        DirectoryRefusal::AccountNotFound => Some(words::refusal_account_not_found_remedy()),
        DirectoryRefusal::DirectoryUnreachable => Some(words::refusal_directory_unreachable_remedy()),
        DirectoryRefusal::JobExpired => Some(words::refusal_job_expired_remedy()),
        DirectoryRefusal::OrderCancelled => Some(words::refusal_order_cancelled_remedy()),
        DirectoryRefusal::AgentWithdrawn => Some(words::refusal_agent_withdrawn_remedy()),
    }
}
