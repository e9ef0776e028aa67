//! No password can be set yet: from when, and what can be done at once.

use leptos::{ev::SubmitEvent, prelude::*};

use crate::{
    clock::Moment,
    parts::{Heading, Speech, Submit},
    step::{ChoosePassword, Step},
    words,
};

/// Says when, and offers to unlock instead.
#[component]
pub(super) fn TooRecent(data: ChoosePassword, from: Moment, go: Callback<Step>) -> impl IntoView {
    let speech = Speech::here();
    let unlock = move |event: SubmitEvent| {
        event.prevent_default();
        go.run(data.clone().unlock_instead());
    };
    view! {
        <form on:submit=unlock>
            <span class={"badge clock"} aria-hidden="true"></span>
            <Heading text=words::too_recent_title()/>
            <p class={"lead strong"}>{speech.say(words::too_recent_text(from))}</p>
            <p>{speech.say(words::too_recent_unlock())}</p>
            <Submit label=words::unlock_instead() busy=RwSignal::new(false)/>
            <p class={"fine"}>{speech.say(words::have_changed())}</p>
        </form>
    }
}
