//! Parts that several screens share.

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
mod i18n;
mod meter;
mod new_password;
mod paragraph;
mod password_field;
mod tag;
mod ticker;

pub(crate) use alert::alert;
pub(crate) use button::{button, quiet_button, submit, submit_at_once};
pub(crate) use checklist::{RULES, rules};
pub(crate) use choice::choice;
use code_field::{ANY_LENGTH, APP_CODE, CODE, code_field};
pub(crate) use code_form::{CodeDelivery, CodeForm, code_instructions, name};
pub(crate) use field::field;
pub(crate) use follow::follow;
pub(crate) use frame::{foot, head};
pub(crate) use heading::{HEADING, heading};
pub(crate) use i18n::{DynamicText, I18n, dynamic};
pub(crate) use meter::{Evaluate, Evaluation, meter};
pub(crate) use new_password::{NewPassword, username_for_managers};
pub(crate) use paragraph::{paragraph, picture};
pub(crate) use password_field::password_field;
pub(crate) use tag::{Tag, dynamic_view, tag};
pub(crate) use ticker::Ticker;
