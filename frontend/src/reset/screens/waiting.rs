//! The screen that sends an order and waits for the directory's answer.

use api_contract::{
    DirectoryRefusal, ProblemKind,
    show_reset::{Response, State},
};
use leptos::{prelude::*, task::spawn_local};

use crate::{
    api::{self, Failure},
    browser,
    clock::Moment,
    company,
    error_message::ErrorMessage,
    parts::{I18n, Tag, alert, button, dynamic, heading, picture, quiet_button, tag},
    polling::{DEFERRED_ORDER_INTERVAL_MS, ResponseTime, pause_ms},
    reset::error_action::{ErrorAction, StopReason, final_limit},
    reset::resume,
    reset::screen::{Order, Screen, Waiting},
    reset::screens::apply_action,
    words::{self, Message, Value},
};

/// Returns the title for the order.
pub(crate) fn title(data: &Waiting) -> Message {
    match data.order {
        Order::SetPassword(_) => words::waiting_title_password(),
        Order::UnlockAccount(_) => words::waiting_title_unlock(),
    }
}

/// The state of the view during the wait.
#[derive(Clone, Copy)]
struct ViewState {
    /// The reason why it takes longer than usual.
    news: RwSignal<Option<Message>>,
    /// The reason why the order could not be sent.
    error: RwSignal<Option<ErrorMessage>>,
    /// Whether all agents are offline, so that the user may let the order be deferred.
    are_agents_offline: RwSignal<bool>,
    /// Whether the user lets the order be deferred.
    is_deferrable: RwSignal<bool>,
    /// Whether the order is deferred.
    is_deferred: RwSignal<bool>,
    /// The token that shows and cancels the order.
    token: RwSignal<String>,
    go: Callback<Screen>,
}

impl ViewState {
    fn new(go: Callback<Screen>) -> Self {
        Self {
            news: RwSignal::new(None),
            error: RwSignal::new(None),
            are_agents_offline: RwSignal::new(false),
            is_deferrable: RwSignal::new(false),
            is_deferred: RwSignal::new(false),
            token: RwSignal::new(String::new()),
            go,
        }
    }
}

/// Sends the order, and returns the view that is shown meanwhile.
pub(super) fn waiting(data: Waiting, go: Callback<Screen>) -> AnyView {
    let state = ViewState::new(go);
    let title = title(&data);
    let begin = Callback::new(move |()| {
        // The button that was pressed goes.
        spawn_local(browser::focus_first_soon(&["h1"]));
        state.error.set(None);
        state.are_agents_offline.set(false);
        let mut data = data.clone();
        data.order = data.order.with_deferral(state.is_deferrable.get_untracked());
        spawn_local(order(data, state));
    });
    begin.run(());

    let is_stuck = move || state.error.read().is_some() || state.are_agents_offline.get();
    tag("div")
        .class("waiting")
        .follow("aria-busy", dynamic(move || (!is_stuck()).to_string()))
        .tag(picture("spinner").class_if("still", is_stuck))
        .tag(heading(title))
        .tag(alert(state.error))
        .tag(
            tag("p")
                .class("lead")
                .set("role", "status")
                .dynamic_text(I18n::from_context().dynamic_text(move || text(state))),
        )
        .dynamic_child(move || state.are_agents_offline.get().then(|| deferral_offer(state, begin)))
        .dynamic_child(move || {
            let other = state.is_deferred.get().then(|| quiet_button(words::stop_trying(), stop(state)));
            other.or_else(|| is_stuck().then(|| quiet_button(words::try_again(), begin))).map(Tag::into_view)
        })
        .into_view()
}

fn text(state: ViewState) -> Message {
    if state.error.read().is_some() {
        words::waiting_not_sent()
    } else if state.are_agents_offline.get() {
        words::problem_agents_offline()
    } else {
        state.news.get().unwrap_or_else(words::waiting_text)
    }
}

/// Returns the button that lets the order be deferred: for half an hour while the company's value is not loaded.
fn deferral_offer(state: ViewState, begin: Callback<()>) -> AnyView {
    let config = company::config();
    let minutes = config.get().map_or(30, |config| config.writeback.keep_trying_minutes);
    let press = move |_| {
        state.is_deferrable.set(true);
        begin.run(());
    };
    button("primary").text(words::keep_trying(minutes)).on("click", press).into_view()
}

