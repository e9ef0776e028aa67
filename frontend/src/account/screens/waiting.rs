//! The screen that orders a change and waits for the directory's answer.

use api_contract::{
    DirectoryRefusal, ProblemKind,
    show_reset::{Response, State},
};
use leptos::{prelude::*, task::spawn_local};

use crate::{
    account::{
        context::AccountContext,
        error_action::StopReason,
        screen::{Changed, Screen, Waiting},
    },
    api::{self, Failure},
    browser,
    clock::Moment,
    error_message::{ErrorMessage, error_message, support_code},
    parts::{I18n, Tag, alert, dynamic, heading, picture, quiet_button, tag},
    polling::{ResponseTime, pause_ms},
    words::{self, Message},
};

/// The state of the view during the wait.
#[derive(Clone, Copy)]
struct ViewState {
    news: RwSignal<Message>,
    /// The reason why the order could not be sent.
    error: RwSignal<Option<ErrorMessage>>,
}

/// Sends the order, and returns the view that is shown meanwhile.
pub(super) fn waiting(data: Waiting, context: AccountContext) -> AnyView {
    let state = ViewState { news: RwSignal::new(words::waiting_text()), error: RwSignal::new(None) };
    let begin = Callback::new(move |()| {
        // The button that was pressed goes.
        spawn_local(browser::focus_first_soon(&["h1"]));
        state.error.set(None);
        state.news.set(words::waiting_text());
        let data = data.clone();
        spawn_local(async move {
            if let Some(next) = order(data, state).await {
                leave(next, context);
            }
        });
    });
    begin.run(());
    let is_stuck = move || state.error.read().is_some();
    tag("div")
        .class("waiting")
        .follow("aria-busy", dynamic(move || (!is_stuck()).to_string()))
        .tag(picture("spinner").class_if("still", is_stuck))
        .tag(heading(words::waiting_title_password()))
        .tag(alert(state.error))
        .tag(
            tag("p")
                .class("lead")
                .set("role", "status")
                .dynamic_text(I18n::from_context().dynamic_text(move || state.news.get())),
        )
        .dynamic_child(move || {
            is_stuck().then(|| quiet_button(words::try_again(), begin)).map(Tag::into_view)
        })
        .into_view()
}

/// Shows the screen that follows.
fn leave(next: Screen, context: AccountContext) {
    if matches!(next, Screen::Changed(_)) {
        context.news.set(None);
    }
    if !matches!(next, Screen::ChangePassword(_)) {
        drop(context.take_new_password());
    }
    context.go(next);
}

/// Sends the order, then polls until it has an outcome. Returns `None` if the order could not be sent, so that the user
/// may try again with the same passwords.
async fn order(mut data: Waiting, state: ViewState) -> Option<Screen> {
    let sent = api::change_password::change_password(&data.change.token, &data.request).await;
    match sent {
        Ok(response) => data.change.token = response.token,
        Err(failure) if failure.is_transient() => {
            state.error.set(Some(error_message(&failure, Moment::now())));
            state.news.set(words::waiting_not_sent());
            return None;
        }
        Err(failure) => return Some(order_failure_screen(&data, &failure)),
    }
    let began = browser::monotonic_ms();
    for polls in 0.. {
        browser::sleep(pause_ms(polls)).await;
        let answer = api::show_reset::show_reset(&data.change.token).await;
        state.news.set(match (&answer, ResponseTime::after_ms(browser::monotonic_ms() - began)) {
            (Err(Failure::Network), _) => words::waiting_offline(),
            (_, ResponseTime::Usual) => words::waiting_text(),
            (_, ResponseTime::Slow) => words::waiting_slow(),
            (_, ResponseTime::VerySlow) => words::waiting_very_slow(),
        });
        if let Some(next) = final_screen(&data, answer) {
            return Some(next);
        }
    }
    Some(expired(&data))
}

fn expired(data: &Waiting) -> Screen {
    let stop_reason = StopReason::ChangeExpired { minutes: data.change.minutes };
    Screen::StartChange(data.change.is_demanded).stop(stop_reason, None)
}

fn order_failure_screen(data: &Waiting, failure: &Failure) -> Screen {
    let stop_reason = match failure.kind() {
        Some(ProblemKind::ResetExpired | ProblemKind::TokenInvalid | ProblemKind::StepNotAllowed) => {
            StopReason::ChangeExpired { minutes: data.change.minutes }
        }
        Some(ProblemKind::AgentsOffline) => StopReason::AgentsOffline,
        Some(_) | None => StopReason::Failed(error_message(failure, Moment::now())),
    };
    Screen::StartChange(data.change.is_demanded).stop(stop_reason, support_code(failure))
}

/// Returns the screen that follows from an answer, or `None` if the answer is not final.
fn final_screen(data: &Waiting, answer: Result<Response, Failure>) -> Option<Screen> {
    let answer = match answer {
        Ok(answer) => answer,
        Err(Failure::Network | Failure::Unreadable) => return None,
        Err(failure) if failure.kind() == Some(ProblemKind::Unavailable) => return None,
        Err(failure) => return Some(order_failure_screen(data, &failure)),
    };
    match answer.state {
        State::Writing => None,
        State::Done => {
            let receipt = answer.receipt;
            let confirmed = receipt.as_ref().and_then(|receipt| Moment::parse(&receipt.at));
            Some(Screen::Changed(Changed { confirmed, job: receipt.map(|receipt| receipt.job) }))
        }
        State::Refused => {
            let refusal = answer.refusal.unwrap_or(DirectoryRefusal::PasswordRefusedByFilter);
            Some(data.clone().after_refusal(refusal))
        }
        State::Expired => Some(expired(data)),
    }
}
