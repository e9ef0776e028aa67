//! The form for a new password, which is checked by the account's rules while it is typed.

mod too_recent;

use agent_protocol::sealing::Plaintext;
use api_contract::set_password::Request;
use leptos::prelude::*;
use too_recent::too_recent;

use crate::{
    clock::Moment,
    error_message::refusal_text,
    parts::{
        NewPassword, Ticker, advice, dynamic_view, heading, paragraph, submit_at_once, tag,
        username_for_managers,
    },
    reset::{
        error_action::StopReason,
        screen::{ChoosePassword, Screen},
    },
    seal, words,
};

/// Returns whether the directory would still refuse any password.
pub(crate) fn is_too_recent(data: &ChoosePassword) -> bool {
    data.can_change_from.is_some_and(|from| !from.has_passed(Moment::now()))
}

/// Returns the form, or the reason why there is none yet. The form appears by itself when a change is allowed.
pub(super) fn choose_password(data: ChoosePassword, go: Callback<Screen>) -> AnyView {
    let ticker = Ticker::from_context();
    let from = data.can_change_from;
    let is_too_recent = RwSignal::new(is_too_recent(&data));
    Effect::new(move || {
        if from.is_none_or(|from| ticker.seconds_left(from) == 0) && is_too_recent.get_untracked() {
            is_too_recent.set(false);
        }
    });
    dynamic_view(move || {
        let data = data.clone();
        match from.filter(|_| is_too_recent.get()) {
            Some(from) => untrack(|| too_recent(data, from, go)),
            None => untrack(|| form(data, go)),
        }
    })
}

fn form(data: ChoosePassword, go: Callback<Screen>) -> AnyView {
    let new = NewPassword::new(&data.rules, data.refusal.as_ref().map(refusal_text));
    let user_id = data.reset.user_id.clone();
    let (advice, fields) = (advice(&data.rules), new.fields(&data.rules));
    let away = data.seal.all_offline.then(|| paragraph("support", words::writeback_away()));
    let order = move || {
        if !new.validate(&data.rules) {
            return;
        }
        let sealed = seal::for_every_agent(&Plaintext::reset(new.take().as_str()), &data.seal);
        go.run(match sealed {
            Some(envelopes) => data.clone().order(Request { envelopes, is_deferrable: false }),
            None => data.reset.stop(StopReason::SealingFailed, None),
        });
    };
    tag("form")
        .set("novalidate", "")
        .on_submit(order)
        .tag(heading(words::password_title()))
        .tag(paragraph("lead", advice))
        .tag_if(away)
        .tag(username_for_managers(user_id))
        .tag(fields)
        .tag(submit_at_once(words::password_submit()))
        .tag(paragraph("fine sealed", words::password_sealed()))
        .into_view()
}
