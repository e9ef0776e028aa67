//! The change is ordered, and the directory's answer awaited.

use api_contract::{
    DirectoryRefusal, ProblemKind,
    show_reset::{Response, State},
};
use leptos::{prelude::*, task::spawn_local};

use crate::{
    account::{
        here::Here,
        screen::{Changed, Screen, Waiting},
        trouble::Ending,
    },
    api::{self, Failure},
    browser,
    clock::Moment,
    parts::{Speech, heading, picture, tag},
    patience::{Patience, pause_ms},
    trouble::{sentence, support_code},
    words::{self, Message},
};

/// Sends the order and waits.
pub(super) fn waiting(data: Waiting, here: Here) -> AnyView {
    let news = RwSignal::new(words::waiting_text());
    spawn_local(async move {
        let next = order(data, news).await;
        if matches!(next, Screen::Changed(_)) {
            here.news.set(None);
        }
        here.go(next);
    });
    tag("div")
        .class("waiting")
        .set("aria-busy", "true")
        .tag(picture("spinner"))
        .tag(heading(words::waiting_title_password()))
        .tag(tag("p").class("lead").set("role", "status").words(Speech::here().says(move || news.get())))
        .done()
}

async fn order(mut data: Waiting, news: RwSignal<Message>) -> Screen {
    let sent = api::change_password::change_password(&data.change.token, &data.request).await;
    match sent {
        Ok(response) => data.change.token = response.token,
        Err(failure) => return not_ordered(&data, &failure),
    }
    let began = browser::stopwatch();
    for asked in 0.. {
        browser::sleep(pause_ms(asked)).await;
        let answer = api::show_reset::show_reset(&data.change.token).await;
        news.set(match (&answer, Patience::after_ms(browser::stopwatch() - began)) {
            (Err(Failure::Network), _) => words::waiting_offline(),
            (_, Patience::Usual) => words::waiting_text(),
            (_, Patience::Slow) => words::waiting_slow(),
            (_, Patience::VerySlow) => words::waiting_very_slow(),
        });
        if let Some(next) = settled(&data, answer) {
            return next;
        }
    }
    Screen::StartChange(data.change.is_demanded).stopped(Ending::ChangeExpired, None)
}

fn not_ordered(data: &Waiting, failure: &Failure) -> Screen {
    let ending = match failure.kind() {
        Some(ProblemKind::ResetExpired | ProblemKind::TokenInvalid | ProblemKind::StepNotAllowed) => {
            Ending::ChangeExpired
        }
        Some(ProblemKind::AgentsOffline) => Ending::AgentsOffline,
        Some(_) | None => Ending::Failed(sentence(failure, Moment::now())),
    };
    Screen::StartChange(data.change.is_demanded).stopped(ending, support_code(failure))
}

/// The screen that follows from an answer, where it is final.
fn settled(data: &Waiting, answer: Result<Response, Failure>) -> Option<Screen> {
    let answer = match answer {
        Ok(answer) => answer,
        Err(Failure::Network | Failure::Unreadable) => return None,
        Err(failure) if failure.kind() == Some(ProblemKind::Unavailable) => return None,
        Err(failure) => return Some(not_ordered(data, &failure)),
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
            Some(data.clone().refused(refusal))
        }
        State::Expired => {
            Some(Screen::StartChange(data.change.is_demanded).stopped(Ending::ChangeExpired, None))
        }
    }
}
