//! It goes no further: why, what to do, and a way to begin again.

use leptos::{ev::SubmitEvent, prelude::*};

use crate::{
    parts::{Heading, Quiet, Speech, Submit},
    step::{Step, Stopped},
    words,
};

/// Says why, and offers what can be done.
#[component]
pub(crate) fn StoppedStep(data: Stopped, go: Callback<Step>) -> impl IntoView {
    let speech = Speech::here();
    let remedy = data.ending.remedy().map(|remedy| view! { <p>{speech.say(remedy)}</p> }.into_any());
    let code = data.support_code.map(|code| {
        view! {
            <p class={"support"}>
                <strong class={"code"}>{speech.say(words::support_code(code.as_str()))}</strong>
                <span class={"fine"}>{speech.say(words::support_code_hint())}</span>
            </p>
        }
        .into_any()
    });
    let over = Step::Identify(data.identify);
    let first = data.again.as_deref().cloned().unwrap_or_else(|| over.clone());
    let label = if data.again.is_some() { words::try_again() } else { words::start_over() };
    let press = Callback::new(move |()| go.run(over.clone()));
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        go.run(first.clone());
    };
    view! {
        <form on:submit=submit>
            <span class={"badge stop"} aria-hidden="true"></span>
            <Heading text=data.ending.title()/>
            <p class={"lead strong"}>{speech.say(data.ending.text())}</p>
            {remedy}
            {code}
            <Submit label busy=RwSignal::new(false)/>
            {data.again.is_some().then(|| view! { <Quiet label=words::start_over() press/> }.into_any())}
        </form>
    }
}
