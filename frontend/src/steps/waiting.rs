//! The order is sent, and the directory's answer awaited.

mod patience;

use api_contract::{
    Refusal,
    show_reset::{Response, State},
};
use leptos::{prelude::*, task::spawn_local};
use patience::{Patience, pause_ms};

use crate::{
    api::{self, Failure},
    browser,
    clock::Moment,
    parts::{Alert, Heading, Quiet, Speech},
    step::{Order, Step, Waiting},
    steps::settle,
    trouble::{Consequence, Ending, Trouble, final_limit},
    words::{self, Message},
};

/// What is being done.
pub(crate) fn title(data: &Waiting) -> Message {
    match data.order {
        Order::SetPassword(_) => words::waiting_title_password(),
        Order::UnlockAccount => words::waiting_title_unlock(),
    }
}

/// What the person sees meanwhile.
#[derive(Clone, Copy)]
struct View {
    patience: RwSignal<Patience>,
    is_offline: RwSignal<bool>,
    /// Why the order could not be sent.
    trouble: RwSignal<Option<Trouble>>,
    go: Callback<Step>,
}

/// Sends the order and waits.
#[component]
pub(crate) fn WaitingStep(data: Waiting, go: Callback<Step>) -> impl IntoView {
    let speech = Speech::here();
    let shown = View {
        patience: RwSignal::new(Patience::Usual),
        is_offline: RwSignal::new(false),
        trouble: RwSignal::new(None),
        go,
    };
    let heading = title(&data);
    let begin = Callback::new(move |()| {
        shown.trouble.set(None);
        spawn_local(order(data.clone(), shown));
    });
    begin.run(());

    let text = speech.says(move || {
        match (shown.trouble.read().is_some(), shown.is_offline.get(), shown.patience.get()) {
            (true, ..) => words::waiting_not_sent(),
            (_, true, _) => words::waiting_offline(),
            (.., Patience::Usual) => words::waiting_text(),
            (.., Patience::Slow) => words::waiting_slow(),
            (.., Patience::VerySlow) => words::waiting_very_slow(),
        }
    });
    let again = move || {
        shown
            .trouble
            .read()
            .is_some()
            .then(|| view! { <Quiet label=words::try_again() press=begin/> }.into_any())
    };
    view! {
        <div class={"waiting"} aria-busy=move || shown.trouble.read().is_none().to_string()>
            <span class={"spinner"} class:still=move || shown.trouble.read().is_some() aria-hidden="true"></span>
            <Heading text=heading/>
            <Alert trouble=shown.trouble/>
            <p class={"lead"} role="status">{text}</p>
            {move || again()}
        </div>
    }
}

/// Sends the order, then asks until there is an outcome.
async fn order(mut data: Waiting, shown: View) {
    let token = &data.reset.token;
    let sent = match &data.order {
        Order::SetPassword(request) => api::set_password::set_password(token, request).await,
        Order::UnlockAccount => api::unlock_account::unlock_account(token).await,
    };
    match sent {
        Ok(response) => {
            data.reset.token = response.token;
            let next = outcome(&data, shown).await;
            shown.go.run(next);
        }
        Err(failure) => {
            settle(final_limit(&failure, Moment::now()), &data.reset, shown.trouble, shown.go);
        }
    }
}

/// Asks how the order stands, more and more seldom.
async fn outcome(data: &Waiting, shown: View) -> Step {
    let began = browser::stopwatch();
    for asked in 0.. {
        browser::sleep(pause_ms(asked)).await;
        shown.patience.set(Patience::after_ms(browser::stopwatch() - began));
        let answer = api::show_reset::show_reset(&data.reset.token).await;
        shown.is_offline.set(matches!(answer, Err(Failure::Network)));
        if let Some(next) = settled(data, answer) {
            return next;
        }
    }
    data.reset.stopped(Ending::ResetExpired, None)
}

/// The step that follows from an answer, where it is final.
fn settled(data: &Waiting, answer: Result<Response, Failure>) -> Option<Step> {
    let answer = match answer {
        Ok(answer) => answer,
        Err(failure) => {
            return match final_limit(&failure, Moment::now()) {
                Consequence::Stop(ending, code) => Some(data.reset.stopped(ending, code)),
                Consequence::Stay(_) => None,
            };
        }
    };
    match (answer.state, answer.refusal) {
        (State::Writing, _) => None,
        (State::Done, _) => {
            let receipt = answer.receipt;
            let confirmed = receipt.as_ref().and_then(|receipt| Moment::parse(&receipt.at));
            Some(data.clone().done(confirmed, receipt.map(|receipt| receipt.job)))
        }
        (State::Refused, refusal) => {
            Some(data.clone().refused(refusal.unwrap_or(Refusal::PasswordRefusedByFilter)))
        }
        (State::Expired, _) => Some(data.reset.stopped(Ending::ResetExpired, None)),
    }
}
