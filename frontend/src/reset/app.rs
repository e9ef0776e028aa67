//! The page: its frame and the current screen.

use leptos::prelude::*;

use super::{
    link_parameters::LinkParameters,
    progress::progress,
    resume,
    screen::Screen,
    screens::{SOLVER, show, title},
    support_code::SupportCode,
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

/// Returns the whole page in a language whose texts are loaded. `is_complete` is whether the second part is loaded too,
/// and `typed` a name that was typed before the program ran.
pub(crate) fn app(
    mut link: LinkParameters,
    language: Language,
    is_complete: bool,
    typed: Option<String>,
) -> AnyView {
    let i18n = I18n::provide(language);
    Ticker::provide();
    let solver = ChallengeSolver::<Challenge>::new();
    if let Some(typed) = typed {
        solver.begin_early();
        link.user_id = typed;
    }
    SOLVER.with(|own| own.set(solver));
    let config = company::provide(link.readers_languages(), i18n);
    second_part::follow_loading(is_complete);

    let screen = RwSignal::new(resume::first_screen(link, is_complete));
    let is_first_step = screen.with_untracked(Screen::position).unwrap_or_default() == 0;
    follow(move || screen.with(title), config, i18n, is_first_step);
    resume::follow_history(screen);
    let go = Callback::new(move |next: Screen| {
        resume::enter(&next);
        screen.set(next);
    });
    let support_code = SupportCode::provide();
    let way = tag("div").class("way").tag(progress(screen)).dynamic_child(move || time_left(screen, go));
    let main = tag("main").class("step").tag(way).child(dynamic_view(move || {
        let screen = screen.get();
        untrack(|| show(screen, go))
    }));
    let foot = support_code.add_to(foot(config), screen);
    tag("div").class("card").tag(head(config, words::product())).tag(main).tag(foot).into_view()
}
