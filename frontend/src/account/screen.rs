//! The screens of the page for signed-in users, and the data of each.
//!
//! Passwords and codes are not here: they are kept only in the field where they are typed.

use api_contract::{
    DirectoryRefusal, change_password,
    session::NextStep,
    show_session::{MethodKind, OfferedMethod, SecurityInfo},
    start_change,
    verify_code::{NewPasswordRules, Seal},
};

use super::error_action::{SignInReason, StopReason};
use crate::{api::show_session::SessionDetails, clock::Moment, passkey::Options};

/// A screen with its data.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Screen {
    /// The page is asking whether there is a session.
    Opening,
    /// The form for name and password, with the reason why they are asked for again.
    SignIn(Option<SignInReason>),
    /// The user proves a second factor.
    Prove(Prove),
    /// The account is frozen.
    LiftFreeze(Prove),
    /// The user must register more methods.
    Register(SecurityInfo),
    /// A method is being added.
    AddMethod(AddMethod),
    /// "Is this still you?"
    Confirm(SecurityInfo),
    /// The list of registered methods.
    SecurityInfo(SecurityInfo),
    /// A password change is being started. `true` if it is demanded.
    StartChange(bool),
    /// The current password and a new one.
    ChangePassword(ChangePassword),
    /// The page is waiting for the directory.
    Waiting(Waiting),
    Changed(Changed),
    /// The link of a notice, by which the account can be frozen, with its token.
    FreezeAccount(String),
    /// The flow cannot continue.
    Stopped(Stopped),
}

/// A page that the address can name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Page {
    SecurityInfo,
    ChangePassword,
}

/// The methods by which a factor can be proved.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Prove {
    pub(crate) methods: Vec<OfferedMethod>,
    /// The options of a passkey request, if the user has a passkey.
    pub(crate) passkey: Option<Options>,
}

/// A method that is being added.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct AddMethod {
    pub(crate) kind: MethodKind,
    /// The methods that are registered already.
    pub(crate) info: SecurityInfo,
    /// Whether the session demands it.
    pub(crate) is_demanded: bool,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct ChangePassword {
    pub(crate) token: String,
    pub(crate) expires_at: Moment,
    /// The minutes for which a change is good.
    pub(crate) minutes: u32,
    pub(crate) rules: NewPasswordRules,
    pub(crate) can_change_from: Option<Moment>,
    pub(crate) seal: Seal,
    /// Whether the session demands it.
    pub(crate) is_demanded: bool,
    /// The reason why the directory refused the last password.
    pub(crate) refusal: Option<DirectoryRefusal>,
}

/// An order that the directory has not yet answered. The passwords are sealed.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Waiting {
    pub(crate) change: ChangePassword,
    pub(crate) request: change_password::Request,
}

/// The directory's confirmation.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Changed {
    pub(crate) confirmed: Option<Moment>,
    pub(crate) job: Option<String>,
}

/// The reason why the flow cannot continue, and where to try again.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Stopped {
    pub(crate) stop_reason: StopReason,
    pub(crate) support_code: Option<String>,
    /// The screen from which to try again.
    pub(crate) retry: Box<Screen>,
}

/// The lifetime of a change in seconds if the server's own value cannot be read.
const CHANGE_TTL_SECONDS: u32 = 15 * 60;

impl Page {
    /// Returns the page that the path of the address names.
    pub(crate) fn from_path(path: &str) -> Self {
        if path == "/change-password" { Self::ChangePassword } else { Self::SecurityInfo }
    }
}

