//! The fields for a new password, which is checked by the account's rules while it is typed.

use api_contract::verify_code::NewPasswordRules;
use leptos::{prelude::*, task::spawn_local};
use password_policy::{MAXIMUM_LENGTH, Policy, Refusal};

use super::{
    Evaluation, FieldError, RULES, Tag,
    checklist::{length_rule, strength_rule},
    meter, paragraph, password_field, rules,
    suggestion::suggestion,
    tag,
};
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

/// The fewest words of a good password, and the letters of a short one with the space before it.
const MINIMUM_WORDS: u32 = 3;
const LETTERS_PER_WORD: u32 = 6;

/// The state of the fields.
#[derive(Clone, Copy)]
pub(crate) struct NewPassword {
    pub(super) policy: StoredValue<Policy>,
    password: RwSignal<Password>,
    again: RwSignal<Password>,
    is_visible: RwSignal<bool>,
    error: FieldError,
    again_error: FieldError,
    /// Whether the user has repeated the password to the end, as far as the user thinks.
    is_repeated: RwSignal<bool>,
}

impl NewPassword {
    /// Returns empty fields for the rules of an account. `error` is why the directory refused the last password.
    pub(crate) fn new(account: &NewPasswordRules, error: Option<Message>) -> Self {
        let rules = password_policy::PolicyRules {
            minimum_length: account.minimum_length,
            complexity: account.complexity,
            account_name: account.account_name.clone(),
            display_name: account.display_name.clone(),
            banned_words: account.banned_words.clone(),
            minimum_strength: account.minimum_strength,
        };
        let new = Self {
            policy: StoredValue::new(Policy::with_common_words(&rules, &banned::words())),
            password: RwSignal::new(Password::default()),
            again: RwSignal::new(Password::default()),
            is_visible: RwSignal::new(false),
            error: FieldError::none(),
            again_error: FieldError::none(),
            is_repeated: RwSignal::new(false),
        };
        if let Some(error) = error {
            new.show_error(error);
        }
        new.follow_typing();
        new
    }

    /// Keeps the errors in step with what is typed.
    fn follow_typing(self) {
        Effect::new(move |before: Option<()>| {
            self.password.track();
            if before.is_some() {
                self.error.clear();
            }
        });
        Effect::new(move || {
            let (password, again) = (self.password.read(), self.again.read());
            let differs =
                if self.is_repeated.get() { *password != *again } else { differs_visibly(&password, &again) };
            self.again_error.set(differs.then(words::password_different));
        });
    }

    /// Returns the fields, the rules, and how long a new password is good.
    pub(crate) fn fields(self, account: &NewPasswordRules) -> Tag {
        let Self { policy, password, again, is_visible, error, again_error, .. } = self;
        let evaluate = move || {
            policy.with_value(|policy| password.with(|typed| Evaluation::new(typed.as_str(), policy)))
        };
        let good_until = account.maximum_age_seconds.map(|age| Moment::now().plus_seconds(age));
        let good_until = good_until.map(|until| paragraph("fine", words::password_good_until(until)));
        let label = words::password_again_label;
        let repeat = move || {
            (!is_visible.get()).then(|| {
                password_field((AGAIN, FILL_IN), label(), "", again, is_visible, again_error, false)
                    .into_view()
            })
        };
        let first =
            password_field((NEW, FILL_IN), words::password_label(), RULES, password, is_visible, error, true);
        tag("div")
            .tag(suggestion(self))
            .tag(first)
            .tag(meter(evaluate))
            .tag(rules(account, evaluate))
            .tag_if(good_until)
            .dynamic_child(repeat)
    }

    /// Returns whether the password can be sent. If not, the first thing to correct stands at its field, which gets the
    /// focus.
    pub(crate) fn validate(self, account: &NewPasswordRules) -> bool {
        let wrong = self
            .policy
            .with_value(|policy| self.password.with_untracked(|typed| policy.evaluate(typed.as_str())));
        if let Some(error) = first_error(&wrong, account) {
            self.show_error(error);
            return false;
        }
        let differs = !self.is_visible.get_untracked()
            && *self.password.read_untracked() != *self.again.read_untracked();
        self.is_repeated.set(true);
        if differs {
            spawn_local(browser::focus_soon(AGAIN));
        }
        !differs
    }

    /// Takes the password out of the fields.
    pub(crate) fn take(self) -> Password {
        self.is_repeated.set(false);
        self.again.set(Password::default());
        self.password.try_update(std::mem::take).unwrap_or_default()
    }

    /// Shows an error at the first field.
    pub(super) fn show_error(self, error: Message) {
        self.error.show(NEW, error);
    }

    /// Returns whether this is the password in the first field.
    pub(super) fn is(self, password: &Password) -> bool {
        *self.password.read() == *password
    }

    /// Puts a password into both fields.
    pub(crate) fn put(self, password: Password) {
        self.again.set(password.clone());
        self.password.set(password);
    }
}

/// Returns what makes a password that these rules accept and that is easy to remember.
pub(crate) fn advice(account: &NewPasswordRules) -> Message {
    let count = (account.minimum_length / LETTERS_PER_WORD + 1).max(MINIMUM_WORDS);
    if account.complexity { words::password_advice_complex(count) } else { words::password_advice(count) }
}

/// Returns the first thing to correct: the rule that is not met.
fn first_error(wrong: &[Refusal], account: &NewPasswordRules) -> Option<Message> {
    Some(match wrong.first()? {
        Refusal::TooLong { maximum } => words::password_too_long(*maximum),
        Refusal::Banned { part } => words::refusal_password_banned(part.as_str()),
        Refusal::Empty | Refusal::TooShort { .. } => words::password_rules_open(length_rule(account)),
        Refusal::NotComplex => words::password_rules_open(words::rule_complexity()),
        Refusal::ContainsName => words::password_rules_open(words::rule_name()),
        Refusal::TooWeak => words::password_rules_open(strength_rule(account)),
    })
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
