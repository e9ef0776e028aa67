//! The password rules of the account, each with a mark.

use leptos::prelude::*;
use password_policy::{Checklist, Mark};

use super::{Evaluate, I18n, Tag, tag};
use crate::words::{self, Message};

/// The id of the list, which describes the password field.
pub(crate) const RULES: &str = "rules";

/// Returns the list of the rules that this account has.
pub(crate) fn rules(minimum_length: u32, history_length: u32, evaluate: impl Evaluate) -> Tag {
    let length = length_rule(minimum_length);
    let later = (history_length > 0).then(|| {
        let remark =
            tag("span").class("fine").plain("(".to_owned()).text(words::rule_later()).plain(")".to_owned());
        tag("li")
            .class("rule later")
            .text(words::rule_history(history_length))
            .plain(" ".to_owned())
            .tag(remark)
    });
    let list = tag("ul")
        .class("rules")
        .tag_if(rule(length, evaluate, |marks| marks.length))
        .tag_if(rule(words::rule_complexity(), evaluate, |marks| marks.complexity))
        .tag_if(rule(words::rule_name(), evaluate, |marks| marks.name))
        .tag_if(rule(words::rule_banned(), evaluate, |marks| marks.banned))
        .tag_if(later);
    let described = tag("div")
        .set("id", RULES)
        .tag(tag("p").class("rules-title").text(words::password_rules()))
        .tag(list);
    tag("div").tag(described).tag(spoken(evaluate))
}

/// Returns the rule of the length.
pub(crate) fn length_rule(minimum_length: u32) -> Message {
    match minimum_length {
        0 | 1 => words::rule_length_any(),
        minimum => words::rule_length(minimum),
    }
}

/// Returns what screen readers announce while the password is typed.
fn spoken(evaluate: impl Evaluate) -> Tag {
    let text = I18n::from_context().optional_text(move || {
        let evaluation = evaluate();
        let Checklist { length, complexity, name, banned } = evaluation.marks;
        let marks = [length, complexity, name, banned];
        let count = |wanted: &[Mark]| marks.iter().map(|mark| u32::from(wanted.contains(mark))).sum::<u32>();
        let (all, met) = (count(&[Mark::Met, Mark::NotMet]), count(&[Mark::Met]));
        evaluation.strength().map(|strength| words::rules_met(all, met, strength))
    });
    tag("p").class("for-ears").set("role", "status").dynamic_text(text)
}

fn rule(text: Message, evaluate: impl Evaluate, mark: fn(&Checklist) -> Mark) -> Option<Tag> {
    let applies = untrack(|| mark(&evaluate().marks)) != Mark::NotApplicable;
    let is_met = move || mark(&evaluate().marks) == Mark::Met;
    let state = I18n::from_context()
        .dynamic_text(move || if is_met() { words::rule_met() } else { words::rule_not_met() });
    let for_ears = tag("span").class("for-ears").plain(": ".to_owned()).dynamic_text(state);
    applies.then(|| {
        tag("li").class("rule").class_if("met", is_met).text(text).plain(" ".to_owned()).tag(for_ears)
    })
}
