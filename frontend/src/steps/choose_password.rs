//! A new password, judged by the rules of this account while it is typed.

mod too_recent;

use leptos::{prelude::*, task::spawn_local};
use password_policy::{MAXIMUM_LENGTH, Policy, Refusal};
use too_recent::too_recent;

use crate::{
    banned, browser,
    clock::Moment,
    parts::{
        Judgement, RULES, Tag, Ticker, alert, changing, heading, meter, paragraph, password_field, rules,
        submit, tag,
    },
    seal,
    secret::Password,
    step::{ChoosePassword, Step},
    trouble::{Ending, Trouble, refused},
    words::{self, Message},
};

const NEW: &str = "new-password";
const AGAIN: &str = "new-password-again";

/// Whether the directory would refuse any password for a while.
pub(crate) fn is_too_recent(data: &ChoosePassword) -> bool {
    data.can_change_from.is_some_and(|from| !from.has_passed(Moment::now()))
}

/// The form, or the reason why there is none yet. It comes by itself when the moment does.
pub(super) fn choose_password(data: ChoosePassword, go: Callback<Step>) -> AnyView {
    let ticker = Ticker::here();
    let from = data.can_change_from;
    let is_too_recent = RwSignal::new(is_too_recent(&data));
    Effect::new(move || {
        if from.is_none_or(|from| ticker.seconds_left(from) == 0) && is_too_recent.get_untracked() {
            is_too_recent.set(false);
        }
    });
    changing(move || {
        let data = data.clone();
        match from.filter(|_| is_too_recent.get()) {
            Some(from) => untrack(|| too_recent(data, from, go)),
            None => untrack(|| form(data, go)),
        }
    })
}

fn form(data: ChoosePassword, go: Callback<Step>) -> AnyView {
    let rules_of_account = password_policy::Rules {
        minimum_length: data.rules.minimum_length,
        complexity: data.rules.complexity,
        account_name: data.rules.account_name.clone(),
        display_name: data.rules.display_name.clone(),
        banned_words: data.rules.banned_words.clone(),
    };
    let policy = StoredValue::new(Policy::with_words(&rules_of_account, &banned::words()));
    let password = RwSignal::new(Password::default());
    let again = RwSignal::new(Password::default());
    let shown = RwSignal::new(false);
    let busy = RwSignal::new(false);
    let invalid = RwSignal::new(false);
    let trouble = RwSignal::new(data.refusal.as_ref().map(|refusal| Trouble::from(refused(refusal))));
    let judge =
        move || policy.with_value(|policy| password.with(|typed| Judgement::of(typed.as_str(), policy)));

    let user_id = data.reset.user_id.clone();
    let (minimum_length, history_length) = (data.rules.minimum_length, data.rules.history_length);
    let good_until = data.rules.maximum_age_seconds.map(|age| Moment::now().plus_seconds(age));
    let good_until = good_until.map(|until| paragraph("fine", words::password_good_until(until)));
    let away = data.seal.waits.then(|| paragraph("support", words::writeback_away()));
    let order = move || {
        let wrong = policy.with_value(|policy| password.with_untracked(|typed| policy.judge(typed.as_str())));
        let differs = !shown.get_untracked() && *password.read_untracked() != *again.read_untracked();
        invalid.set(!wrong.is_empty());
        if let Some(complaint) = complaint(&wrong, differs) {
            trouble.set(Some(complaint.into()));
            spawn_local(browser::focus_soon(if wrong.is_empty() { AGAIN } else { NEW }));
            return;
        }
        let sealed = password.with_untracked(|typed| seal::to_every_agent(typed, &data.seal));
        password.set(Password::default());
        again.set(Password::default());
        go.run(match sealed {
            Some(request) => data.clone().ordered(request),
            None => data.reset.stopped(Ending::SealingFailed, None),
        });
    };

    let differs = Signal::derive(move || differs_visibly(&password.read(), &again.read()));
    let repeat = move || {
        let field =
            || password_field(AGAIN, words::password_again_label(), RULES, again, shown, differs, false);
        (!shown.get()).then(|| field().done())
    };
    tag("form")
        .set("novalidate", "")
        .on_submit(order)
        .tag(heading(words::password_title()))
        .tag(paragraph("lead", words::password_lead()))
        .tag_if(away)
        .tag(alert(trouble))
        .tag(whose(user_id))
        .tag(password_field(NEW, words::password_label(), RULES, password, shown, invalid.into(), true))
        .tag(meter(judge))
        .tag(rules(minimum_length, history_length, judge))
        .tag_if(good_until)
        .changing(repeat)
        .tag(submit(words::password_submit(), words::working(), busy))
        .tag(paragraph("fine sealed", words::password_sealed()))
        .done()
}

/// Tells password managers whose password it is.
fn whose(user_id: String) -> Tag {
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

/// The first thing to mend.
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

/// Nobody likes to be told that half a word is wrong.
fn differs_visibly(password: &Password, again: &Password) -> bool {
    !again.is_empty() && !password.as_str().starts_with(again.as_str())
}

const _: () = assert!(MAXIMUM_LENGTH as usize == agent_protocol::sealing::MAXIMUM_PASSWORD_LENGTH);
