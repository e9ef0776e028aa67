//! The password rules of the account, each with a mark.

use api_contract::verify_code::NewPasswordRules;
use leptos::prelude::*;
use password_policy::{Checklist, Mark};

use super::{DynamicText, Evaluate, I18n, Tag, meter::strength_name, tag};
use crate::words::{self, Message};

/// The id of the list, which describes the password field.
pub(crate) const RULES: &str = "rules";

/// Returns the list of the rules that this account has.
pub(crate) fn rules(account: &NewPasswordRules, evaluate: impl Evaluate) -> Tag {
    let i18n = I18n::from_context();
    let banned = move || match evaluate().banned_word {
        Some(word) => words::rule_banned_word(word.as_str()),
        None => words::rule_banned(),
    };
    let later = (account.history_length > 0).then(|| {
        let remark =
            tag("span").class("fine").plain("(".to_owned()).text(words::rule_later()).plain(")".to_owned());
        tag("li")
            .class("rule later")
            .text(words::rule_history(account.history_length))
            .plain(" ".to_owned())
            .tag(remark)
    });
    let list = tag("ul")
        .class("rules")
        .tag_if(rule(i18n.text(length_rule(account)), evaluate, |marks| marks.length))
        .tag_if(rule(i18n.text(words::rule_complexity()), evaluate, |marks| marks.complexity))
        .tag_if(rule(i18n.text(words::rule_name()), evaluate, |marks| marks.name))
        .tag_if(rule(i18n.dynamic_text(banned), evaluate, |marks| marks.banned))
        .tag_if(rule(i18n.text(strength_rule(account)), evaluate, |marks| marks.strength))
        .tag_if(later);
    let described = tag("div")
        .set("id", RULES)
        .tag(tag("p").class("rules-title").text(words::password_rules()))
        .tag(list);
    tag("div").tag(described).tag(spoken(evaluate))
}

/// Returns the rule of the length.
pub(super) fn length_rule(account: &NewPasswordRules) -> Message {
    match account.minimum_length {
        0 | 1 => words::rule_length_any(),
        minimum => words::rule_length(minimum),
    }
}

/// Returns the rule of the strength.
pub(super) fn strength_rule(account: &NewPasswordRules) -> Message {
    words::rule_strength(strength_name(account.minimum_strength))
}

/// Returns what screen readers announce while the password is typed.
fn spoken(evaluate: impl Evaluate) -> Tag {
    let text = I18n::from_context().optional_text(move || {
        let evaluation = evaluate();
        let marks = evaluation.marks.marks();
        let count = |wanted: &[Mark]| marks.iter().map(|mark| u32::from(wanted.contains(mark))).sum::<u32>();
        let (all, met) = (count(&[Mark::Met, Mark::NotMet]), count(&[Mark::Met]));
        evaluation.strength().map(|strength| words::rules_met(all, met, strength))
    });
    tag("p").class("for-ears").set("role", "status").dynamic_text(text)
}

fn rule(text: DynamicText, evaluate: impl Evaluate, mark: fn(&Checklist) -> Mark) -> Option<Tag> {
    let applies = untrack(|| mark(&evaluate().marks)) != Mark::NotApplicable;
    let is_met = move || mark(&evaluate().marks) == Mark::Met;
    let state = I18n::from_context()
        .dynamic_text(move || if is_met() { words::rule_met() } else { words::rule_not_met() });
    let for_ears = tag("span").class("for-ears").plain(": ".to_owned()).dynamic_text(state);
    applies.then(|| {
        tag("li").class("rule").class_if("met", is_met).dynamic_text(text).plain(" ".to_owned()).tag(for_ears)
    })
}
