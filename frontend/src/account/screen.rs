//! Where a person is, and what each place needs to know.
//!
//! Passwords and codes are not here: they live in the field where they are typed, and nowhere longer.

use api_contract::{
    DirectoryRefusal, change_password,
    session::Next,
    show_session::{Factors, MethodKind, SecurityInfo},
    start_change,
    verify_code::{Rules, Seal},
};

use super::error_action::{Note, StopReason};
use crate::{api::show_session::SessionDetails, clock::Moment, passkey::Options};

/// One place.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Screen {
    /// It is being found out whether anyone is signed in.
    Opening,
    /// Name and password, and why they are asked for again.
    SignIn(Option<Note>),
    /// A second factor.
    Prove(Prove),
    /// The account is frozen.
    LiftFreeze(Prove),
    /// More methods are demanded.
    Register(SecurityInfo),
    /// A method is being added.
    AddMethod(AddMethod),
    /// "Is this still you?"
    Confirm(SecurityInfo),
    /// What is registered.
    SecurityInfo(SecurityInfo),
    /// A change of the password is being started; whether it is demanded.
    StartChange(bool),
    /// The current password and a new one.
    ChangePassword(ChangePassword),
    /// The directory is asked.
    Waiting(Waiting),
    /// The password is changed.
    Changed(Changed),
    /// The link of a notice: the account may be frozen. Its token.
    FreezeAccount(String),
    /// It goes no further from here.
    Stopped(Stopped),
}

/// What the person came for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Page {
    SecurityInfo,
    ChangePassword,
}

/// What can be proved.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Prove {
    pub(crate) factors: Factors,
    /// What a passkey is asked for, where there is one.
    pub(crate) passkey: Option<Options>,
}

/// A method that is being added.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct AddMethod {
    pub(crate) kind: MethodKind,
    /// What is registered already.
    pub(crate) info: SecurityInfo,
    /// Whether it is demanded.
    pub(crate) is_demanded: bool,
}

/// A change of the password.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct ChangePassword {
    pub(crate) token: String,
    pub(crate) ends: Moment,
    pub(crate) rules: Rules,
    pub(crate) can_change_from: Option<Moment>,
    pub(crate) seal: Seal,
    /// Whether it is demanded.
    pub(crate) is_demanded: bool,
    /// Why the directory refused the last password.
    pub(crate) refusal: Option<DirectoryRefusal>,
}

/// An order, not yet answered by the directory. The passwords are sealed.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Waiting {
    pub(crate) change: ChangePassword,
    pub(crate) request: change_password::Request,
}

/// The directory confirmed.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Changed {
    pub(crate) confirmed: Option<Moment>,
    pub(crate) job: Option<String>,
}

/// Why it goes no further.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Stopped {
    pub(crate) stop_reason: StopReason,
    pub(crate) support_code: Option<String>,
    /// From where another try makes sense.
    pub(crate) again: Box<Screen>,
}

/// How long a change lives, where the server's own word for it cannot be read.
const CHANGE_TTL_SECONDS: u32 = 15 * 60;

impl Page {
    /// By the path in the address.
    pub(crate) fn from_path(path: &str) -> Self {
        if path == "/change-password" { Self::ChangePassword } else { Self::SecurityInfo }
    }
}

impl Screen {
    /// Where a session leads.
    pub(crate) fn from_session(
        SessionDetails { response, passkey }: SessionDetails,
        target_page: Page,
    ) -> Self {
        let (factors, info) = (response.factors, response.security_info);
        let prove = factors.map(|factors| Prove { factors, passkey });
        let screen = match (response.session.next, target_page) {
            (Next::ChangePassword, _) => Some(Self::StartChange(true)),
            (Next::Prove, _) => prove.map(Self::Prove),
            (Next::LiftFreeze, _) => {
                let nothing =
                    Prove { factors: Factors { methods: Vec::new(), passkey: None }, passkey: None };
                Some(Self::LiftFreeze(prove.unwrap_or(nothing)))
            }
            (Next::Register, _) => info.map(Self::Register),
            (Next::Confirm, _) => info.map(Self::Confirm),
            (Next::SecurityInfo, Page::SecurityInfo) => info.map(Self::SecurityInfo),
            (Next::SecurityInfo, Page::ChangePassword) => Some(Self::StartChange(false)),
        };
        screen.unwrap_or_else(|| Self::Opening.stopped(StopReason::Internal, None))
    }

