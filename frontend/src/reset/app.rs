//! The page: its frame, and the step that the person is at.

use leptos::prelude::*;

use super::{
    invitation::Invitation,
    progress::progress,
    step::{Identify, Step},
    steps::{show, title},
    time_left::time_left,
};
use crate::{
    api::issue_challenge::Challenge,
    company,
    language::Language,
    parts::{Speech, Ticker, changing, follow, foot, head, tag},
    words,
    work::Desk,
};

/// Whether the full destination must be typed before a code is sent.
#[derive(Clone, Copy)]
pub(crate) struct DestinationRequired(pub(crate) RwSignal<bool>);

/// The whole page, in the language that the reader is most likely to want: its texts are here.
pub(crate) fn app(invitation: Invitation, readers: Vec<String>, language: Language) -> AnyView {
    let speech = Speech::provide(language);
    Ticker::provide();
    provide_context(Desk::<Challenge>::open());
    let config = company::ask(readers, speech);
    let destination_required = RwSignal::new(false);
    provide_context(DestinationRequired(destination_required));
    Effect::new(move || {
        if config.with(|config| config.as_ref().is_some_and(|config| config.destination_required)) {
            destination_required.set(true);
        }
    });

    let identify = Identify { user_id: invitation.user_id, purpose: invitation.purpose };
    let step = RwSignal::new(invitation.cancel.map_or(Step::Identify(identify), Step::CancelOrder));
    follow(move || step.with(title), config, speech);
    let go = Callback::new(move |next| step.set(next));
    let (eyes, ears) = time_left(step);
    let main = tag("main")
        .class("step")
        .tag(tag("div").class("way").tag(progress(step)).tag(eyes).tag(ears))
        .child(changing(move || {
            let step = step.get();
            untrack(|| show(step, go))
        }));
    tag("div").class("card").tag(head(config, words::product())).tag(main).tag(foot(config)).done()
}
