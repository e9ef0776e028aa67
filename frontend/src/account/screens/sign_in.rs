//! The screen for name and password. An agent in the company's network tries them.

mod checking;
mod later;

use checking::Checking;
use leptos::{prelude::*, task::spawn_local};

use crate::{
    USER,
    account::{context::AccountContext, error_action::SignInReason},
    api::prepare_sign_in::SignInPreparation,
    browser,
    error_message::ErrorMessage,
    parts::{FieldError, Tag, alert, dynamic, field, heading, paragraph, password_field, submit, tag},
    proof_of_work::ChallengeSolver,
    second_part,
    secret::Password,
    words,
};

/// The id of the password field, and its `autocomplete` value.
pub(super) const CURRENT: (&str, &str) = ("current-password", "current-password");

/// The state that the handlers of this screen share.
#[derive(Clone, Copy)]
struct ViewState {
    context: AccountContext,
    solver: ChallengeSolver<SignInPreparation>,
    user: RwSignal<String>,
    password: RwSignal<Password>,
    user_error: FieldError,
    password_error: FieldError,
    checking: Checking,
    error: RwSignal<Option<ErrorMessage>>,
}

/// Returns the form that signs in.
pub(super) fn sign_in(reason: Option<SignInReason>, context: AccountContext) -> AnyView {
    let state = ViewState::new(context);
    let is_visible = RwSignal::new(false);
    let password = password_field(
        CURRENT,
        words::sign_in_password(),
        "",
        state.password,
        is_visible,
        state.password_error,
        true,
    );
    let hint = words::identify_user_hint();
    let user = field(USER, words::identify_user(), hint, ("text", "username"), state.user, state.user_error);
    if state.user.with_untracked(|user| !user.is_empty()) {
        state.solver.begin_early();
    }
    tag("form")
        .class("first")
        .set("novalidate", "")
        .on("input", move |_| state.solver.begin_early())
        .on_submit(move || state.submit())
        .tag(heading(words::sign_in_title()))
        .tag(paragraph("lead", words::sign_in_lead()))
        .tag_if(reason.map(|reason| tag("p").class("support").set("role", "status").text(reason.text())))
        .tag(alert(state.error))
        .tag(user)
        .tag(password)
        .tag(submit(words::sign_in_title(), words::working(), state.checking.busy))
        .tag(state.checking.view())
        .tag(other_ways(state.user))
        .tag(paragraph("fine sealed", words::password_sealed()))
        .into_view()
}

/// Returns links to the reset, which take the typed name along.
fn other_ways(user: RwSignal<String>) -> Tag {
    let link = |address: &'static str, text| {
        let with_name = dynamic(move || match user.with(|user| browser::encode(user.trim())) {
            user if user.is_empty() => address.trim_end_matches(['?', '&']).to_owned(),
            user => format!("{address}user={user}"),
        });
        tag("a").follow("href", with_name).text(text)
    };
    tag("p")
        .class("beside links")
        .tag(link("/?", words::purpose_reset()))
        .tag(link("/?purpose=unlock-account&", words::sign_in_unlock()))
}

impl ViewState {
    fn new(context: AccountContext) -> Self {
        Self {
            context,
            solver: ChallengeSolver::new(),
            user: context.user_id,
            password: RwSignal::new(Password::default()),
            user_error: FieldError::none(),
            password_error: FieldError::none(),
            checking: Checking::none(),
            error: RwSignal::new(None),
        }
    }

    fn submit(self) {
        if self.checking.busy.get_untracked() {
            return;
        }
        let user_id = self.user.with_untracked(|user| user.trim().to_owned());
        self.error.set(None);
        self.user_error.clear();
        self.password_error.clear();
        if user_id.is_empty() {
            return self.user_error.show(USER, words::sign_in_missing());
        }
        if self.password.with_untracked(Password::is_empty) {
            return self.password_error.show(CURRENT.0, words::sign_in_missing());
        }
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
