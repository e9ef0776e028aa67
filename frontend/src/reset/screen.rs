//! The screens of a reset, and the data of each.
//!
//! Passwords and codes are not here: they are kept only in the field where they are typed.

mod waiting;

use api_contract::{
    DirectoryRefusal, set_password,
    start_reset::{AnonymousPurpose, Gates, OfferedMethod},
    unlock_account,
    verify_code::{self, NewPasswordRules, NextStep, Seal},
};

pub(crate) use self::waiting::{Order, Waiting};
use super::error_action::StopReason;
use crate::{api::start_reset::StartedReset, clock::Moment, passkey::Options};

/// The lifetime of a reset in seconds if the server's own value cannot be read.
const RESET_TTL_SECONDS: u32 = 15 * 60;

/// A screen with its data.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Screen {
    /// The user's name and the purpose.
    Identify(Identify),
    /// The proof of a gate.
    Prove(Prove),
    /// The user chooses a new password.
    ChoosePassword(ChoosePassword),
    /// The page is waiting for the directory.
    Waiting(Waiting),
    /// The directory has confirmed the order.
    Done(Done),
    /// The reset cannot continue.
    Stopped(Stopped),
    /// The link of a notice, by which a deferred order can be cancelled, with its token.
    CancelOrder(String),
}

/// The name and the purpose, as far as they are known.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Identify {
    pub(crate) user_id: String,
    pub(crate) purpose: AnonymousPurpose,
}

/// A reset that has been started.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Reset {
    pub(crate) token: String,
    pub(crate) expires_at: Moment,
    pub(crate) user_id: String,
    pub(crate) purpose: AnonymousPurpose,
    pub(crate) gates: Gates,
    /// The methods that have not been used.
    pub(crate) methods: Vec<OfferedMethod>,
    /// The options of a passkey request, if one may be used.
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
    pub(crate) rules: NewPasswordRules,
    pub(crate) can_change_from: Option<Moment>,
    pub(crate) seal: Seal,
    /// The reason why the directory refused the last password.
    pub(crate) refusal: Option<DirectoryRefusal>,
}

/// The directory's confirmation.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Done {
    pub(crate) user_id: String,
    pub(crate) purpose: AnonymousPurpose,
    pub(crate) confirmed: Option<Moment>,
    pub(crate) job: Option<String>,
}

/// The reason why the reset cannot continue, and where to try again.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Stopped {
    pub(crate) stop_reason: StopReason,
    pub(crate) support_code: Option<String>,
    /// The values to fill in when the user starts over.
    pub(crate) identify: Identify,
    /// The screen from which to try again.
    pub(crate) retry: Option<Box<Screen>>,
}

impl Screen {
    /// Returns when the reset expires, if the user has to do something before.
    pub(crate) fn expires_at(&self) -> Option<Moment> {
        match self {
            Self::Prove(prove) => Some(prove.reset.expires_at),
            Self::ChoosePassword(choose) => Some(choose.reset.expires_at),
            Self::Identify(_)
            | Self::Waiting(_)
            | Self::Done(_)
            | Self::Stopped(_)
            | Self::CancelOrder(_) => None,
        }
    }

    /// Returns the purpose of the reset.
    pub(crate) fn purpose(&self) -> AnonymousPurpose {
        match self {
            Self::Identify(identify) => identify.purpose,
            Self::Prove(prove) => prove.reset.purpose,
            Self::ChoosePassword(choose) => choose.reset.purpose,
            Self::Waiting(waiting) => waiting.reset.purpose,
            Self::Done(done) => done.purpose,
            Self::Stopped(stopped) => stopped.identify.purpose,
            Self::CancelOrder(_) => AnonymousPurpose::ResetPassword,
        }
    }

    /// Returns the index in the sequence of three milestones, 3 when all are done, or `None` outside of the sequence.
    pub(crate) fn position(&self) -> Option<usize> {
        match self {
            Self::Identify(_) => Some(0),
            Self::Prove(_) => Some(1),
            Self::ChoosePassword(_) | Self::Waiting(_) => Some(2),
            Self::Done(_) => Some(3),
            Self::Stopped(_) | Self::CancelOrder(_) => None,
        }
    }

    /// Returns the screen for a reset that expires on this screen, or `None` if it cannot expire here.
    pub(crate) fn expiry_screen(&self) -> Option<Self> {
        let reset = match self {
            Self::Prove(prove) => &prove.reset,
            Self::ChoosePassword(choose) => &choose.reset,
            Self::Identify(_)
            | Self::Waiting(_)
            | Self::Done(_)
            | Self::Stopped(_)
            | Self::CancelOrder(_) => return None,
        };
        Some(reset.stop(StopReason::ResetExpired, None))
    }
}

impl Reset {
    /// Returns a reset that has begun.
    pub(crate) fn from_response(identify: Identify, response: StartedReset) -> Self {
        Self {
            token: response.token,
            expires_at: Moment::parse(&response.expires_at)
                .unwrap_or_else(|| Moment::now().plus_seconds(RESET_TTL_SECONDS)),
            user_id: identify.user_id,
            purpose: identify.purpose,
            gates: response.gates,
            methods: response.methods,
            passkey: response.passkey,
        }
    }

    /// Returns the screen after a gate is proved by this method. The server says what comes next.
    pub(crate) fn after_proof(mut self, method: &str, response: verify_code::Response) -> Screen {
        self.token = response.token;
        self.gates = response.gates;
        self.methods.retain(|offered| offered.id != method);
        if response.next == NextStep::Prove {
            self.methods = response.methods;
        }
        match (response.next, response.account, response.seal) {
            (NextStep::Prove, ..) => Screen::Prove(Prove { reset: self }),
            (NextStep::Unlock, ..) => Screen::Waiting(Waiting {
                reset: self,
                order: Order::UnlockAccount(unlock_account::Request::default()),
                back: None,
            }),
            (NextStep::ChoosePassword, Some(account), Some(seal)) if !seal.agents.is_empty() => {
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
            (NextStep::ChoosePassword, Some(_), _) => self.stop(StopReason::AgentsOffline, None),
            (NextStep::ChoosePassword, None, _) => self.stop(StopReason::Internal, None),
        }
    }

    /// Returns the screen for a reset that cannot continue. Starting over keeps the name and the purpose.
    pub(crate) fn stop(&self, stop_reason: StopReason, support_code: Option<String>) -> Screen {
        let identify = Identify { user_id: self.user_id.clone(), purpose: self.purpose };
        Screen::Stopped(Stopped { stop_reason, support_code, identify, retry: None })
    }
}

impl ChoosePassword {
    /// Returns the screen that orders a sealed password.
    pub(crate) fn order(self, request: set_password::Request) -> Screen {
        let reset = self.reset.clone();
        Screen::Waiting(Waiting { reset, order: Order::SetPassword(request), back: Some(Box::new(self)) })
    }

    /// Returns the screen that orders an unlock instead of a new password.
    pub(crate) fn unlock_instead(self) -> Screen {
        let reset = Reset { purpose: AnonymousPurpose::UnlockAccount, ..self.reset.clone() };
        Screen::Waiting(Waiting {
            reset,
            order: Order::UnlockAccount(unlock_account::Request::default()),
            back: Some(Box::new(self)),
        })
    }
}

impl Screen {
    /// Returns the same stop with a screen from which to try again.
    pub(crate) fn with_retry(self, retry: Self) -> Self {
        match self {
            Self::Stopped(stopped) => Self::Stopped(Stopped { retry: Some(Box::new(retry)), ..stopped }),
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
