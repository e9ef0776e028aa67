//! How long the reset still lives.

use leptos::prelude::*;

use super::{Speech, Tag, Ticker, tag};
use crate::{
    clock::{is_worth_announcing, minutes_and_seconds},
    step::Step,
    words,
};

/// Counts down for eyes every second, for ears a few times; and ends the step when the time is up.
pub(crate) fn time_left(step: RwSignal<Step>) -> (Tag, Tag) {
    let speech = Speech::here();
    let ticker = Ticker::here();
    let left = Memo::new(move |_| step.with(Step::ends).map(|ends| ticker.seconds_left(ends)));
    Effect::new(move || {
        if left.get() == Some(0)
            && let Some(expired) = step.with_untracked(Step::expired)
        {
            step.set(expired);
        }
    });
    let shown = speech
        .says_if(move || left.get().map(|seconds| words::time_left(minutes_and_seconds(seconds).as_str())));
    let announced = Memo::new(move |before: Option<&Option<u32>>| match left.get() {
        Some(seconds) if is_worth_announcing(seconds) => Some(seconds / 60),
        Some(_) => before.copied().flatten(),
        None => None,
    });
    let spoken = speech.says_if(move || announced.get().map(words::time_left_minutes));
    let is_soon = move || left.get().is_some_and(|seconds| seconds <= 60);
    (
        tag("p").class("time-left").class_if("soon", is_soon).set("role", "timer").words(shown),
        tag("p").class("for-ears").set("role", "status").words(spoken),
    )
}
