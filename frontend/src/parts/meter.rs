//! The meter of a password's strength.

use password_policy::{Checklist, Policy, Strength};

use super::{I18n, Tag, dynamic, tag};
use crate::words::{self, Message};

/// The result of checking a typed password against the rules.
pub(crate) struct Evaluation {
    pub(super) marks: Checklist,
    /// The banned word that the password is based on, if there is one.
    pub(super) banned_word: Option<String>,
    strength: Option<Strength>,
}

impl Evaluation {
    pub(crate) fn new(typed: &str, policy: &Policy) -> Self {
        let strength = (!typed.is_empty()).then(|| policy.strength(typed));
        let banned_word = policy.banned_word(typed).map(str::to_owned);
        Self { marks: policy.checklist(typed), banned_word, strength }
    }

    /// Returns the strength in words, or `None` while nothing is typed.
    pub(super) fn strength(&self) -> Option<Message> {
        self.strength.map(strength_name)
    }
}

/// A function that evaluates the password as it is typed. Each mark calls it again, which takes less code than
/// remembering the result.
pub(crate) trait Evaluate: Fn() -> Evaluation + Copy + Send + 'static {}

impl<F: Fn() -> Evaluation + Copy + Send + 'static> Evaluate for F {}

/// Returns a bar of four parts with its meaning in words. It is empty until something is typed.
pub(crate) fn meter(evaluate: impl Evaluate) -> Tag {
    let i18n = I18n::from_context();
    let strength = move || evaluate().strength;
    let level = move || strength().map_or(0, |strength| strength.score().max(1));
    let text = i18n.dynamic_text(move || strength().map_or_else(words::strength_none, strength_name));
    let part = || tag("span").class("part");
    let bar = tag("span")
        .follow("class", dynamic(move || format!("bar level-{}", level())))
        .set("role", "meter")
        .follow("aria-label", i18n.text(words::strength()))
        .set("aria-valuemin", "0")
        .set("aria-valuemax", "4")
        .follow("aria-valuenow", dynamic(move || level().to_string()))
        .follow("aria-valuetext", text.clone());
    let level = tag("span").class("level").dynamic_text(text);
    tag("div")
        .class("strength")
        .tag(bar.tag(part()).tag(part()).tag(part()).tag(part()))
        .tag(tag("span").class("fine").text(words::strength()).plain(": ".to_owned()).tag(level))
}

/// Returns the name of a strength.
pub(super) fn strength_name(strength: Strength) -> Message {
    match strength {
        Strength::VeryWeak => words::strength_very_weak(),
        Strength::Weak => words::strength_weak(),
        Strength::Fair => words::strength_fair(),
        Strength::Strong => words::strength_strong(),
        Strength::VeryStrong => words::strength_very_strong(),
    }
}
