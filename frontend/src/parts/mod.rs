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
mod paragraph;
mod password_field;
mod progress;
mod speech;
mod tag;
mod ticker;
mod time_left;

pub(crate) use alert::alert;
pub(crate) use button::{button, quiet, submit, submit_at_once};
pub(crate) use checklist::{RULES, rules};
pub(crate) use choice::choice;
pub(crate) use code_field::{CODE, code_field};
pub(crate) use field::field;
pub(crate) use frame::{foot, head};
pub(crate) use heading::{HEADING, heading};
pub(crate) use meter::{Judge, Judgement, meter};
pub(crate) use paragraph::{paragraph, picture};
pub(crate) use password_field::password_field;
pub(crate) use progress::progress;
pub(crate) use speech::{Speech, Words, follows};
pub(crate) use tag::{Tag, changing, tag};
pub(crate) use ticker::Ticker;
pub(crate) use time_left::time_left;
