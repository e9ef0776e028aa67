//! The wait for an answer to a sign-in: the pauses between polls, and the view meanwhile.

use leptos::prelude::*;

use crate::{
    clock::Moment,
    parts::{I18n, Tag, Ticker, picture, tag},
    words,
};

/// The first pause in milliseconds. The answer usually comes after a tenth of a second.
const FIRST_MS: i32 = 50;
const MAXIMUM_MS: i32 = 500;
/// The seconds after which a sign-in takes longer than usual.
const SLOW_SECONDS: u32 = 3;

/// Returns the pause before the next poll, after this many polls: 50 ms, then a fifth longer each time, up to half a
/// second.
pub(super) fn pause_ms(polls: i32) -> i32 {
    (0..polls).fold(FIRST_MS, |pause, _| (pause + pause / 5).min(MAXIMUM_MS))
}

/// Whether a sign-in is under way, and since when.
#[derive(Clone, Copy)]
pub(super) struct Checking {
    pub(super) busy: RwSignal<bool>,
    since: RwSignal<Moment>,
}

impl Checking {
    pub(super) fn none() -> Self {
        Self { busy: RwSignal::new(false), since: RwSignal::new(Moment::now()) }
    }

    pub(super) fn begin(self) {
        self.since.set(Moment::now());
        self.busy.set(true);
    }

    pub(super) fn end(self) {
        // The next screen may be here already, and this one gone.
        self.busy.try_set(false);
    }

    /// Returns a bar that moves meanwhile, and how long it has taken in words.
    pub(super) fn view(self) -> Tag {
        let ticker = Ticker::from_context();
        let seconds = move || ticker.seconds_since(self.since.get());
        let text = I18n::from_context().optional_text(move || {
            let is_slow = seconds() >= SLOW_SECONDS;
            let text = if is_slow { words::waiting_slow_sign_in() } else { words::waiting_text() };
            self.busy.get().then_some(text)
        });
        let time = I18n::from_context().optional_text(move || {
            let seconds = seconds();
            (self.busy.get() && seconds > 0).then(|| words::seconds_waited(seconds))
        });
        let bar = move || self.busy.get().then(|| picture("progress-bar").into_view());
        tag("div")
            .class("checking")
            .dynamic_child(bar)
            .tag(tag("p").class("fine").set("role", "status").dynamic_text(text))
            .tag(tag("p").class("fine").set("aria-hidden", "true").dynamic_text(time))
    }
}

#[cfg(test)]
mod tests {
    use super::pause_ms;

    #[test]
    fn pauses_between_polls_grow() {
        let pauses: Vec<_> = (0..30).map(pause_ms).collect();
        assert_eq!(pauses[..3], [50, 60, 72]);
        assert!(pauses.is_sorted());
        assert_eq!(pauses.last(), Some(&500));
    }

    #[test]
    fn first_second_has_at_least_seven_polls() {
        assert!((0..7).map(pause_ms).sum::<i32>() < 1000);
    }
}
