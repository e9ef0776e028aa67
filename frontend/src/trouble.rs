//! What an error means to the person: a sentence where they are, or the end of this attempt.

use api_contract::{ProblemKind, Refusal};

use crate::{
    api::Failure,
    clock::Moment,
    words::{self, Message},
};

/// Something to read where the person is; nothing is lost.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Trouble {
    pub(crate) text: Message,
    pub(crate) support_code: Option<String>,
}

/// Why an attempt goes no further.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Ending {
    TokenInvalid,
    ResetExpired,
    LimitReached { until: Moment },
    GateMissing,
    AgentsOffline,
    Internal,
    SealingFailed,
    NoMethodLeft,
    Refused(Refusal),
}

/// What follows from a failure.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Consequence {
    /// Say so; the person can try again from here.
    Stay(Trouble),
    /// Nothing can be done from here.
    Stop(Ending, Option<String>),
}

impl From<Message> for Trouble {
    fn from(text: Message) -> Self {
        Self { text, support_code: None }
    }
}

/// The consequence of a failure that no step treats in a way of its own.
pub(crate) fn consequence(failure: &Failure, now: Moment) -> Consequence {
    let problem = match failure {
        Failure::Network => return Consequence::Stay(words::problem_network().into()),
        Failure::Unreadable => return Consequence::Stay(words::problem_unavailable().into()),
        Failure::Problem(problem) => problem,
    };
    let code = Some(problem.instance.clone()).filter(|code| !code.is_empty());
    let stay = |text: Message| Consequence::Stay(text.into());
    let stay_with_code = |text| Consequence::Stay(Trouble { text, support_code: code.clone() });
    let retry_after = problem.retry_after_seconds.unwrap_or(60);
    match problem.kind.0 {
        ProblemKind::TokenInvalid | ProblemKind::StepNotAllowed => {
            Consequence::Stop(Ending::TokenInvalid, None)
        }
        ProblemKind::ResetExpired => Consequence::Stop(Ending::ResetExpired, None),
        ProblemKind::GateMissing => Consequence::Stop(Ending::GateMissing, code),
        ProblemKind::WorkRequired => stay(words::problem_work_required()),
        ProblemKind::MethodUnknown => stay(words::problem_method_unknown()),
        ProblemKind::DestinationWrong => stay(words::problem_destination_wrong()),
        ProblemKind::CodeWrong => stay(match problem.guesses_left {
            Some(guesses) if guesses > 0 => words::problem_code_wrong(guesses),
            _ => words::problem_code_used_up(),
        }),
        ProblemKind::CodeExpired => stay(words::problem_code_expired()),
        ProblemKind::SendTooSoon => stay(words::problem_send_too_soon(retry_after)),
        ProblemKind::LimitReached => stay(words::problem_limit_reached_here(now.plus_seconds(retry_after))),
        ProblemKind::AgentsOffline => stay_with_code(words::problem_agents_offline()),
        ProblemKind::Unavailable => stay_with_code(words::problem_unavailable()),
        ProblemKind::MalformedRequest | ProblemKind::NotFound | ProblemKind::Internal => {
            stay_with_code(words::problem_internal())
        }
    }
}

/// The same for a step where a reached limit leaves nothing to do but wait.
pub(crate) fn final_limit(failure: &Failure, now: Moment) -> Consequence {
    match failure {
        Failure::Problem(problem) if problem.kind.0 == ProblemKind::LimitReached => {
            let until = now.plus_seconds(problem.retry_after_seconds.unwrap_or(60));
            Consequence::Stop(Ending::LimitReached { until }, None)
        }
        Failure::Problem(_) | Failure::Network | Failure::Unreadable => consequence(failure, now),
    }
}

impl Ending {
    /// What happened, in a few words.
    pub(crate) fn title(&self) -> Message {
        match self {
            Self::TokenInvalid => words::problem_token_invalid_title(),
            Self::ResetExpired => words::problem_reset_expired_title(),
            Self::LimitReached { .. } => words::problem_limit_reached_title(),
            Self::GateMissing => words::problem_gate_missing_title(),
            Self::AgentsOffline => words::problem_agents_offline_title(),
            Self::Internal | Self::SealingFailed | Self::NoMethodLeft => words::problem_internal_title(),
            Self::Refused(Refusal::OrderCancelled | Refusal::AgentWithdrawn) => words::nothing_changed(),
            Self::Refused(_) => words::refusal_title(),
        }
    }

