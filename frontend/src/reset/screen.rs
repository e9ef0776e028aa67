//! Where a user is on the way, and what each place needs to know.
//!
//! Passwords and codes are not here: they live in the field where they are typed, and nowhere longer.

use api_contract::{
    DirectoryRefusal, set_password,
    start_reset::{Gates, OfferedMethod, Purpose},
    unlock_account,
    verify_code::{self, Next, Rules, Seal},
};

use super::error_action::StopReason;
use crate::{api::start_reset::StartedReset, clock::Moment, passkey::Options};

/// How long a reset lives, where the server's own word for it cannot be read.
const RESET_TTL_SECONDS: u32 = 15 * 60;

/// One place on the way.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Screen {
    /// Who, and what is the trouble.
    Identify(Identify),
    /// A code by one of the methods.
    Prove(Prove),
    /// A new password.
    ChoosePassword(ChoosePassword),
    /// The directory is asked.
    Waiting(Waiting),
    /// It is done.
    Done(Done),
    /// It goes no further from here.
    Stopped(Stopped),
    /// The link of a notice: an order that waits may be cancelled. Its token.
    CancelOrder(String),
}

/// What a user may have told already.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Identify {
    pub(crate) user_id: String,
    pub(crate) purpose: Purpose,
}

/// One attempt, from the start to its end.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Reset {
    pub(crate) token: String,
    pub(crate) ends: Moment,
    pub(crate) user_id: String,
    pub(crate) purpose: Purpose,
    pub(crate) gates: Gates,
    /// Ways to prove that have not been used.
    pub(crate) methods: Vec<OfferedMethod>,
    /// What a passkey is asked for, where one may be used.
    pub(crate) passkey: Option<Options>,
}

/// A gate to be proved.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Prove {
    pub(crate) reset: Reset,
}

/// All gates are proved.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct ChoosePassword {
    pub(crate) reset: Reset,
    pub(crate) rules: Rules,
    pub(crate) can_change_from: Option<Moment>,
    pub(crate) seal: Seal,
    /// Why the directory refused the last password.
    pub(crate) refusal: Option<DirectoryRefusal>,
}

/// An order, not yet answered by the directory.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Waiting {
    pub(crate) reset: Reset,
    pub(crate) order: Order,
    /// The way back, where another password may help.
    pub(crate) back: Option<Box<ChoosePassword>>,
}

/// What the directory is asked to do. A password is sealed by then.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Order {
    SetPassword(set_password::Request),
    UnlockAccount(unlock_account::Request),
}

impl Order {
    /// The same, and whether it may wait.
    pub(crate) fn with_deferral(self, is_deferrable: bool) -> Self {
        match self {
            Self::SetPassword(request) => {
                Self::SetPassword(set_password::Request { is_deferrable, ..request })
            }
            Self::UnlockAccount(_) => Self::UnlockAccount(unlock_account::Request { is_deferrable }),
        }
    }
}

/// The directory confirmed.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Done {
    pub(crate) user_id: String,
    pub(crate) purpose: Purpose,
    pub(crate) confirmed: Option<Moment>,
    pub(crate) job: Option<String>,
}

/// Why it goes no further.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Stopped {
    pub(crate) stop_reason: StopReason,
    pub(crate) support_code: Option<String>,
    /// Filled in again when the user starts over.
    pub(crate) identify: Identify,
    /// A place from which another try makes sense.
    pub(crate) again: Option<Box<Screen>>,
}

impl Screen {
    /// When the reset ends by itself, where the user has to do something before.
    pub(crate) fn ends(&self) -> Option<Moment> {
        match self {
            Self::Prove(prove) => Some(prove.reset.ends),
            Self::ChoosePassword(choose) => Some(choose.reset.ends),
            Self::Identify(_)
            | Self::Waiting(_)
            | Self::Done(_)
            | Self::Stopped(_)
            | Self::CancelOrder(_) => None,
        }
    }

    /// What the user came for.
    pub(crate) fn purpose(&self) -> Purpose {
        match self {
            Self::Identify(identify) => identify.purpose,
            Self::Prove(prove) => prove.reset.purpose,
            Self::ChoosePassword(choose) => choose.reset.purpose,
            Self::Waiting(waiting) => waiting.reset.purpose,
            Self::Done(done) => done.purpose,
            Self::Stopped(stopped) => stopped.identify.purpose,
            Self::CancelOrder(_) => Purpose::ResetPassword,
        }
    }

    /// The place in the sequence of three that the user sees; none where there is no way on.
    pub(crate) fn position(&self) -> Option<usize> {
        match self {
            Self::Identify(_) => Some(0),
            Self::Prove(_) => Some(1),
            Self::ChoosePassword(_) | Self::Waiting(_) => Some(2),
            Self::Done(_) => Some(3),
            Self::Stopped(_) | Self::CancelOrder(_) => None,
        }
    }

    /// The reset came to its end while the user was here.
    pub(crate) fn expired(&self) -> Option<Self> {
        let reset = match self {
            Self::Prove(prove) => &prove.reset,
            Self::ChoosePassword(choose) => &choose.reset,
            Self::Identify(_)
            | Self::Waiting(_)
            | Self::Done(_)
            | Self::Stopped(_)
            | Self::CancelOrder(_) => return None,
        };
        Some(reset.stopped(StopReason::ResetExpired, None))
    }
}

