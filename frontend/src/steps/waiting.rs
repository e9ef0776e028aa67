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
    parts::{Speech, alert, follows, heading, picture, quiet, tag},
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
    /// Why it takes longer than usual.
    news: RwSignal<Option<Message>>,
    /// Why the order could not be sent.
    trouble: RwSignal<Option<Trouble>>,
    go: Callback<Step>,
}

/// Sends the order and waits.
pub(super) fn waiting(data: Waiting, go: Callback<Step>) -> AnyView {
    let shown = View { news: RwSignal::new(None), trouble: RwSignal::new(None), go };
    let title = title(&data);
    let begin = Callback::new(move |()| {
        shown.trouble.set(None);
        spawn_local(order(data.clone(), shown));
    });
    begin.run(());

    let text = Speech::here().says(move || {
        if shown.trouble.read().is_some() {
            return words::waiting_not_sent();
        }
        shown.news.get().unwrap_or_else(words::waiting_text)
    });
    let is_stuck = move || shown.trouble.read().is_some();
    let again = move || is_stuck().then(|| quiet(words::try_again(), begin).done());
    tag("div")
        .class("waiting")
        .follow("aria-busy", follows(move || (!is_stuck()).to_string()))
        .tag(picture("spinner").class_if("still", is_stuck))
        .tag(heading(title))
        .tag(alert(shown.trouble))
        .tag(tag("p").class("lead").set("role", "status").words(text))
        .changing(again)
        .done()
}

/// Sends the order, then asks until there is an outcome.
async fn order(mut data: Waiting, shown: View) {
    let token = &data.reset.token;
    let sent = match &data.order {
        Order::SetPassword(request) => api::set_password::set_password(token, request),
        Order::UnlockAccount => api::unlock_account::unlock_account(token),
    };
    match sent.await {
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
    let mut is_offline = false;
    for asked in 0.. {
        browser::sleep(pause_ms(asked)).await;
        shown.news.set(news(is_offline, browser::stopwatch() - began));
        let answer = api::show_reset::show_reset(&data.reset.token).await;
        is_offline = matches!(answer, Err(Failure::Network));
        shown.news.set(news(is_offline, browser::stopwatch() - began));
        if let Some(next) = settled(data, answer) {
            return next;
        }
    }
    data.reset.stopped(Ending::ResetExpired, None)
}

fn news(is_offline: bool, waited: f64) -> Option<Message> {
    match Patience::after_ms(waited) {
        _ if is_offline => Some(words::waiting_offline()),
        Patience::Usual => None,
        Patience::Slow => Some(words::waiting_slow()),
        Patience::VerySlow => Some(words::waiting_very_slow()),
    }
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