    /// What happened, in a sentence.
    pub(crate) fn text(&self) -> Message {
        match self {
            Self::TokenInvalid => words::problem_token_invalid(),
            Self::ResetExpired => words::problem_reset_expired(),
            Self::LimitReached { until } => words::problem_limit_reached(*until),
            Self::GateMissing => words::problem_gate_missing(),
            Self::AgentsOffline => words::problem_agents_offline(),
            Self::Internal => words::have_changed(),
            Self::SealingFailed => words::password_sealing_failed(),
            Self::NoMethodLeft => words::no_method_left(),
            Self::Refused(refusal) => refused(refusal),
        }
    }

    /// What to do, where the sentence does not say it already.
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

/// The sentence for a refusal of the directory.
pub(crate) fn refused(refusal: &Refusal) -> Message {
    match refusal {
        Refusal::PasswordTooRecent { can_change_from } => {
            let moment = Moment::parse(can_change_from);
            words::refusal_password_too_recent(moment.unwrap_or_else(Moment::now))
        }
        Refusal::PasswordInHistory => words::refusal_password_in_history(),
        Refusal::PasswordTooShort { minimum } => words::refusal_password_too_short(*minimum),
        Refusal::PasswordNotComplex => words::refusal_password_not_complex(),
        Refusal::PasswordContainsName => words::refusal_password_contains_name(),
        Refusal::PasswordBanned { part } => words::refusal_password_banned(part.as_str()),
        Refusal::PasswordRefusedByFilter => words::refusal_password_refused_by_filter(),
        Refusal::AccountDisabled => words::refusal_account_disabled(),
        Refusal::AccountExpired => words::refusal_account_expired(),
        Refusal::AccountProtected => words::refusal_account_protected(),
        Refusal::ChangeNotPermitted => words::refusal_change_not_permitted(),
        Refusal::AgentNotPermitted => words::refusal_agent_not_permitted(),
        Refusal::AccountNotFound => words::refusal_account_not_found(),
        Refusal::DirectoryUnreachable => words::refusal_directory_unreachable(),
        Refusal::JobExpired => words::refusal_job_expired(),
        Refusal::OrderCancelled => words::refusal_order_cancelled(),
        Refusal::AgentWithdrawn => words::refusal_agent_withdrawn(),
    }
}

/// Where another password helps, the sentence says so itself.
fn remedy(refusal: &Refusal) -> Option<Message> {
    match refusal {
        Refusal::PasswordTooRecent { .. }
        | Refusal::PasswordInHistory
        | Refusal::PasswordTooShort { .. }
        | Refusal::PasswordNotComplex
        | Refusal::PasswordContainsName
        | Refusal::PasswordBanned { .. }
        | Refusal::PasswordRefusedByFilter => None,
        Refusal::AccountDisabled => Some(words::refusal_account_disabled_remedy()),
        Refusal::AccountExpired => Some(words::refusal_account_expired_remedy()),
        Refusal::AccountProtected => Some(words::refusal_account_protected_remedy()),
        Refusal::ChangeNotPermitted => Some(words::refusal_change_not_permitted_remedy()),
        Refusal::AgentNotPermitted => Some(words::refusal_agent_not_permitted_remedy()),
        Refusal::AccountNotFound => Some(words::refusal_account_not_found_remedy()),
        Refusal::DirectoryUnreachable => Some(words::refusal_directory_unreachable_remedy()),
        Refusal::JobExpired => Some(words::refusal_job_expired_remedy()),
        Refusal::OrderCancelled => Some(words::refusal_order_cancelled_remedy()),
        Refusal::AgentWithdrawn => Some(words::refusal_agent_withdrawn_remedy()),
    }
}

#[cfg(test)]
mod tests;
