//! The button that suggests a password, and the suggestion, which is in both fields and can be copied.

use leptos::{prelude::*, task::spawn_local};
use password_policy::suggest;

use super::{I18n, NewPassword, Tag, dynamic, quiet_button, tag};
use crate::{browser, entropy, secret::Password, suggestion_words, words};

/// The last suggestion, and whether it was copied. Signals of other types would cost a kilobyte each.
#[derive(Clone, Copy)]
struct Suggestion {
    new: NewPassword,
    password: RwSignal<Password>,
    is_copied: RwSignal<bool>,
}

/// Returns the button and, until the field is changed, the suggestion.
pub(super) fn suggestion(new: NewPassword) -> Tag {
    let i18n = I18n::from_context();
    let suggestion = Suggestion { new, password: RwSignal::default(), is_copied: RwSignal::new(false) };
    let press =
        |is_copy| Callback::new(move |()| spawn_local(async move { suggestion.act(i18n, is_copy).await }));
    let remark = move || {
        let copied =
            if suggestion.is_copied.get() { words::suggestion_copied } else { words::suggestion_made };
        (!suggestion.text().is_empty()).then(copied)
    };
    let status = tag("p")
        .set("role", "status")
        .dynamic_text(i18n.optional_text(remark))
        .plain(" ".to_owned())
        .tag(tag("strong").class("suggested").dynamic_text(dynamic(move || suggestion.text())));
    let copy = quiet_button(words::suggestion_copy(), press(true))
        .follow_if("hidden", move || suggestion.text().is_empty().then(String::new));
    tag("div")
        .class("suggestion")
        .tag(quiet_button(words::suggestion_button(), press(false)))
        .tag(copy)
        .tag(status)
}

impl Suggestion {
    /// Returns the suggestion while the field still has it, or an empty text.
    fn text(self) -> String {
        let suggested = self.password.read();
        if self.new.is(&suggested) { suggested.as_str().to_owned() } else { String::new() }
    }

    /// Copies the suggestion, or makes one.
    async fn act(self, i18n: I18n, is_copy: bool) {
        let is_copied = is_copy && browser::copy(&self.text()).await;
        if !is_copy {
            self.make(suggestion_words::load(i18n.language()).await.unwrap_or_default().as_str());
        }
        self.is_copied.set(is_copied);
    }

    fn make(self, words: &str) {
        match self.new.policy.with_value(|policy| suggest(policy, words, entropy::random_number)) {
            None => self.new.show_error(words::suggestion_not_made()),
            Some(suggestion) => {
                let password = Password::from(suggestion.password.as_str().to_owned());
                self.new.put(password.clone());
                self.password.set(password);
            }
        }
    }
}
