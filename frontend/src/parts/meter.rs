//! How hard the password is to guess.

use leptos::prelude::*;
use password_policy::Strength;

use super::Speech;
use crate::words::{self, Message};

/// A bar of four parts and its meaning in words; nothing is judged before something is typed.
#[component]
pub(crate) fn Meter(strength: Memo<Option<Strength>>) -> impl IntoView {
    let speech = Speech::here();
    let level = move || strength.get().map_or(0, |strength| strength.score().max(1));
    let text = speech.says(move || name(strength.get()));
    view! {
        <div class={"strength"}>
            <span
                class=move || format!("bar level-{}", level())
                role="meter"
                aria-label=speech.say(words::strength())
                aria-valuemin="0"
                aria-valuemax="4"
                aria-valuenow=move || level().to_string()
                aria-valuetext=text.clone()
            >
                <span class={"part"}></span><span class={"part"}></span><span class={"part"}></span><span class={"part"}></span>
            </span>
            <span class={"fine"}>{speech.say(words::strength())} ": " <span class={"level"} aria-live="polite">{text}</span></span>
        </div>
    }
}

fn name(strength: Option<Strength>) -> Message {
    match strength {
        None => words::strength_none(),
        Some(Strength::VeryWeak) => words::strength_very_weak(),
        Some(Strength::Weak) => words::strength_weak(),
        Some(Strength::Fair) => words::strength_fair(),
        Some(Strength::Strong) => words::strength_strong(),
        Some(Strength::VeryStrong) => words::strength_very_strong(),
    }
}
