//! The order is sent, and the directory's answer awaited.

use api_contract::{
    DirectoryRefusal, ProblemKind,
    show_reset::{Response, State},
};
use leptos::{prelude::*, task::spawn_local};

use crate::{
    api::{self, Failure},
    browser,
    clock::Moment,
    company::Configured,
    parts::{Speech, Tag, alert, button, follows, heading, picture, quiet, tag},
    patience::{Patience, WAITING_MS, pause_ms},
    reset::screen::{Order, Screen, Waiting},
    reset::screens::settle,
    reset::trouble::{Consequence, Ending, final_limit},
    trouble::Trouble,
    words::{self, Message, Value},
};

/// What is being done.
pub(crate) fn title(data: &Waiting) -> Message {
    match data.order {
        Order::SetPassword(_) => words::waiting_title_password(),
        Order::UnlockAccount(_) => words::waiting_title_unlock(),
    }
}

/// What the person sees meanwhile.
#[derive(Clone, Copy)]
struct View {
    /// Why it takes longer than usual.
    news: RwSignal<Option<Message>>,
    /// Why the order could not be sent.
    trouble: RwSignal<Option<Trouble>>,
    /// Whether all agents are away, so that the order may be let wait.
    is_away: RwSignal<bool>,
    /// Whether the person lets it.
    is_patient: RwSignal<bool>,
    /// Whether it waits.
    waits: RwSignal<bool>,
    /// The token that shows and cancels it.
    token: RwSignal<String>,
    go: Callback<Screen>,
}

/// Sends the order and waits.
pub(super) fn waiting(data: Waiting, go: Callback<Screen>) -> AnyView {
    let shown = View {
        news: RwSignal::new(None),
        trouble: RwSignal::new(None),
        is_away: RwSignal::new(false),
        is_patient: RwSignal::new(false),
        waits: RwSignal::new(false),
        token: RwSignal::new(String::new()),
        go,
    };
    let title = title(&data);
    let begin = Callback::new(move |()| {
        shown.trouble.set(None);
        shown.is_away.set(false);
        let mut data = data.clone();
        data.order = data.order.that_may_wait(shown.is_patient.get_untracked());
        spawn_local(order(data, shown));
    });
    begin.run(());

    let is_stuck = move || shown.trouble.read().is_some() || shown.is_away.get();
    tag("div")
        .class("waiting")
        .follow("aria-busy", follows(move || (!is_stuck()).to_string()))
        .tag(picture("spinner").class_if("still", is_stuck))
        .tag(heading(title))
        .tag(alert(shown.trouble))
        .tag(tag("p").class("lead").set("role", "status").words(Speech::here().says(move || text(shown))))
        .changing(move || shown.is_away.get().then(|| keep_trying(shown, begin)))
        .changing(move || {
            let other = shown.waits.get().then(|| quiet(words::stop_trying(), stop(shown)));
            other.or_else(|| is_stuck().then(|| quiet(words::try_again(), begin))).map(Tag::done)
        })
        .done()
}

fn text(shown: View) -> Message {
    if shown.trouble.read().is_some() {
        words::waiting_not_sent()
    } else if shown.is_away.get() {
        words::problem_agents_offline()
    } else {
        shown.news.get().unwrap_or_else(words::waiting_text)
    }
}

/// The offer to let the order wait. Half an hour, where the company has not said otherwise.
fn keep_trying(shown: View, begin: Callback<()>) -> AnyView {
    let Configured(config) = expect_context();
    let minutes = config.get().map_or(30, |config| config.writeback.keep_trying_minutes);
    let press = move |_| {
        shown.is_patient.set(true);
        begin.run(());
    };
    button("primary").text(words::keep_trying(minutes)).on("click", press).done()
}

/// Cancels the order; what came of it is seen by the next question.
fn stop(shown: View) -> Callback<()> {
    Callback::new(move |()| {
        shown.waits.set(false);
        spawn_local(async move {
            drop(api::cancel_order::cancel_order(&shown.token.get_untracked()).await);
        });
    })
}

/// Sends the order, then asks until there is an outcome.
async fn order(mut data: Waiting, shown: View) {
    let token = &data.reset.token;
    let sent = match &data.order {
        Order::SetPassword(request) => api::set_password::set_password(token, request),
        Order::UnlockAccount(request) => api::unlock_account::unlock_account(token, *request),
    };
    match sent.await {
        Ok(response) => {
            data.reset.token = response.token;
            shown.token.set(data.reset.token.clone());
            let next = outcome(&data, shown).await;
            shown.go.run(next);
        }
        Err(failure) if failure.kind() == Some(ProblemKind::AgentsOffline) => shown.is_away.set(true),
        Err(failure) => {
            settle(final_limit(&failure, Moment::now()), &data.reset, shown.trouble, shown.go);
        }
    }
}

/// Asks how the order stands, more and more seldom.
async fn outcome(data: &Waiting, shown: View) -> Screen {
    let began = browser::stopwatch();
    let mut is_offline = false;
    for asked in 0.. {
        let waits = shown.waits.get_untracked();
        browser::sleep(if waits { WAITING_MS } else { pause_ms(asked) }).await;
        if !waits {
            shown.news.set(news(is_offline, browser::stopwatch() - began));
        }
        let answer = api::show_reset::show_reset(&data.reset.token).await;
        is_offline = matches!(answer, Err(Failure::Network));
        let until = answer.as_ref().ok().and_then(|answer| Moment::parse(answer.deferred_until.as_deref()?));
        shown.waits.set(until.is_some());
        shown.news.set(match until {
            Some(until) => Some(words::keeps_trying(Value::TimeOfDay(until))),
            None => news(is_offline, browser::stopwatch() - began),
        });
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

/// The screen that follows from an answer, where it is final.
fn settled(data: &Waiting, answer: Result<Response, Failure>) -> Option<Screen> {
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
            Some(data.clone().refused(refusal.unwrap_or(DirectoryRefusal::PasswordRefusedByFilter)))
        }
        (State::Expired, _) => Some(data.reset.stopped(Ending::ResetExpired, None)),
    }
}
