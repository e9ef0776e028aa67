//! Who, and what is the trouble.

use api_contract::{
    ProblemKind,
    start_reset::{Purpose, Request},
};
use leptos::{ev::SubmitEvent, prelude::*, task::spawn_local};

use crate::{
    api::{self, Failure},
    browser,
    clock::Moment,
    parts::{Alert, Choice, Field, Heading, Speech, Submit},
    step::{Identify, Prove, Reset, Step, Stopped},
    trouble::{Consequence, Trouble, consequence},
    words,
    work::Desk,
};

const USER: &str = "user";
const RESET: &str = "reset-password";
const UNLOCK: &str = "unlock-account";

/// Asks for the name and the trouble, and opens a reset.
#[component]
pub(crate) fn IdentifyStep(data: Identify, go: Callback<Step>) -> impl IntoView {
    let speech = Speech::here();
    let desk: Desk = expect_context();
    let user_id = RwSignal::new(data.user_id);
    let purpose = RwSignal::new(name(data.purpose).to_owned());
    let busy = RwSignal::new(false);
    let trouble = RwSignal::new(None::<Trouble>);
    let missing = RwSignal::new(false);

    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        let identify = Identify {
            user_id: user_id.get_untracked().trim().to_owned(),
            purpose: purpose.with_untracked(|name| named(name)),
        };
        missing.set(identify.user_id.is_empty());
        if identify.user_id.is_empty() {
            trouble.set(Some(words::identify_user_missing().into()));
            spawn_local(browser::focus_soon(USER));
            return;
        }
        trouble.set(None);
        busy.set(true);
        spawn_local(async move {
            let outcome = start(desk, &identify).await;
            busy.set(false);
            match outcome {
                Ok(reset) => go.run(Step::Prove(Prove { reset })),
                Err(failure) => match consequence(&failure, Moment::now()) {
                    Consequence::Stay(text) => trouble.set(Some(text)),
                    Consequence::Stop(ending, support_code) => {
                        go.run(Step::Stopped(Stopped { ending, support_code, identify, again: None }));
                    }
                },
            }
        });
    };

    view! {
        <form on:submit=submit novalidate=true>
            <Heading text=words::identify_title()/>
            <p class={"lead"}>{speech.say(words::identify_lead())}</p>
            <Alert trouble/>
            <Field id=USER label=words::identify_user() hint=words::identify_user_hint() kind="text"
                autocomplete="username" value=user_id invalid=missing/>
            <fieldset class={"choices"}>
                <legend class={"question"}>{speech.say(words::identify_purpose())}</legend>
                <Choice group="purpose" value=RESET.to_owned() picture="key" chosen=purpose
                    label=speech.say(words::purpose_reset()) hint=speech.say(words::purpose_reset_hint()).into_any()/>
                <Choice group="purpose" value=UNLOCK.to_owned() picture="lock" chosen=purpose
                    label=speech.say(words::purpose_unlock()) hint=speech.say(words::purpose_unlock_hint()).into_any()/>
            </fieldset>
            <Submit label=words::identify_submit() working=words::identify_working() busy/>
        </form>
    }
}

/// A challenge that ran out on the way, or whose answer was lost, is replaced once, unseen.
async fn start(desk: Desk, identify: &Identify) -> Result<Reset, Failure> {
    match start_once(desk, identify).await {
        Err(failure) if failure.kind() == Some(ProblemKind::WorkRequired) => start_once(desk, identify).await,
        settled => settled,
    }
}

async fn start_once(desk: Desk, identify: &Identify) -> Result<Reset, Failure> {
    let work = desk.take().await?;
    let request = Request { user_id: identify.user_id.clone(), purpose: identify.purpose, work };
    let response = api::start_reset::start_reset(&request).await?;
    Ok(Reset::started(identify.clone(), response))
}

const fn name(purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::ResetPassword => RESET,
        Purpose::UnlockAccount => UNLOCK,
    }
}

fn named(name: &str) -> Purpose {
    if name == UNLOCK { Purpose::UnlockAccount } else { Purpose::ResetPassword }
}
