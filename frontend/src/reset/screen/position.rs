//! The positions of the screens in the browser's history.

use super::{ChoosePassword, EnterCode, Reset, Screen};
use crate::clock::Moment;

const DAY_SECONDS: u32 = 86_400;

const PASSWORD: u32 = 100;
const WAITING: u32 = 101;
const DONE: u32 = 102;
const STOPPED: u32 = 103;

impl Screen {
    /// Returns the position of the screen in the browser's history, which grows from step to step.
    pub(crate) fn position(&self) -> Option<u32> {
        let gate = |reset: &Reset| 2 * u32::from(reset.gates.passed);
        match self {
            Self::Identify(_) => Some(0),
            Self::Prove(data) => Some(gate(&data.reset) + 1),
            Self::EnterCode(data) => Some(gate(&data.reset) + 2),
            Self::ChoosePassword(_) => Some(PASSWORD),
            Self::Waiting(_) => Some(WAITING),
            Self::Done(_) => Some(DONE),
            Self::Stopped(_) => Some(STOPPED),
            Self::CancelOrder(_) => None,
        }
    }

    /// Returns whether the user can go back from this new screen to a position.
    pub(crate) fn leads_back_to(&self, position: u32) -> bool {
        let is_choice = matches!(self, Self::EnterCode(_)) && self.position() == Some(position + 1);
        is_choice || (position == 0 && self.position() != Some(0))
    }

    /// Returns the screen at a position, or `None` if the reset cannot be there any more. This one is the newest screen of
    /// the reset.
    pub(crate) fn at(&self, position: u32) -> Option<Self> {
        let other = match self {
            _ if position == 0 => Self::Identify(self.identify()),
            _ if self.position() == Some(position) => self.clone(),
            Self::EnterCode(data) => data.clone().choose_another(),
            Self::Prove(data) => {
                Self::EnterCode(EnterCode { reset: data.reset.clone(), chosen: data.sent.clone()? })
            }
            Self::Identify(_)
            | Self::ChoosePassword(_)
            | Self::Waiting(_)
            | Self::Done(_)
            | Self::Stopped(_)
            | Self::CancelOrder(_) => return None,
        };
        (other.position() == Some(position)).then_some(other)
    }

    /// Returns when the reset can no longer go on from this screen. The outcome of an order is shown for a day.
    pub(crate) fn lasts_until(&self) -> Option<Moment> {
        if let Self::Waiting(data) = self {
            return Some(data.reset.expires_at.plus_seconds(DAY_SECONDS));
        }
        self.expires_at()
    }

    /// Returns the screen on which the reset goes on after a reload, or `None` if it has ended.
    pub(crate) fn resumable(&self) -> Option<Self> {
        match self {
            Self::Prove(_) | Self::EnterCode(_) | Self::ChoosePassword(_) | Self::Waiting(_) => {
                Some(self.clone())
            }
            Self::Stopped(data) => {
                // A reload does not place the order again.
                let Self::Waiting(waiting) = data.retry.as_deref()? else { return None };
                let back = waiting.back.as_deref()?.clone();
                let reset = Reset { token: waiting.reset.token.clone(), ..back.reset };
                Some(Self::ChoosePassword(ChoosePassword { reset, ..back }))
            }
            Self::Identify(_) | Self::Done(_) | Self::CancelOrder(_) => None,
        }
    }
}

#[cfg(test)]
mod tests;
