//! The field for a code.

use leptos::prelude::*;

use super::Speech;
use crate::words::{self, Message};

/// The field's id.
pub(crate) const CODE: &str = "code";

/// Takes digits however they are typed or pasted, and says when all are there.
#[component]
pub(crate) fn CodeField(
    length: u8,
    /// Describes until when the code is good.
    hint: Message,
    code: RwSignal<String>,
    #[prop(into)] invalid: Signal<bool>,
    complete: Callback<()>,
) -> impl IntoView {
    let speech = Speech::here();
    let input = move |event| {
        let digits = digits(&event_target_value(&event), length);
        let is_complete = digits.len() == usize::from(length) && digits != code.get_untracked();
        code.set(digits);
        if is_complete {
            complete.run(());
        }
    };
    view! {
        <div class={"field"}>
            <label for=CODE>{speech.say(words::code_label(u32::from(length)))}</label>
            <input
                id=CODE
                class={"code"}
                name="one-time-code"
                type="text"
                inputmode="numeric"
                autocomplete="one-time-code"
                aria-describedby="code-hint"
                aria-invalid=move || invalid.get().to_string()
                prop:value=move || code.get()
                on:input=input
            />
            <p class={"hint"} id="code-hint">{speech.say(hint)}</p>
        </div>
    }
}

/// The digits of what was typed: mails and text messages bring spaces and hyphens with them.
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
    fn what_is_pasted_with_a_code_is_dropped() {
        assert_eq!(digits(" 123 456\n", 6), "123456");
        assert_eq!(digits("Code: 012-345.", 6), "012345");
        assert_eq!(digits("1234567", 6), "123456");
        assert_eq!(digits("abc", 6), "");
    }
}
