//! The first screen: the user's name and the purpose.

mod later;
mod writeback;

use api_contract::{
    ProblemKind,
    start_reset::{AnonymousPurpose, ProofOfWork, Request},
};
use leptos::{prelude::*, task::spawn_local};

use crate::{
    USER,
    api::{self, Failure, issue_challenge::Challenge},
    clock::Moment,
    company,
    error_message::ErrorMessage,
    page_wide::PageWide,
    parts::{FieldError, I18n, Tag, Ticker, alert, choice, field, heading, paragraph, submit, tag},
    proof_of_work::ChallengeSolver,
    reset::error_action::{ErrorAction, error_action},
    reset::resume,
    reset::screen::{Identify, Prove, RESET_TTL_SECONDS, Reset, Screen, Stopped},
    second_part, words,
};

/// The seconds after which the page says that it takes long.
const SLOW_SECONDS: u32 = 5;

thread_local! {
    /// The solver, which outlives this screen.
    pub(in crate::reset) static SOLVER: PageWide<ChallengeSolver<Challenge>> = const { PageWide::new() };
}

/// The state that the handlers of this screen share.
#[derive(Clone, Copy)]
struct ViewState {
    solver: ChallengeSolver<Challenge>,
    user_id: RwSignal<String>,
    /// The name of the marked purpose.
    purpose: RwSignal<String>,
    user_error: FieldError,
    busy: RwSignal<bool>,
    /// The time when the last attempt began.
    since: RwSignal<Moment>,
    error: RwSignal<Option<ErrorMessage>>,
    go: Callback<Screen>,
}

/// Returns the form that asks for name and purpose, and starts a reset.
pub(super) fn identify(data: Identify, go: Callback<Screen>) -> AnyView {
    let state = ViewState {
        solver: SOLVER.with(PageWide::get),
        user_id: RwSignal::new(data.user_id),
        purpose: RwSignal::new(data.purpose.name().to_owned()),
        user_error: FieldError::none(),
        busy: RwSignal::new(false),
        since: RwSignal::new(Moment::now()),
        error: RwSignal::new(None),
        go,
    };
    let hint = words::identify_user_hint();
    tag("form")
        .class("first")
        .set("novalidate", "")
        .on("input", move |_| state.solver.begin_early())
        .on_submit(move || state.send())
        .tag(heading(words::identify_title()))
        .tag(paragraph("lead", words::identify_lead()))
        .tag(writeback())
        .tag_if(resume::can_go_on().then(|| unfinished(go)))
        .tag(alert(state.error))
        .tag(field(USER, words::identify_user(), hint, ("text", "username"), state.user_id, state.user_error))
        .tag(purposes(state.purpose))
        .tag(submit(words::identify_submit(), words::identify_working(), state.busy))
        .tag(state.slow())
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
        self.error.set(None);
        if identify.user_id.is_empty() {
            return self.user_error.show(USER, words::identify_user_missing());
        }
        self.user_error.clear();
        self.busy.set(true);
        self.since.set(Moment::now());
        spawn_local(self.start(identify));
    }

    /// Returns a sentence that says that it takes long, once it does.
    fn slow(self) -> Tag {
        let ticker = Ticker::from_context();
        let text = I18n::from_context().optional_text(move || {
            let is_slow = self.busy.get() && ticker.seconds_since(self.since.get()) >= SLOW_SECONDS;
            is_slow.then(words::identify_slow)
        });
        tag("p").class("fine slow").set("role", "status").dynamic_text(text)
    }

    /// Starts a reset and shows the next screen, or the reason why there is none.
    async fn start(self, identify: Identify) {
        // The next screens, and the texts of errors, load while the user types.
        let is_here = second_part::load().await;
        let outcome = if is_here { start(self.solver, &identify).await } else { Err(Failure::Network) };
        self.busy.set(false);
        match outcome {
            Err(Failure::Network) => self.error.set(Some(words::problem_network().into())),
            Ok(reset) => self.go.run(Screen::Prove(Prove::new(reset))),
            Err(failure) => match error_action(&failure, Moment::now()) {
                ErrorAction::Show(text) => self.error.set(Some(text)),
                ErrorAction::Stop(stop_reason, support_code) => {
                    self.go.run(Screen::Stopped(Stopped {
                        stop_reason,
                        support_code,
                        minutes: RESET_TTL_SECONDS / 60,
                        identify,
                        retry: None,
                    }));
                }
            },
        }
    }
}

/// Returns a note that a reset has begun. Then the second part is loaded.
fn unfinished(go: Callback<Screen>) -> Tag {
    let open: fn(_) -> _ = later::open;
    second_part::opaque(open)(go)
}

/// Returns a note that no password can be written at the moment, once the second part is loaded. It is empty if one
/// can.
fn writeback() -> Tag {
    let (config, is_complete) = (company::config(), second_part::is_complete());
    let away = move || {
        let writeback = config.get()?.writeback;
        let open: fn(&_) -> _ = writeback::later::open;
        (!writeback.available && is_complete.get()).then(|| second_part::opaque(open)(&writeback))
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
