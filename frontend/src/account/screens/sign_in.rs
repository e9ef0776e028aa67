//! The screen for name and password. An agent in the company's network tries them.

mod checking;
mod later;

use checking::Checking;
use leptos::{prelude::*, task::spawn_local};

use crate::{
    account::{context::AccountContext, error_action::SignInReason},
    api::prepare_sign_in::SignInPreparation,
    browser,
    error_message::ErrorMessage,
    parts::{Tag, alert, field, heading, paragraph, password_field, submit, tag},
    proof_of_work::ChallengeSolver,
    second_part,
    secret::Password,
    words,
};

const USER: &str = "user";
/// The id of the password field, and its `autocomplete` value.
pub(super) const CURRENT: (&str, &str) = ("current-password", "current-password");

/// The state that the handlers of this screen share.
#[derive(Clone, Copy)]
struct ViewState {
    context: AccountContext,
    solver: ChallengeSolver<SignInPreparation>,
    user: RwSignal<String>,
    password: RwSignal<Password>,
    missing: RwSignal<bool>,
    missing_password: RwSignal<bool>,
    checking: Checking,
    error: RwSignal<Option<ErrorMessage>>,
    /// Whether the name or the password was wrong, so that other ways are offered first.
    is_refused: RwSignal<bool>,
}

/// Returns the form that signs in.
pub(super) fn sign_in(reason: Option<SignInReason>, context: AccountContext) -> AnyView {
    let state = ViewState {
        context,
        solver: ChallengeSolver::start(),
        user: RwSignal::new(String::new()),
        password: RwSignal::new(Password::default()),
        missing: RwSignal::new(false),
        missing_password: RwSignal::new(false),
        checking: Checking::none(),
        error: RwSignal::new(None),
        is_refused: RwSignal::new(false),
    };
    let is_visible = RwSignal::new(false);
    let wrong = state.missing_password.into();
    let password =
        password_field(CURRENT, words::sign_in_password(), "", state.password, is_visible, wrong, true);
    let hint = words::identify_user_hint();
    let user = field(USER, words::identify_user(), hint, ("text", "username"), state.user, state.missing);
    tag("form")
        .set("novalidate", "")
        .on_submit(move || state.submit())
        .tag(heading(words::sign_in_title()))
        .tag_if(reason.map(|reason| tag("p").class("support").set("role", "status").text(reason.text())))
        .tag(paragraph("lead", words::sign_in_lead()))
        .tag(alert(state.error))
        .dynamic_child(move || state.is_refused.get().then(|| other_ways().into_view()))
        .tag(user)
        .tag(password)
        .tag(submit(words::sign_in_title(), words::working(), state.checking.busy))
        .tag(state.checking.view())
        .dynamic_child(move || (!state.is_refused.get()).then(|| other_ways().into_view()))
        .tag(paragraph("fine sealed", words::password_sealed()))
        .into_view()
}

fn other_ways() -> Tag {
    let link = |address, text| tag("a").set("href", address).text(text);
    tag("p")
        .class("beside links")
        .tag(link("/", words::purpose_reset()))
        .tag(link(super::stopped::UNLOCK, words::sign_in_unlock()))
}

impl ViewState {
    fn submit(self) {
        if self.checking.busy.get_untracked() {
            return;
        }
        let user_id = self.user.with_untracked(|user| user.trim().to_owned());
        self.missing.set(user_id.is_empty());
        self.missing_password.set(self.password.with_untracked(Password::is_empty));
        let required = [(self.missing, USER), (self.missing_password, CURRENT.0)];
        if let Some((_, id)) = required.into_iter().find(|(missing, _)| missing.get_untracked()) {
            self.error.set(Some(words::sign_in_missing().into()));
            spawn_local(browser::focus_soon(id));
            return;
        }
        self.error.set(None);
        self.is_refused.set(false);
        self.checking.begin();
        spawn_local(async move {
            // The code that seals, and the texts of errors, load while the user types.
            if second_part::load().await {
                let open: fn(_, _) -> _ = later::open;
                second_part::opaque(open)(self, user_id).await;
            } else {
                self.error.set(Some(words::problem_network().into()));
            }
            self.checking.end();
        });
    }
}
