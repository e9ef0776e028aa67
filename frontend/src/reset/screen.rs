//! The screens of a reset, and the data of each.
//!
//! Passwords and codes are not here: they are kept only in the field where they are typed.

mod order;
mod position;
mod prove;
mod reset;

use api_contract::{
    DirectoryRefusal, set_password,
    start_reset::{AnonymousPurpose, Gates, OfferedMethod},
    unlock_account,
    verify_code::{NewPasswordRules, Seal},
};

pub(crate) use self::order::{Order, Waiting};
pub(crate) use self::prove::{ChosenMethod, EnterCode, Prove};
use super::error_action::StopReason;
use crate::{clock::Moment, passkey::Options};

/// The lifetime of a reset in seconds if the server's own value is not known.
pub(crate) const RESET_TTL_SECONDS: u32 = 15 * 60;

/// A screen with its data.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Screen {
    /// The user's name and the purpose.
    Identify(Identify),
    /// The choice of a method that proves a gate.
    Prove(Prove),
    /// The code of a method.
    EnterCode(EnterCode),
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
    /// The minutes for which a reset is good.
    pub(crate) minutes: u32,
    pub(crate) gates: Gates,
    /// The methods that have not been used.
    pub(crate) methods: Vec<OfferedMethod>,
    /// The options of a passkey request, if one may be used.
    pub(crate) passkey: Option<Options>,
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
    /// The minutes for which a reset is good.
    pub(crate) minutes: u32,
    /// The values to fill in when the user starts over.
    pub(crate) identify: Identify,
    /// The screen from which to try again.
    pub(crate) retry: Option<Box<Screen>>,
}

impl Screen {
    /// Returns when the reset expires, if the user has to do something before.
    pub(crate) fn expires_at(&self) -> Option<Moment> {
        self.open_reset().map(|reset| reset.expires_at)
    }

    /// Returns the reset, if the user has to do something in it.
    const fn open_reset(&self) -> Option<&Reset> {
        match self {
            Self::Prove(prove) => Some(&prove.reset),
            Self::EnterCode(code) => Some(&code.reset),
            Self::ChoosePassword(choose) => Some(&choose.reset),
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
            Self::EnterCode(code) => code.reset.purpose,
            Self::ChoosePassword(choose) => choose.reset.purpose,
            Self::Waiting(waiting) => waiting.reset.purpose,
            Self::Done(done) => done.purpose,
            Self::Stopped(stopped) => stopped.identify.purpose,
            Self::CancelOrder(_) => AnonymousPurpose::ResetPassword,
        }
    }

    /// Returns the name and the purpose of the reset.
    pub(crate) fn identify(&self) -> Identify {
        match self {
            Self::Identify(identify) => identify.clone(),
            Self::Prove(prove) => prove.reset.identify(),
            Self::EnterCode(code) => code.reset.identify(),
            Self::ChoosePassword(choose) => choose.reset.identify(),
            Self::Waiting(waiting) => waiting.reset.identify(),
            Self::Done(done) => Identify { user_id: done.user_id.clone(), purpose: done.purpose },
            Self::Stopped(stopped) => stopped.identify.clone(),
            Self::CancelOrder(_) => Identify { user_id: String::new(), purpose: self.purpose() },
        }
    }

    /// Returns the index in the sequence of three milestones, 3 when all are done, or `None` outside of the sequence.
    pub(crate) fn progress_index(&self) -> Option<usize> {
        match self {
            Self::Identify(_) => Some(0),
            Self::Prove(_) | Self::EnterCode(_) => Some(1),
            Self::ChoosePassword(_) | Self::Waiting(_) => Some(2),
            Self::Done(_) => Some(3),
            Self::Stopped(_) | Self::CancelOrder(_) => None,
        }
    }

    /// Returns the screen for a reset that expires on this screen, or `None` if it cannot expire here.
    pub(crate) fn expiry_screen(&self) -> Option<Self> {
        Some(self.open_reset()?.stop(StopReason::ResetExpired, None))
    }
}

impl ChoosePassword {
    /// Returns the screen that orders a sealed password.
    pub(crate) fn order(self, request: set_password::Request) -> Screen {
        let reset = self.reset.clone();
        Screen::Waiting(Waiting {
            reset,
            order: Order::SetPassword(request),
            is_sent: false,
            back: Some(Box::new(self)),
        })
    }

    /// Returns the screen that orders an unlock instead of a new password.
    pub(crate) fn unlock_instead(self) -> Screen {
        let reset = Reset { purpose: AnonymousPurpose::UnlockAccount, ..self.reset.clone() };
        Screen::Waiting(Waiting {
            reset,
            order: Order::UnlockAccount(unlock_account::Request::default()),
            is_sent: false,
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
            | Self::EnterCode(_)
            | Self::ChoosePassword(_)
            | Self::Waiting(_)
            | Self::Done(_)
            | Self::CancelOrder(_) => self,
        }
    }
}

#[cfg(test)]
pub(super) mod tests;
