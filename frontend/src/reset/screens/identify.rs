//! The first screen: the user's name and the purpose.

use api_contract::{
    ProblemKind,
    start_reset::{AnonymousPurpose, ProofOfWork, Request},
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

/// The state that the handlers of this screen share.
#[derive(Clone, Copy)]
struct ViewState {
    solver: ChallengeSolver<Challenge>,
    user_id: RwSignal<String>,
    /// The name of the marked purpose.
    purpose: RwSignal<String>,
    /// Whether the name is missing.
    missing: RwSignal<bool>,
    busy: RwSignal<bool>,
    error: RwSignal<Option<ErrorMessage>>,
    go: Callback<Screen>,
}

/// Returns the form that asks for name and purpose, and starts a reset.
pub(super) fn identify(data: Identify, go: Callback<Screen>) -> AnyView {
    let state = ViewState {
        solver: expect_context(),
        user_id: RwSignal::new(data.user_id),
        purpose: RwSignal::new(data.purpose.name().to_owned()),
        missing: RwSignal::new(false),
        busy: RwSignal::new(false),
        error: RwSignal::new(None),
        go,
    };
    let hint = words::identify_user_hint();
    tag("form")
        .set("novalidate", "")
        .on_submit(move || state.send())
        .tag(heading(words::identify_title()))
        .tag(paragraph("lead", words::identify_lead()))
        .tag(writeback())
        .tag(alert(state.error))
        .tag(field(USER, words::identify_user(), hint, ("text", "username"), state.user_id, state.missing))
        .tag(purposes(state.purpose))
        .tag(submit(words::identify_submit(), words::identify_working(), state.busy))
        .tag(tag("p").class("beside").tag(tag("a").set("href", "/sign-in").text(words::identify_sign_in())))
        .into_view()
}

impl ViewState {
    fn send(self) {
        if self.busy.get_untracked() {
            return;
        }
        let purpose = self.purpose.with_untracked(|name| AnonymousPurpose::from_name(name));
        let identify = Identify {
            user_id: self.user_id.get_untracked().trim().to_owned(),
            purpose: purpose.unwrap_or(AnonymousPurpose::ResetPassword),
        };
        self.missing.set(identify.user_id.is_empty());
        if identify.user_id.is_empty() {
            self.error.set(Some(words::identify_user_missing().into()));
            spawn_local(browser::focus_soon(USER));
            return;
        }
        self.error.set(None);
        self.busy.set(true);
        spawn_local(self.start(identify));
    }

    /// Starts a reset and shows the next screen, or the reason why there is none.
    async fn start(self, identify: Identify) {
        // The next screens, and the texts of errors, load while the user types.
        let is_here = second_part::load().await;
        let outcome = if is_here { start(self.solver, &identify).await } else { Err(Failure::Network) };
        self.busy.set(false);
        match outcome {
            Err(Failure::Network) => self.error.set(Some(words::problem_network().into())),
            Ok(reset) => self.go.run(Screen::Prove(Prove { reset })),
            Err(failure) => match error_action(&failure, Moment::now()) {
                ErrorAction::Show(text) => self.error.set(Some(text)),
                ErrorAction::Stop(stop_reason, support_code) => {
                    self.go.run(Screen::Stopped(Stopped {
                        stop_reason,
                        support_code,
                        identify,
                        retry: None,
                    }));
                }
            },
        }
    }
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

/// Starts a reset. A challenge that expired on the way, whose answer was lost, or that was too easy for this name is
/// replaced once, unseen by the user.
async fn start(solver: ChallengeSolver<Challenge>, identify: &Identify) -> Result<Reset, Failure> {
    let (work, _) = solver.take().await?;
    match start_with(work, identify).await {
        Err(failure) if failure.kind() == Some(ProblemKind::WorkRequired) => {
            start_with(solver.take().await?.0, identify).await
        }
        Err(Failure::Problem(problem)) if problem.kind.0 == ProblemKind::MoreWorkRequired => {
            let harder = ChallengeSolver::<Challenge>::solve_harder(problem.difficulty.unwrap_or_default());
            start_with(harder.await?.0, identify).await
        }
        result => result,
    }
}

async fn start_with(work: ProofOfWork, identify: &Identify) -> Result<Reset, Failure> {
    let request = Request { user_id: identify.user_id.clone(), purpose: identify.purpose, work };
    let response = api::start_reset::start_reset(&request).await?;
    Ok(Reset::from_response(identify.clone(), response))
}
