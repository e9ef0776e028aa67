//! The field for a code with its buttons, or what to do once the code no longer counts.

use leptos::{prelude::*, task::spawn_local};

use super::CodeForm;
use crate::{
    browser,
    parts::{
        I18n, Tag, Ticker, button, code_field::code_field, counting_alert, dynamic, paragraph, quiet_button,
        submit, tag,
    },
    words::{self, Value},
};

/// The id of the button that remains when a code no longer counts.
const REMAINING: &str = "remaining";

impl CodeForm {
    /// Returns the field, and the buttons below it: another code if codes are sent, and another method.
    pub(crate) fn fields(self, check: Callback<()>, resend: Callback<()>, other: Callback<()>) -> Tag {
        let ticker = Ticker::from_context();
        let is_over = Memo::new(move |_| {
            self.is_used_up.get() || (self.is_sent && ticker.seconds_left(self.expires_at.get()) == 0)
        });
        // The field, which had the focus, goes.
        Effect::new(move || {
            if is_over.get() {
                spawn_local(browser::focus_soon(REMAINING));
            }
        });
        let news = I18n::from_context().optional_text(move || self.news.get());
        let body = move || {
            let is_over = is_over.get();
            let view =
                untrack(|| if is_over { self.over(resend, other) } else { self.open(check, resend, other) });
            Some(view.into_view())
        };
        tag("div")
            .tag(counting_alert(self.error))
            .tag(tag("p").class("news").set("role", "status").dynamic_text(news))
            .dynamic_child(body)
    }

    /// Returns whether the code no longer counts.
    pub(crate) fn is_over(self) -> bool {
        self.is_used_up.get_untracked()
    }

    fn open(self, check: Callback<()>, resend: Callback<()>, other: Callback<()>) -> Tag {
        let hint = move || words::code_hint(Value::TimeOfDay(self.expires_at.get()));
        let field = move || {
            let hint = self.is_sent.then(hint);
            Some(code_field(self.length, hint, self.code, self.code_error, check).into_view())
        };
        let again = self.is_sent.then(|| self.resend_button("quiet", resend));
        let beside =
            tag("div").class("beside").tag_if(again).tag(quiet_button(words::code_other_method(), other));
        tag("div")
            .dynamic_child(field)
            .tag(submit(words::code_submit(), words::code_checking(), self.busy))
            .tag(beside)
    }

    /// Returns what remains once the code no longer counts.
    fn over(self, resend: Callback<()>, other: Callback<()>) -> Tag {
        let is_explained = self.error.with_untracked(Option::is_some);
        let text = (self.is_sent && !is_explained).then(|| paragraph("support", words::code_over()));
        let over = tag("div").set("role", "status").tag_if(text);
        if self.is_sent {
            let beside = tag("div").class("beside").tag(quiet_button(words::code_other_method(), other));
            tag("div").tag(over).tag(self.resend_button("primary", resend).set("id", REMAINING)).tag(beside)
        } else {
            let press = move |_| other.run(());
            let other = button("primary").text(words::code_other_method()).on("click", press);
            tag("div").tag(over).tag(other.set("id", REMAINING))
        }
    }

    /// Returns the button that requests another code. It says how long the user must wait for that.
    fn resend_button(self, class: &'static str, press: Callback<()>) -> Tag {
        let ticker = Ticker::from_context();
        let left = move || ticker.seconds_left(self.resend_from.get());
        let text = I18n::from_context().dynamic_text(move || match left() {
            0 => words::code_resend(),
            seconds => words::code_resend_wait(seconds),
        });
        let click = move |_| {
            if untrack(left) == 0 {
                press.run(());
            }
        };
        button(class)
            .follow("aria-disabled", dynamic(move || (left() > 0).to_string()))
            .on("click", click)
            .dynamic_text(text)
    }
}
