//! The field for a one-time code.

use leptos::prelude::*;

use super::{FieldError, Tag, dynamic, tag};
use crate::words::{self, Message};

/// The field's id.
pub(crate) const CODE: &str = "code";

/// The number of digits of an authenticator app's code.
pub(crate) const APP_CODE: u8 = 6;
/// The value of `length` for a recovery code, which has no fixed number of digits.
pub(crate) const ANY_LENGTH: u8 = 0;

/// Returns the field. It takes digits however they are typed or pasted, and calls `complete` once all are there. The
/// hint says when the code expires.
pub(crate) fn code_field(
    length: u8,
    hint: Option<Message>,
    code: RwSignal<String>,
    error: FieldError,
    complete: Callback<()>,
) -> Tag {
    let is_any = length == ANY_LENGTH;
    let input = move |event| {
        let typed = event_target_value(&event);
        let typed = if is_any { typed } else { digits(&typed, length) };
        let is_complete = !is_any && typed.len() == usize::from(length) && typed != code.get_untracked();
        code.set(typed);
        if is_complete {
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
        .on("input", input);
    let hint = hint.map(|hint| tag("p").class("hint").set("id", "code-hint").text(hint));
    tag("div")
        .class("field")
        .tag(tag("label").set("for", CODE).text(label))
        .tag(error.view(CODE))
        .tag(field)
        .tag_if(hint)
}

/// Returns the digits of a typed or pasted text. Codes that are copied from messages bring spaces and hyphens along.
fn digits(typed: &str, length: u8) -> String {
    typed
        .chars()
        .filter_map(|character| character.to_digit(10).and_then(|digit| char::from_digit(digit, 10)))
        .take(usize::from(length))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::digits;

    #[test]
    fn text_pasted_around_a_code_is_dropped() {
        assert_eq!(digits(" 123 456\n", 6), "123456");
        assert_eq!(digits("Code: 012-345.", 6), "012345");
        assert_eq!(digits("1234567", 6), "123456");
        assert_eq!(digits("abc", 6), "");
    }
}
