//! The countdown, which every step after the first has.

use std::sync::atomic::{AtomicU32, Ordering::Relaxed};

use leptos::prelude::*;

use crate::{
    clock::{is_worth_announcing, is_worth_showing, minutes_and_seconds},
    parts::{I18n, Ticker, tag},
    reset::screen::Screen,
    words,
};

/// Returns the visible countdown, which changes every second at the end, and the one for screen readers, which speaks a
/// few times. Shows that the reset has expired when the time is up.
pub(super) fn open(screen: RwSignal<Screen>, go: Callback<Screen>) -> AnyView {
    let i18n = I18n::from_context();
    let ticker = Ticker::from_context();
    let left = move || screen.with(Screen::expires_at).map(|expires_at| ticker.seconds_left(expires_at));
    Effect::new(move || {
        if left() == Some(0)
            && let Some(expired) = screen.with_untracked(Screen::expiry_screen)
        {
            go.run(expired);
        }
    });
    let visible = i18n.optional_text(move || {
        let seconds = left().filter(|seconds| is_worth_showing(*seconds))?;
        Some(words::time_left(minutes_and_seconds(seconds).as_str()))
    });
    let announced = AtomicU32::new(0);
    let spoken = i18n.optional_text(move || {
        match left() {
            Some(seconds) if is_worth_announcing(seconds) => announced.store(seconds / 60, Relaxed),
            Some(_) => {}
            None => announced.store(0, Relaxed),
        }
        let minutes = announced.load(Relaxed);
        (minutes > 0).then(|| words::time_left_minutes(minutes))
    });
    let is_soon = move || left().is_some_and(|seconds| seconds <= 60);
    tag("div")
        .tag(tag("p").class("time-left").class_if("soon", is_soon).set("role", "timer").dynamic_text(visible))
        .tag(tag("p").class("for-ears").set("role", "status").dynamic_text(spoken))
        .into_view()
}