/// Returns the action that cancels the order. The next poll shows the outcome.
fn stop(state: ViewState) -> Callback<()> {
    Callback::new(move |()| {
        state.is_deferred.set(false);
        spawn_local(async move {
            drop(api::cancel_order::cancel_order(&state.token.get_untracked()).await);
        });
    })
}

/// Sends the order, then polls until it has an outcome.
async fn order(mut data: Waiting, state: ViewState) {
    if data.is_sent {
        state.token.set(data.reset.token.clone());
        return show_outcome(&data, state).await;
    }
    let token = &data.reset.token;
    let sent = match &data.order {
        Order::SetPassword(request) => api::set_password::set_password(token, request),
        Order::UnlockAccount(request) => api::unlock_account::unlock_account(token, *request),
    };
    match sent.await {
        Ok(response) => {
            data.reset.token = response.token;
            data.is_sent = true;
            resume::keep(&Screen::Waiting(data.clone()));
            state.token.set(data.reset.token.clone());
            show_outcome(&data, state).await;
        }
        Err(failure) if failure.kind() == Some(ProblemKind::AgentsOffline) => {
            state.are_agents_offline.set(true);
        }
        Err(failure) => {
            apply_action(final_limit(&failure, Moment::now()), &data.reset, state.error, state.go);
        }
    }
}

async fn show_outcome(data: &Waiting, state: ViewState) {
    if let Some(next) = outcome(data, state).await {
        state.go.run(next);
    }
}

/// Polls less and less often until the order has an outcome, and returns the next screen. Returns `None` if the user has
/// left this screen.
async fn outcome(data: &Waiting, state: ViewState) -> Option<Screen> {
    let began = browser::monotonic_ms();
    let mut is_offline = false;
    for polls in 0.. {
        let is_deferred = state.is_deferred.try_get_untracked()?;
        browser::sleep(if is_deferred { DEFERRED_ORDER_INTERVAL_MS } else { pause_ms(polls) }).await;
        if !is_deferred {
            state.news.set(news(is_offline, browser::monotonic_ms() - began));
        }
        let answer = api::show_reset::show_reset(&data.reset.token).await;
        is_offline = matches!(answer, Err(Failure::Network));
        let until = answer.as_ref().ok().and_then(|answer| Moment::parse(answer.deferred_until.as_deref()?));
        state.is_deferred.set(until.is_some());
        state.news.set(match until {
            Some(until) => Some(words::keeps_trying(Value::TimeOfDay(until))),
            None => news(is_offline, browser::monotonic_ms() - began),
        });
        if let Some(next) = final_screen(data, answer) {
            return Some(next);
        }
    }
    None
}

fn news(is_offline: bool, waited_ms: f64) -> Option<Message> {
    match ResponseTime::after_ms(waited_ms) {
        _ if is_offline => Some(words::waiting_offline()),
        ResponseTime::Usual => None,
        ResponseTime::Slow => Some(words::waiting_slow()),
        ResponseTime::VerySlow => Some(words::waiting_very_slow()),
    }
}

/// Returns the screen that follows from an answer, or `None` if the answer is not final.
fn final_screen(data: &Waiting, answer: Result<Response, Failure>) -> Option<Screen> {
    let answer = match answer {
        Ok(answer) => answer,
        Err(failure) => {
            return match final_limit(&failure, Moment::now()) {
                ErrorAction::Stop(stop_reason, code) => Some(data.reset.stop(stop_reason, code)),
                ErrorAction::Show(_) => None,
            };
        }
    };
    match (answer.state, answer.refusal) {
        (State::Writing, _) => None,
        (State::Done, _) => {
            let receipt = answer.receipt;
            let confirmed = receipt.as_ref().and_then(|receipt| Moment::parse(&receipt.at));
            Some(data.clone().confirm(confirmed, receipt.map(|receipt| receipt.job)))
        }
        (State::Refused, refusal) => {
            let refusal = refusal.unwrap_or(DirectoryRefusal::PasswordRefusedByFilter);
            Some(data.clone().after_refusal(refusal, Moment::now()))
        }
        (State::Expired, _) => Some(data.reset.stop(StopReason::ResetExpired, None)),
    }
}
