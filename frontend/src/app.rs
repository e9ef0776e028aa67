//! The page: its frame, and the step that the person is at.

use api_contract::show_config::{Branding, Response as Config};
use leptos::{prelude::*, task::spawn_local};

use crate::{
    api, browser,
    invitation::Invitation,
    language::Language,
    parts::{HEADING, Speech, Ticker, changing, foot, head, progress, tag, time_left},
    step::{Identify, Step},
    steps::{show, title},
    words::{self, Message},
    work::Desk,
};

/// Whether the full destination must be typed before a code is sent.
#[derive(Clone, Copy)]
pub(crate) struct DestinationRequired(pub(crate) RwSignal<bool>);

/// What the company configured, once it is known.
#[derive(Clone, Copy)]
pub(crate) struct Configured(pub(crate) RwSignal<Option<Config>>);

/// The whole page, in the language that the reader is most likely to want: its texts are here.
pub(crate) fn app(invitation: Invitation, language: Language) -> AnyView {
    let readers = invitation.readers_languages();
    let speech = Speech::provide(language);
    Ticker::provide();
    provide_context(Desk::open());
    let config = RwSignal::new(None);
    provide_context(Configured(config));
    let destination_required = RwSignal::new(false);
    provide_context(DestinationRequired(destination_required));
    spawn_local(async move {
        // Without it the page looks plain and works all the same.
        if let Ok(answer) = api::show_config::show_config().await {
            speech.speak(Language::preferred(readers, &Language::offered(&answer.languages)));
            destination_required.set(answer.destination_required);
            dress(&answer.branding);
            config.set(Some(answer));
        }
    });

    let identify = Identify { user_id: invitation.user_id, purpose: invitation.purpose };
    let step = RwSignal::new(invitation.cancel.map_or(Step::Identify(identify), Step::CancelOrder));
    follow(step, config, speech);
    let go = Callback::new(move |next| step.set(next));
    let (eyes, ears) = time_left(step);
    let main = tag("main")
        .class("step")
        .tag(tag("div").class("way").tag(progress(step)).tag(eyes).tag(ears))
        .child(changing(move || {
            let step = step.get();
            untrack(|| show(step, go))
        }));
    tag("div").class("card").tag(head(config)).tag(main).tag(foot(config)).done()
}

/// Keeps the document's title right, and moves the focus to the heading of each new step, so that keyboards and screen
/// readers begin at its top. The first step leaves the focus where the browser put it.
fn follow(step: RwSignal<Step>, config: RwSignal<Option<Config>>, speech: Speech) {
    let named = move || {
        let heading: Message = step.with(title);
        config.with(|config| match config {
            Some(config) => words::page_title(config.branding.name.as_str(), heading),
            None => heading,
        })
    };
    Effect::new(move || browser::set_title(&speech.say_now(&named())));
    Effect::new(move |before: Option<()>| {
        step.track();
        if before.is_some() {
            spawn_local(browser::focus_soon(HEADING));
        }
    });
}

/// The company's colours, through custom properties of the styles.
fn dress(branding: &Branding) {
    browser::set_style("--accent", &branding.accent);
    browser::set_style("--on-accent", &branding.on_accent);
    match branding.background.as_deref() {
        Some(colour) if colour.starts_with('#') => browser::set_style("--background", colour),
        Some(image) => browser::set_style("--background-image", &format!("url({image:?})")),
        None => {}
    }
}
