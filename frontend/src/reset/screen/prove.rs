//! The screens that prove a gate: the choice of a method, and its code.

use api_contract::start_reset::OfferedMethod;

use super::{Reset, Screen};
use crate::parts::CodeDelivery;

/// A gate to be proved.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Prove {
    pub(crate) reset: Reset,
    /// The method whose code was sent last, which leads back to its field.
    pub(crate) sent: Option<ChosenMethod>,
}

/// The code of a method to be typed.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct EnterCode {
    pub(crate) reset: Reset,
    pub(crate) chosen: ChosenMethod,
}

/// A method that was chosen. Its code was sent, or is at hand.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct ChosenMethod {
    pub(crate) method: OfferedMethod,
    pub(crate) destination: Option<String>,
    pub(crate) sent: Option<CodeDelivery>,
    /// The method whose code was sent before, if this one's code is at hand.
    pub(crate) before: Option<Box<Self>>,
}

impl Prove {
    /// Returns a gate for which no code was sent yet.
    pub(crate) const fn new(reset: Reset) -> Self {
        Self { reset, sent: None }
    }
}

impl EnterCode {
    /// Returns the screen on which another method can be chosen.
    pub(crate) fn choose_another(self) -> Screen {
        let ChosenMethod { sent, .. } = &self.chosen;
        let sent = if sent.is_some() { Some(self.chosen) } else { self.chosen.before.map(|before| *before) };
        Screen::Prove(Prove { reset: self.reset, sent })
    }
}