    /// A change has begun.
    pub(crate) fn change_started(response: start_change::Response, is_demanded: bool) -> Self {
        match response.seal {
            Some(seal) if !seal.all_offline && !seal.agents.is_empty() => {
                Self::ChangePassword(ChangePassword {
                    token: response.token,
                    ends: Moment::parse(&response.expires_at)
                        .unwrap_or_else(|| Moment::now().plus_seconds(CHANGE_TTL_SECONDS)),
                    rules: response.account.rules,
                    can_change_from: response.account.can_change_from.as_deref().and_then(Moment::parse),
                    seal,
                    is_demanded,
                    refusal: None,
                })
            }
            Some(_) | None => Self::StartChange(is_demanded).stopped(StopReason::AgentsOffline, None),
        }
    }

    /// It goes no further; from here another try can be made.
    pub(crate) fn stopped(self, stop_reason: StopReason, support_code: Option<String>) -> Self {
        Self::Stopped(Stopped { stop_reason, support_code, again: Box::new(self) })
    }

    /// Whether somebody is signed in here.
    pub(crate) const fn is_in_session(&self) -> bool {
        match self {
            Self::Opening | Self::SignIn(_) | Self::FreezeAccount(_) | Self::Stopped(_) => false,
            Self::Prove(_)
            | Self::LiftFreeze(_)
            | Self::Register(_)
            | Self::AddMethod(_)
            | Self::Confirm(_)
            | Self::SecurityInfo(_)
            | Self::StartChange(_)
            | Self::ChangePassword(_)
            | Self::Waiting(_)
            | Self::Changed(_) => true,
        }
    }

    /// The page among those that a person may go to from here; none where something else comes first.
    pub(crate) const fn page(&self) -> Option<Page> {
        match self {
            Self::SecurityInfo(_) => Some(Page::SecurityInfo),
            Self::AddMethod(data) if !data.is_demanded => Some(Page::SecurityInfo),
            Self::ChangePassword(data) if !data.is_demanded => Some(Page::ChangePassword),
            Self::StartChange(false) | Self::Changed(_) => Some(Page::ChangePassword),
            Self::Opening
            | Self::SignIn(_)
            | Self::Prove(_)
            | Self::LiftFreeze(_)
            | Self::Register(_)
            | Self::AddMethod(_)
            | Self::Confirm(_)
            | Self::StartChange(_)
            | Self::ChangePassword(_)
            | Self::Waiting(_)
            | Self::FreezeAccount(_)
            | Self::Stopped(_) => None,
        }
    }
}

impl Waiting {
    /// The directory said no. Other passwords, or another try, may help.
    pub(crate) fn refused(self, refusal: DirectoryRefusal) -> Screen {
        let can_change_from = match &refusal {
            DirectoryRefusal::PasswordTooRecent { can_change_from } => Moment::parse(can_change_from),
            DirectoryRefusal::PasswordInHistory
            | DirectoryRefusal::PasswordTooShort { .. }
            | DirectoryRefusal::PasswordNotComplex
            | DirectoryRefusal::PasswordContainsName
            | DirectoryRefusal::PasswordBanned { .. }
            | DirectoryRefusal::PasswordRefusedByFilter
            | DirectoryRefusal::CurrentPasswordWrong => None,
            DirectoryRefusal::AccountDisabled
            | DirectoryRefusal::AccountExpired
            | DirectoryRefusal::AccountProtected
            | DirectoryRefusal::AccountLocked
            | DirectoryRefusal::ChangeNotPermitted
            | DirectoryRefusal::AgentNotPermitted
            | DirectoryRefusal::AccountNotFound
            | DirectoryRefusal::DirectoryUnreachable
            | DirectoryRefusal::JobExpired
            | DirectoryRefusal::OrderCancelled
            | DirectoryRefusal::AgentWithdrawn => {
                return Screen::StartChange(self.change.is_demanded)
                    .stopped(StopReason::Refused(refusal), None);
            }
        };
        Screen::ChangePassword(ChangePassword { can_change_from, refusal: Some(refusal), ..self.change })
    }
}

#[cfg(test)]
mod tests;
