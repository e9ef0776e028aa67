//! How far it is.

use api_contract::start_reset::Purpose;
use leptos::prelude::*;

use super::{Speech, Words};
use crate::{step::Step, words};

/// Three places, the present one marked. Nothing where there is no way on.
#[component]
pub(crate) fn Progress(step: RwSignal<Step>) -> impl IntoView {
    let speech = Speech::here();
    let position = move || step.with(Step::position);
    let last = speech.says(move || match step.with(Step::purpose) {
        Purpose::ResetPassword => words::progress_password(),
        Purpose::UnlockAccount => words::progress_unlock(),
    });
    let place = move |index: usize, label: Words| {
        let is_current = move || (position() == Some(index)).then_some("step");
        let is_past = move || position().is_some_and(|position| position > index);
        view! { <li class={"place"} class:past=is_past aria-current=is_current>{label}</li> }
    };
    view! {
        <ol class={"progress"} aria-label=speech.say(words::progress()) hidden=move || position().is_none()>
            {place(0, speech.say(words::progress_identify()))}
            {place(1, speech.say(words::progress_prove()))}
            {place(2, last)}
        </ol>
    }
}
