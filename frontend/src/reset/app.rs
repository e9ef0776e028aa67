//! The page: its frame and the current screen.

use leptos::{prelude::*, task::spawn_local};

use super::{
    link_parameters::LinkParameters,
    progress::progress,
    screen::{Identify, Screen},
    screens::{show, title},
    time_left::time_left,
};
use crate::{
    api::issue_challenge::Challenge,
    company,
    language::Language,
    parts::{I18n, Ticker, dynamic_view, follow, foot, head, tag},
    proof_of_work::ChallengeSolver,
    second_part, words,
};

/// Returns the whole page in a language whose texts are loaded.
pub(crate) fn app(link: LinkParameters, language: Language) -> AnyView {
    let i18n = I18n::provide(language);
    Ticker::provide();
    provide_context(ChallengeSolver::<Challenge>::start());
    let config = company::provide(link.readers_languages(), i18n);
    spawn_local(async {
        second_part::load().await;
    });

    let identify = Identify { user_id: link.user_id, purpose: link.purpose };
    let screen = RwSignal::new(link.cancel.map_or(Screen::Identify(identify), Screen::CancelOrder));
    follow(move || screen.with(title), config, i18n);
    let go = Callback::new(move |next| screen.set(next));
    let (visible, spoken) = time_left(screen);
    let main = tag("main")
        .class("step")
        .tag(tag("div").class("way").tag(progress(screen)).tag(visible).tag(spoken))
        .child(dynamic_view(move || {
            let screen = screen.get();
            untrack(|| show(screen, go))
        }));
    tag("div").class("card").tag(head(config, words::product())).tag(main).tag(foot(config)).into_view()
}
