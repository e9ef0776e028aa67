//! Pieces that several steps are made of.

mod alert;
mod button;
mod checklist;
mod choice;
mod code_field;
mod code_form;
mod field;
mod follow;
mod frame;
mod heading;
mod meter;
mod new_password;
mod paragraph;
mod password_field;
mod speech;
mod tag;
mod ticker;

pub(crate) use alert::alert;
pub(crate) use button::{button, quiet, submit, submit_at_once};
pub(crate) use checklist::{RULES, rules};
pub(crate) use choice::choice;
use code_field::{ANY_LENGTH, APP_CODE, CODE, code_field};
pub(crate) use code_form::{CodeForm, Sent, at_hand, name};
pub(crate) use field::field;
pub(crate) use follow::follow;
pub(crate) use frame::{foot, head};
pub(crate) use heading::{HEADING, heading};
pub(crate) use meter::{Judge, Judgement, meter};
pub(crate) use new_password::{NewPassword, whose};
pub(crate) use paragraph::{paragraph, picture};
pub(crate) use password_field::password_field;
pub(crate) use speech::{Speech, Words, follows};
pub(crate) use tag::{Tag, changing, tag};
pub(crate) use ticker::Ticker;
