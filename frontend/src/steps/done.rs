//! The directory confirmed; what now.

use api_contract::start_reset::Purpose;
use leptos::prelude::*;

use crate::{
    parts::{Heading, Quiet, Speech},
    step::{Done, Identify, Step},
    steps::title,
    words::{self, Value},
};

/// Says what was done and what to do next.
#[component]
pub(crate) fn DoneStep(data: Done, go: Callback<Step>) -> impl IntoView {
    let speech = Speech::here();
    let heading = title(&Step::Done(data.clone()));
    let confirmed = data.confirmed.map(|at| speech.say(words::done_confirmed(Value::TimeOfDay(at))));
    let receipt = data.job.map(|job| speech.say(words::done_receipt(job.as_str())));
    let next = match data.purpose {
        Purpose::ResetPassword => {
            [words::done_next_sign_in(), words::done_next_devices(), words::done_next_close()]
        }
        Purpose::UnlockAccount => {
            [words::done_next_sign_in_unlock(), words::done_next_devices_unlock(), words::done_next_forgot()]
        }
    };
    let over = Step::Identify(Identify { user_id: data.user_id, purpose: Purpose::ResetPassword });
    let press = Callback::new(move |()| go.run(over.clone()));
    let is_unlock = data.purpose == Purpose::UnlockAccount;
    view! {
        <div class={"done"}>
            <span class={"badge check"} aria-hidden="true"></span>
            <Heading text=heading/>
            <p class={"lead"}>{confirmed}</p>
            <h2 class={"what-now"}>{speech.say(words::done_next())}</h2>
            <ul class={"next"}>{next.into_iter().map(|text| view! { <li>{speech.say(text)}</li> }.into_any()).collect_view()}</ul>
            {is_unlock.then(|| view! { <Quiet label=words::start_over() press/> }.into_any())}
            <p class={"fine receipt"}>{receipt}</p>
        </div>
    }
}
