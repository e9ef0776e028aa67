//! The form for the current password and a new one, which is checked by the account's rules while it is typed.

use agent_protocol::sealing::Plaintext;
use api_contract::{DirectoryRefusal, change_password::Request};
use leptos::{prelude::*, task::spawn_local};

use super::sign_in::CURRENT;
use crate::{
    account::{
        context::AccountContext,
        error_action::StopReason,
        screen::{ChangePassword, Screen, Waiting},
    },
    browser,
    clock::Moment,
    error_message::{ErrorMessage, refusal_text},
    parts::{
        NewPassword, Ticker, alert, heading, paragraph, password_field, picture, submit_at_once, tag,
        username_for_managers,
    },
    seal,
    secret::Password,
    words::{self, Message},
};

/// Returns the title: perhaps that it is too early for a change.
pub(super) fn title(data: &ChangePassword) -> Message {
    if earliest_change(data).is_some() { words::too_recent_title() } else { words::change_title() }
}

/// Returns the moment when a change will be allowed, or `None` if it is allowed now. A demanded change is tried in any
/// case.
fn earliest_change(data: &ChangePassword) -> Option<Moment> {
    data.can_change_from.filter(|from| !data.is_demanded && !from.has_passed(Moment::now()))
}

/// Returns the form, or the reason why there is none yet.
pub(super) fn change_password(data: ChangePassword, context: AccountContext) -> AnyView {
    stop_on_expiry(&data, context);
    match earliest_change(&data) {
        Some(from) => too_recent(from),
        None => form(data, context),
    }
}

/// Stops when the change expires; the user can begin another one.
fn stop_on_expiry(data: &ChangePassword, context: AccountContext) {
    let ticker = Ticker::from_context();
    let (expires_at, is_demanded) = (data.expires_at, data.is_demanded);
    Effect::new(move || {
        if ticker.seconds_left(expires_at) == 0 {
            context.go(Screen::StartChange(is_demanded).stop(StopReason::ChangeExpired, None));
        }
    });
}

fn too_recent(from: Moment) -> AnyView {
    tag("div")
        .class("done")
        .tag(picture("badge clock"))
        .tag(heading(words::too_recent_title()))
        .tag(paragraph("lead strong", words::too_recent_text(from)))
        .tag(paragraph("fine", words::have_changed()))
        .into_view()
}

fn form(data: ChangePassword, context: AccountContext) -> AnyView {
    let current = RwSignal::new(Password::default());
    let is_visible = RwSignal::new(false);
    let is_current_wrong = RwSignal::new(data.refusal == Some(DirectoryRefusal::CurrentPasswordWrong));
    let new = NewPassword::new(&data.rules);
    let error = RwSignal::new(data.refusal.as_ref().map(|refusal| ErrorMessage::from(refusal_text(refusal))));
    let lead = if data.is_demanded { words::change_demanded() } else { words::password_lead() };
    let user = data.rules.account_name.clone();
    let fields = new.fields(&data.rules);
    let change = move || {
        is_current_wrong.set(current.with_untracked(Password::is_empty));
        if is_current_wrong.get_untracked() {
            error.set(Some(words::change_current_missing().into()));
            return spawn_local(browser::focus_soon(CURRENT.0));
        }
        if let Some(complaint) = new.complaint() {
            return error.set(Some(complaint.into()));
        }
        let change = data.clone();
        let plaintext =
            current.with_untracked(|current| Plaintext::change(current.as_str(), new.take().as_str()));
        current.set(Password::default());
        context.go(match seal::to_every_agent(&plaintext, &change.seal) {
            Some(envelopes) => Screen::Waiting(Waiting { change, request: Request { envelopes } }),
            None => Screen::StartChange(change.is_demanded).stop(StopReason::SealingFailed, None),
        });
    };
    let wrong = is_current_wrong.into();
    tag("form")
        .set("novalidate", "")
        .on_submit(change)
        .tag(heading(words::change_title()))
        .tag(paragraph("lead", lead))
        .tag(alert(error))
        .tag(username_for_managers(user))
        .tag(password_field(CURRENT, words::change_current(), "", current, is_visible, wrong, true))
        .tag(fields)
        .tag(submit_at_once(words::change_title()))
        .tag(paragraph("fine sealed", words::password_sealed()))
        .into_view()
}
