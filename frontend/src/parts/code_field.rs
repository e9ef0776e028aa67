//! The field for a one-time code.

use leptos::prelude::*;
use web_sys::{Event, HtmlInputElement};

use super::{FieldError, Tag, dynamic, tag};
use crate::words::{self, Message};

/// The field's id.
pub(crate) const CODE: &str = "code";

/// The number of digits of an authenticator app's code.
pub(crate) const APP_CODE: u8 = 6;
/// The value of `length` for a recovery code, which has no fixed number of digits.
pub(crate) const ANY_LENGTH: u8 = 0;

/// Returns the field. It takes digits however they are typed, and a whole message that is pasted, and calls `complete` once
/// all digits are there. The hint says when the code expires.
pub(crate) fn code_field(
    length: u8,
    hint: Option<Message>,
    code: RwSignal<String>,
    error: FieldError,
    complete: Callback<()>,
) -> Tag {
    let is_any = length == ANY_LENGTH;
    let take = move |event: Event| {
        if take(&event_target(&event), length, code) {
            complete.run(());
        }
    };
    let label = if is_any { words::recovery_code_label() } else { words::code_label(u32::from(length)) };
    let describedby = FieldError::id(CODE) + if hint.is_some() { " code-hint" } else { "" };
    let field = tag("input")
        .set("id", CODE)
        .class("code")
        .set("name", "one-time-code")
        .set("type", "text")
        .set("inputmode", if is_any { "text" } else { "numeric" })
        .set("autocomplete", "one-time-code")
        .set("autocapitalize", "none")
        .set("spellcheck", "false")
        .set("aria-required", "true")
        .put("aria-describedby", describedby)
        .follow("aria-invalid", dynamic(move || error.is_shown().to_string()))
        .value(dynamic(move || code.get()))
        .on("input", take);
    let hint = hint.map(|hint| tag("p").class("hint").set("id", "code-hint").text(hint));
    tag("div")
        .class("field")
        .tag(tag("label").set("for", CODE).text(label))
        .tag(error.view(CODE))
        .tag(field)
        .tag_if(hint)
}

/// Takes what was typed, and returns whether it is another complete code now.
fn take(field: &HtmlInputElement, length: u8, code: RwSignal<String>) -> bool {
    let is_any = length == ANY_LENGTH;
    let text = field.value();
    let typed = if is_any { text.clone() } else { input::code::typed(&text, length.into()) };
    // The signal may have this value already, and then leaves in the field what was typed.
    if typed != text {
        field.set_value(&typed);
    }
    let is_complete = !is_any && typed.len() == usize::from(length) && typed != code.get_untracked();
    code.set(typed);
    is_complete
}
