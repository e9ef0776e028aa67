//! The first screen: the user's name and the purpose.

use api_contract::{
    ProblemKind,
    start_reset::{AnonymousPurpose, Request},
};
use leptos::{prelude::*, task::spawn_local};

use crate::{
    api::{self, Failure, issue_challenge::Challenge},
    browser,
    clock::Moment,
    company::CompanyConfig,
    error_message::ErrorMessage,
    parts::{I18n, Tag, alert, choice, field, heading, paragraph, submit, tag},
    proof_of_work::ChallengeSolver,
    reset::error_action::{ErrorAction, error_action},
    reset::screen::{Identify, Prove, Reset, Screen, Stopped},
    second_part, words,
};

const USER: &str = "user";

/// Returns the form that asks for name and purpose, and starts a reset.
pub(super) fn identify(data: Identify, go: Callback<Screen>) -> AnyView {
    let solver: ChallengeSolver<Challenge> = expect_context();
    let user_id = RwSignal::new(data.user_id);
    let purpose = RwSignal::new(data.purpose.name().to_owned());
    let busy = RwSignal::new(false);
    let error = RwSignal::new(None::<ErrorMessage>);
    let missing = RwSignal::new(false);

    let send = move || {
        if busy.get_untracked() {
            return;
        }
        let identify = Identify {
            user_id: user_id.get_untracked().trim().to_owned(),
            purpose: purpose.with_untracked(|name| AnonymousPurpose::from_name(name)).unwrap_or(data.purpose),
        };
        missing.set(identify.user_id.is_empty());
        if identify.user_id.is_empty() {
            error.set(Some(words::identify_user_missing().into()));
            spawn_local(browser::focus_soon(USER));
            return;
        }
        error.set(None);
        busy.set(true);
        spawn_local(async move {
            // The next screens, and the texts of errors, load while the user types.
            let is_here = second_part::load().await;
            let outcome = if is_here { start(solver, &identify).await } else { Err(Failure::Network) };
            busy.set(false);
            match outcome {
                Err(Failure::Network) => error.set(Some(words::problem_network().into())),
                Ok(reset) => go.run(Screen::Prove(Prove { reset })),
                Err(failure) => match error_action(&failure, Moment::now()) {
                    ErrorAction::Show(text) => error.set(Some(text)),
                    ErrorAction::Stop(stop_reason, support_code) => {
                        go.run(Screen::Stopped(Stopped { stop_reason, support_code, identify, retry: None }));
                    }
                },
            }
        });
    };

    tag("form")
        .set("novalidate", "")
        .on_submit(send)
        .tag(heading(words::identify_title()))
        .tag(paragraph("lead", words::identify_lead()))
        .tag(writeback())
        .tag(alert(error))
        .tag(field(
            USER,
            words::identify_user(),
            words::identify_user_hint(),
            ("text", "username"),
            user_id,
            missing,
        ))
        .tag(purposes(purpose))
        .tag(submit(words::identify_submit(), words::identify_working(), busy))
        .tag(tag("p").class("beside").tag(tag("a").set("href", "/sign-in").text(words::identify_sign_in())))
        .into_view()
}

/// Returns a note that no password can be written at the moment, and since when. It is empty if one can.
fn writeback() -> Tag {
    let CompanyConfig(config) = expect_context();
    let away = move || {
        let writeback = config.get()?.writeback;
        let last = writeback.last_available_at.as_deref().and_then(Moment::parse);
        let last = last.map(|moment| tag("p").text(words::writeback_last(moment)));
        let away = tag("div").class("support").tag(tag("p").text(words::writeback_away())).tag_if(last);
        (!writeback.available).then(|| away.into_view())
    };
    tag("div").set("role", "status").dynamic_child(away)
}

fn purposes(chosen: RwSignal<String>) -> Tag {
    let choice = |purpose: AnonymousPurpose, picture, label, hint| {
        let translated = |text| I18n::from_context().text(text).into_any();
        choice("purpose", purpose.name().to_owned(), picture, chosen, translated(label), translated(hint))
    };
    tag("fieldset")
        .class("choices")
        .tag(tag("legend").class("question").text(words::identify_purpose()))
        .tag(choice(
            AnonymousPurpose::ResetPassword,
            "picture key",
            words::purpose_reset(),
            words::purpose_reset_hint(),
        ))
        .tag(choice(
            AnonymousPurpose::UnlockAccount,
            "picture lock",
            words::purpose_unlock(),
            words::purpose_unlock_hint(),
        ))
}

/// Starts a reset. A challenge that expired on the way, or whose answer was lost, is replaced once, unseen by the
/// user.
async fn start(solver: ChallengeSolver<Challenge>, identify: &Identify) -> Result<Reset, Failure> {
    match start_once(solver, identify).await {
        Err(failure) if failure.kind() == Some(ProblemKind::WorkRequired) => {
            start_once(solver, identify).await
        }
        result => result,
    }
}

async fn start_once(solver: ChallengeSolver<Challenge>, identify: &Identify) -> Result<Reset, Failure> {
    let (work, _) = solver.take().await?;
    let request = Request { user_id: identify.user_id.clone(), purpose: identify.purpose, work };
    let response = api::start_reset::start_reset(&request).await?;
    Ok(Reset::from_response(identify.clone(), response))
}
