//! The rules of the account, each with its mark.

use leptos::prelude::*;
use password_policy::{Checklist, Mark};

use super::Speech;
use crate::words::{self, Message};

/// The list's id, by which the field is described.
pub(crate) const RULES: &str = "rules";

/// Only rules that this account has.
#[component]
pub(crate) fn Rules(minimum_length: u32, history_length: u32, marks: Memo<Checklist>) -> impl IntoView {
    let speech = Speech::here();
    let length = match minimum_length {
        0 | 1 => words::rule_length_any(),
        minimum => words::rule_length(minimum),
    };
    let entry = move |text: Message, mark: fn(&Checklist) -> Mark| {
        let applies = marks.with_untracked(mark) != Mark::NotApplicable;
        let is_met = move || marks.with(mark) == Mark::Met;
        let state = speech.says(move || if is_met() { words::rule_met() } else { words::rule_not_met() });
        applies.then(|| {
            view! {
                <li class={"rule"} class:met=is_met>
                    {speech.say(text)} <span class={"for-ears"}>": " {state}</span>
                </li>
            }
            .into_any()
        })
    };
    let history = (history_length > 0).then(|| {
        view! {
            <li class={"rule later"}>
                {speech.say(words::rule_history(history_length))} " "
                <span class={"fine"}>"(" {speech.say(words::rule_later())} ")"</span>
            </li>
        }
        .into_any()
    });
    view! {
        <div id=RULES>
            <p class={"rules-title"}>{speech.say(words::password_rules())}</p>
            <ul class={"rules"}>
                {entry(length, |marks| marks.length)}
                {entry(words::rule_complexity(), |marks| marks.complexity)}
                {entry(words::rule_name(), |marks| marks.name)}
                {entry(words::rule_banned(), |marks| marks.banned)}
                {history}
            </ul>
        </div>
    }
}