impl Reset {
    /// A reset has begun.
    pub(crate) fn started(identify: Identify, response: StartedReset) -> Self {
        Self {
            token: response.token,
            ends: Moment::parse(&response.expires_at)
                .unwrap_or_else(|| Moment::now().plus_seconds(RESET_TTL_SECONDS)),
            user_id: identify.user_id,
            purpose: identify.purpose,
            gates: response.gates,
            methods: response.methods,
            passkey: response.passkey,
        }
    }

    /// A gate is proved by this method; what comes next is for the server to say.
    pub(crate) fn proved(mut self, method: &str, response: verify_code::Response) -> Screen {
        self.token = response.token;
        self.gates = response.gates;
        self.methods.retain(|offered| offered.id != method);
        match (response.next, response.account, response.seal) {
            (Next::Prove, ..) => Screen::Prove(Prove { reset: self }),
            (Next::Unlock, ..) => Screen::Waiting(Waiting {
                reset: self,
                order: Order::UnlockAccount(unlock_account::Request::default()),
                back: None,
            }),
            (Next::ChoosePassword, Some(account), Some(seal)) if !seal.agents.is_empty() => {
                let can_change_from = account.can_change_from.as_deref().and_then(Moment::parse);
                let rules = account.rules;
                Screen::ChoosePassword(ChoosePassword {
                    reset: self,
                    rules,
                    can_change_from,
                    seal,
                    refusal: None,
                })
            }
            (Next::ChoosePassword, Some(_), _) => self.stopped(StopReason::AgentsOffline, None),
            (Next::ChoosePassword, None, _) => self.stopped(StopReason::Internal, None),
        }
    }

    /// It goes no further; starting over remembers who and what for.
    pub(crate) fn stopped(&self, stop_reason: StopReason, support_code: Option<String>) -> Screen {
        let identify = Identify { user_id: self.user_id.clone(), purpose: self.purpose };
        Screen::Stopped(Stopped { stop_reason, support_code, identify, again: None })
    }
}

impl ChoosePassword {
    /// The password is sealed and ordered.
    pub(crate) fn ordered(self, request: set_password::Request) -> Screen {
        let reset = self.reset.clone();
        Screen::Waiting(Waiting { reset, order: Order::SetPassword(request), back: Some(Box::new(self)) })
    }

    /// The user keeps the password and wants to be unlocked.
    pub(crate) fn unlock_instead(self) -> Screen {
        let reset = Reset { purpose: Purpose::UnlockAccount, ..self.reset.clone() };
        Screen::Waiting(Waiting {
            reset,
            order: Order::UnlockAccount(unlock_account::Request::default()),
            back: Some(Box::new(self)),
        })
    }
}

impl Waiting {
    /// The directory confirmed.
    pub(crate) fn done(self, confirmed: Option<Moment>, job: Option<String>) -> Screen {
        Screen::Done(Done { user_id: self.reset.user_id, purpose: self.reset.purpose, confirmed, job })
    }

    /// The directory said no. Another password, or another try, may help; all gates stay proved.
    pub(crate) fn refused(self, refusal: DirectoryRefusal) -> Screen {
        match refusal {
            DirectoryRefusal::PasswordTooRecent { ref can_change_from } => {
                let from = Moment::parse(can_change_from);
                self.back_to_password(refusal, from)
            }
            DirectoryRefusal::PasswordInHistory
            | DirectoryRefusal::PasswordTooShort { .. }
            | DirectoryRefusal::PasswordNotComplex
            | DirectoryRefusal::PasswordContainsName
            | DirectoryRefusal::PasswordBanned { .. }
            | DirectoryRefusal::PasswordRefusedByFilter => self.back_to_password(refusal, None),
            DirectoryRefusal::DirectoryUnreachable
            | DirectoryRefusal::JobExpired
            | DirectoryRefusal::OrderCancelled => {
                let reset = self.reset.clone();
                // Whether the next try may wait is asked anew.
                let again = Self { order: self.order.with_deferral(false), ..self };
                reset.stopped(StopReason::Refused(refusal), None).with_another_try(Screen::Waiting(again))
            }
            DirectoryRefusal::AccountDisabled
            | DirectoryRefusal::AccountExpired
            | DirectoryRefusal::AccountProtected
            | DirectoryRefusal::AccountLocked
            | DirectoryRefusal::CurrentPasswordWrong
            | DirectoryRefusal::ChangeNotPermitted
            | DirectoryRefusal::AgentNotPermitted
            | DirectoryRefusal::AccountNotFound
            | DirectoryRefusal::AgentWithdrawn => self.reset.stopped(StopReason::Refused(refusal), None),
        }
    }

    /// The token of the order is the one that counts from now on.
    fn back_to_password(self, refusal: DirectoryRefusal, can_change_from: Option<Moment>) -> Screen {
        let Some(back) = self.back else { return self.reset.stopped(StopReason::Refused(refusal), None) };
        let reset = Reset { token: self.reset.token, ..back.reset };
        Screen::ChoosePassword(ChoosePassword { reset, can_change_from, refusal: Some(refusal), ..*back })
    }
}

impl Screen {
    /// Offers another try at what was stopped.
    pub(crate) fn with_another_try(self, again: Self) -> Self {
        match self {
            Self::Stopped(stopped) => Self::Stopped(Stopped { again: Some(Box::new(again)), ..stopped }),
            Self::Identify(_)
            | Self::Prove(_)
            | Self::ChoosePassword(_)
            | Self::Waiting(_)
            | Self::Done(_)
            | Self::CancelOrder(_) => self,
        }
    }
}

#[cfg(test)]
mod tests;
