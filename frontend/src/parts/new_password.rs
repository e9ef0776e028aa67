//! The fields for a new password, which is checked by the account's rules while it is typed.

use api_contract::verify_code::NewPasswordRules;
use leptos::{prelude::*, task::spawn_local};
use password_policy::{MAXIMUM_LENGTH, Policy, Refusal};

use super::{Evaluation, RULES, Tag, meter, paragraph, password_field, rules, tag};
use crate::{
    banned, browser,
    clock::Moment,
    secret::Password,
    words::{self, Message},
};

const NEW: &str = "new-password";
const AGAIN: &str = "new-password-again";
/// The `autocomplete` value that makes password managers offer a new password.
const FILL_IN: &str = "new-password";

/// The state of the fields.
#[derive(Clone, Copy)]
pub(crate) struct NewPassword {
    policy: StoredValue<Policy>,
    password: RwSignal<Password>,
    again: RwSignal<Password>,
    is_visible: RwSignal<bool>,
    invalid: RwSignal<bool>,
}

impl NewPassword {
    /// Returns empty fields for the rules of an account.
    pub(crate) fn new(account: &NewPasswordRules) -> Self {
        let rules = password_policy::PolicyRules {
            minimum_length: account.minimum_length,
            complexity: account.complexity,
            account_name: account.account_name.clone(),
            display_name: account.display_name.clone(),
            banned_words: account.banned_words.clone(),
        };
        Self {
            policy: StoredValue::new(Policy::with_common_words(&rules, &banned::words())),
            password: RwSignal::new(Password::default()),
            again: RwSignal::new(Password::default()),
            is_visible: RwSignal::new(false),
            invalid: RwSignal::new(false),
        }
    }

    /// Returns the fields, the rules, and how long a new password is good.
    pub(crate) fn fields(self, account: &NewPasswordRules) -> Tag {
        let Self { policy, password, again, is_visible, invalid } = self;
        let evaluate = move || {
            policy.with_value(|policy| password.with(|typed| Evaluation::new(typed.as_str(), policy)))
        };
        let good_until = account.maximum_age_seconds.map(|age| Moment::now().plus_seconds(age));
        let good_until = good_until.map(|until| paragraph("fine", words::password_good_until(until)));
        let differs = Signal::derive(move || differs_visibly(&password.read(), &again.read()));
        let label = words::password_again_label;
        let repeat = move || {
            (!is_visible.get()).then(|| {
                password_field((AGAIN, FILL_IN), label(), RULES, again, is_visible, differs, false)
                    .into_view()
            })
        };
        tag("div")
            .tag(password_field(
                (NEW, FILL_IN),
                words::password_label(),
                RULES,
                password,
                is_visible,
                invalid.into(),
                true,
            ))
            .tag(meter(evaluate))
            .tag(rules(account.minimum_length, account.history_length, evaluate))
            .tag_if(good_until)
            .dynamic_child(repeat)
    }

    /// Returns the first thing to correct, and moves the focus to its field. Returns `None` if the password is good.
    pub(crate) fn complaint(self) -> Option<Message> {
        let Self { policy, password, again, is_visible, invalid } = self;
        let wrong =
            policy.with_value(|policy| password.with_untracked(|typed| policy.evaluate(typed.as_str())));
        let differs = !is_visible.get_untracked() && *password.read_untracked() != *again.read_untracked();
        invalid.set(!wrong.is_empty());
        let complaint = complaint(&wrong, differs);
        if complaint.is_some() {
            spawn_local(browser::focus_soon(if wrong.is_empty() { AGAIN } else { NEW }));
        }
        complaint
    }

    /// Takes the password out of the fields.
    pub(crate) fn take(self) -> Password {
        self.again.set(Password::default());
        self.password.try_update(std::mem::take).unwrap_or_default()
    }
}

/// Returns the first thing to correct.
fn complaint(wrong: &[Refusal], differs: bool) -> Option<Message> {
    match wrong.first() {
        Some(Refusal::TooLong { maximum }) => Some(words::password_too_long(*maximum)),
        Some(Refusal::Banned { part }) => Some(words::refusal_password_banned(part.as_str())),
        Some(Refusal::Empty | Refusal::TooShort { .. } | Refusal::NotComplex | Refusal::ContainsName) => {
            Some(words::password_rules_open())
        }
        None => differs.then(words::password_different),
    }
}

/// Returns whether the repeated password differs. A beginning of the right one does not count, because it is still
/// being typed.
fn differs_visibly(password: &Password, again: &Password) -> bool {
    !again.is_empty() && !password.as_str().starts_with(again.as_str())
}

/// Returns a hidden field that tells password managers the name of the account.
pub(crate) fn username_for_managers(user_id: String) -> Tag {
    tag("input")
        .class("for-ears")
        .set("type", "text")
        .set("name", "username")
        .set("autocomplete", "username")
        .set("readonly", "")
        .set("tabindex", "-1")
        .set("aria-hidden", "true")
        .put("value", user_id)
}

const _: () = assert!(MAXIMUM_LENGTH as usize == agent_protocol::sealing::MAXIMUM_PASSWORD_LENGTH);