impl Screen {
    /// Returns the screen that a session demands, or the target page if it demands nothing.
    pub(crate) fn from_session(details: SessionDetails, target_page: Page) -> Self {
        let SessionDetails { session, factors, passkey, security_info: info, .. } = details;
        let Some(session) = session else { return Self::SignIn(None) };
        let prove = factors.map(|methods| Prove { methods, passkey });
        let screen = match (session.next, target_page) {
            (NextStep::ChangePassword, _) => Some(Self::StartChange(true)),
            (NextStep::Prove, _) => prove.map(Self::Prove),
            (NextStep::LiftFreeze, _) => {
                let nothing = Prove { methods: Vec::new(), passkey: None };
                Some(Self::LiftFreeze(prove.unwrap_or(nothing)))
            }
            (NextStep::Register, _) => info.map(Self::Register),
            (NextStep::Confirm, _) => info.map(Self::Confirm),
            (NextStep::SecurityInfo, Page::SecurityInfo) => info.map(Self::SecurityInfo),
            (NextStep::SecurityInfo, Page::ChangePassword) => Some(Self::StartChange(false)),
        };
        screen.unwrap_or_else(|| Self::Opening.stop(StopReason::Internal, None))
    }

    /// Returns the form of a change that has begun, or a stop if no agent is online to seal to.
    pub(crate) fn from_started_change(response: start_change::Response, is_demanded: bool) -> Self {
        match response.seal {
            Some(seal) if !seal.all_offline && !seal.agents.is_empty() => {
                let expires_at = Moment::parse(&response.expires_at)
                    .unwrap_or_else(|| Moment::now().plus_seconds(CHANGE_TTL_SECONDS));
                Self::ChangePassword(ChangePassword {
                    token: response.token,
                    expires_at,
                    minutes: expires_at.minutes_left(Moment::now()),
                    rules: response.account.rules,
                    can_change_from: response.account.can_change_from.as_deref().and_then(Moment::parse),
                    seal,
                    is_demanded,
                    refusal: None,
                })
            }
            Some(_) | None => Self::StartChange(is_demanded).stop(StopReason::AgentsOffline, None),
        }
    }

    /// Returns the screen for a flow that cannot continue. The user can try again from this screen.
    pub(crate) fn stop(self, stop_reason: StopReason, support_code: Option<String>) -> Self {
        Self::Stopped(Stopped { stop_reason, support_code, retry: Box::new(self) })
    }

    /// Returns whether this screen needs a session.
    pub(crate) const fn is_in_session(&self) -> bool {
        match self {
            // A change of the password ends every session.
            Self::Opening
            | Self::SignIn(_)
            | Self::FreezeAccount(_)
            | Self::Changed(_)
            | Self::Stopped(_) => false,
            Self::Prove(_)
            | Self::LiftFreeze(_)
            | Self::Register(_)
            | Self::AddMethod(_)
            | Self::Confirm(_)
            | Self::SecurityInfo(_)
            | Self::StartChange(_)
            | Self::ChangePassword(_)
            | Self::Waiting(_) => true,
        }
    }

    /// Returns the page that the navigation marks as current, or `None` if something else must come first.
    pub(crate) const fn page(&self) -> Option<Page> {
        match self {
            Self::SecurityInfo(_) => Some(Page::SecurityInfo),
            Self::AddMethod(data) if !data.is_demanded => Some(Page::SecurityInfo),
            Self::ChangePassword(data) if !data.is_demanded => Some(Page::ChangePassword),
            Self::StartChange(false) => Some(Page::ChangePassword),
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
            | Self::Changed(_)
            | Self::FreezeAccount(_)
            | Self::Stopped(_) => None,
        }
    }
}

impl Waiting {
    /// Returns the screen after a refusal: the form if other passwords may help, else a stop from which to try again.
    pub(crate) fn after_refusal(self, refusal: DirectoryRefusal) -> Screen {
        let can_change_from = match &refusal {
            DirectoryRefusal::PasswordTooRecent { can_change_from } => Moment::parse(can_change_from),
            DirectoryRefusal::PasswordInHistory
            | DirectoryRefusal::PasswordTooShort { .. }
            | DirectoryRefusal::PasswordNotComplex
            | DirectoryRefusal::PasswordContainsName
            | DirectoryRefusal::PasswordBanned { .. }
            | DirectoryRefusal::PasswordTooWeak
            | DirectoryRefusal::PasswordBreached
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
                return Screen::StartChange(self.change.is_demanded).stop(StopReason::Refused(refusal), None);
            }
        };
        Screen::ChangePassword(ChangePassword { can_change_from, refusal: Some(refusal), ..self.change })
    }
}

#[cfg(test)]
mod tests;
