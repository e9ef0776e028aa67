//! Warns before a session ends because nothing happens.

use leptos::{prelude::*, task::spawn_local};

use super::{here::Here, trouble::Note};
use crate::{
    api,
    clock::minutes_and_seconds,
    parts::{Speech, Ticker, changing, quiet, tag},
    words,
};

/// Long enough to notice, and to press a button.
const WARN_SECONDS: u32 = 120;

/// The warning while it is time for it; and the end of the session when the time is up.
pub(super) fn idle(here: Here) -> AnyView {
    let ticker = Ticker::here();
    let left = move || {
        let until =
            here.idle_until.get().filter(|_| here.screen.with(super::screen::Screen::is_in_session))?;
        Some(ticker.seconds_left(until))
    };
    let is_soon = Memo::new(move |_| left().is_some_and(|left| left <= WARN_SECONDS));
    Effect::new(move || {
        if left() == Some(0) {
            here.sign_in_again(Some(Note::SessionEnded));
        }
    });
    let stay = Callback::new(move |()| {
        spawn_local(async move {
            if let Ok(shown) = api::show_session::show_session().await {
                here.learn(&shown.response.session);
            }
        });
    });
    changing(move || {
        let time = Speech::here()
            .says_if(move || left().map(|seconds| words::time_left(minutes_and_seconds(seconds).as_str())));
        let warning = is_soon.get().then(|| {
            tag("div")
                .class("support idle")
                .tag(tag("p").text(words::session_idle()))
                .tag(tag("p").class("fine").set("aria-hidden", "true").words(time))
                .tag(quiet(words::session_stay(), stay))
                .done()
        });
        warning.into_any()
    })
}
