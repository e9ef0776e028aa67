//! Pieces that several steps are made of.

mod alert;
mod button;
mod checklist;
mod choice;
mod code_field;
mod field;
mod frame;
mod heading;
mod meter;
mod password_field;
mod progress;
mod speech;
mod ticker;
mod time_left;

pub(crate) use alert::Alert;
pub(crate) use button::{Quiet, Submit};
pub(crate) use checklist::{RULES, Rules};
pub(crate) use choice::Choice;
pub(crate) use code_field::{CODE, CodeField};
pub(crate) use field::Field;
pub(crate) use frame::{Foot, Head};
pub(crate) use heading::{HEADING, Heading};
pub(crate) use meter::Meter;
pub(crate) use password_field::PasswordField;
pub(crate) use progress::Progress;
pub(crate) use speech::{Speech, Words};
pub(crate) use ticker::Ticker;
pub(crate) use time_left::TimeLeft;
