//! The form for the current password and a new one, which is checked by the account's rules while it is typed.

use agent_protocol::sealing::Plaintext;
use api_contract::{DirectoryRefusal, change_password::Request};
use leptos::prelude::*;

use super::sign_in::CURRENT;
use crate::{
    account::{
        context::AccountContext,
        error_action::StopReason,
        screen::{ChangePassword, Screen, Waiting},
    },
    clock::Moment,
    error_message::refusal_text,
    parts::{
        FieldError, NewPassword, Ticker, advice, heading, paragraph, password_field, picture, submit_at_once,
        tag, username_for_managers,
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
    let (expires_at, minutes, is_demanded) = (data.expires_at, data.minutes, data.is_demanded);
    Effect::new(move || {
        if ticker.seconds_left(expires_at) == 0 {
            let stop_reason = StopReason::ChangeExpired { minutes };
            context.go(Screen::StartChange(is_demanded).stop(stop_reason, None));
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
    let current_error = FieldError::none();
    let new = new_password(&data, current_error, context);
    let lead = if data.is_demanded { words::change_demanded() } else { advice(&data.rules) };
    let user = data.rules.account_name.clone();
    context.user_id.set(user.clone());
    let fields = new.fields(&data.rules);
    let submit = move || {
        if current.with_untracked(Password::is_empty) {
            return current_error.show(CURRENT.0, words::change_current_missing());
        }
        current_error.clear();
        if new.validate(&data.rules) {
            order(data.clone(), current, new, context);
        }
    };
    let label = words::change_current();
    tag("form")
        .set("novalidate", "")
        .on_submit(submit)
        .tag(heading(words::change_title()))
        .tag(paragraph("lead", lead))
        .tag(username_for_managers(user))
        .tag(password_field(CURRENT, label, "", current, RwSignal::new(false), current_error, true))
        .tag(fields)
        .tag(submit_at_once(words::change_title()))
        .tag(paragraph("fine sealed", words::password_sealed()))
        .into_view()
}

/// Seals both passwords, and goes on to the screen that orders the change.
fn order(change: ChangePassword, current: RwSignal<Password>, new: NewPassword, context: AccountContext) {
    let chosen = new.take();
    let plaintext = current.with_untracked(|current| Plaintext::change(current.as_str(), chosen.as_str()));
    current.set(Password::default());
    context.keep_new_password(chosen);
    context.go(match seal::for_every_agent(&plaintext, &change.seal) {
        Some(envelopes) => Screen::Waiting(Waiting { change, request: Request { envelopes } }),
        None => Screen::StartChange(change.is_demanded).stop(StopReason::SealingFailed, None),
    });
}

/// Returns the fields for the new password. What the directory refused stands at the field that it is about; beside a
/// wrong current password the new one stays.
fn new_password(data: &ChangePassword, current_error: FieldError, context: AccountContext) -> NewPassword {
    let kept = context.take_new_password();
    let refusal = data.refusal.as_ref();
    let Some(refusal) = refusal.filter(|refusal| **refusal == DirectoryRefusal::CurrentPasswordWrong) else {
        return NewPassword::new(&data.rules, refusal.map(refusal_text));
    };
    current_error.show(CURRENT.0, refusal_text(refusal));
    let new = NewPassword::new(&data.rules, None);
    new.put(kept);
    new
}
