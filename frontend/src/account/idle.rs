//! Warns before a session ends because it is not used.

use leptos::{prelude::*, task::spawn_local};

use super::{context::AccountContext, error_action::SignInReason};
use crate::{
    api,
    clock::minutes_and_seconds,
    parts::{I18n, Ticker, dynamic_view, quiet_button, tag},
    words,
};

/// The seconds before the end at which the warning appears: long enough to notice it, and to press a button.
const WARN_SECONDS: u32 = 120;

/// Returns the warning, which appears 2 minutes before the end. Shows the sign-in when the session has ended.
pub(super) fn idle(context: AccountContext) -> AnyView {
    let ticker = Ticker::from_context();
    let left = move || {
        let until =
            context.idle_until.get().filter(|_| context.screen.with(super::screen::Screen::is_in_session))?;
        Some(ticker.seconds_left(until))
    };
    let is_soon = Memo::new(move |_| left().is_some_and(|left| left <= WARN_SECONDS));
    Effect::new(move || {
        if left() == Some(0) {
            context.sign_in_again(Some(SignInReason::SessionEnded));
        }
    });
    let stay = Callback::new(move |()| {
        spawn_local(async move {
            if let Ok(details) = api::show_session::show_session().await
                && let Some(session) = details.session
            {
                context.learn(&session);
            }
        });
    });
    dynamic_view(move || {
        let time = I18n::from_context().optional_text(move || {
            left().map(|seconds| words::time_left(minutes_and_seconds(seconds).as_str()))
        });
        let warning = is_soon.get().then(|| {
            tag("div")
                .class("support idle")
                .tag(tag("p").text(words::session_idle()))
                .tag(tag("p").class("fine").set("aria-hidden", "true").dynamic_text(time))
                .tag(quiet_button(words::session_stay(), stay))
                .into_view()
        });
        warning.into_any()
    })
}
