//! The page: its frame, and the screen that the person is at.

use leptos::{prelude::*, task::spawn_local};

use super::{
    invitation::Invitation,
    progress::progress,
    screen::{Identify, Screen},
    screens::{show, title},
    time_left::time_left,
};
use crate::{
    api::issue_challenge::Challenge,
    company,
    language::Language,
    parts::{Speech, Ticker, changing, follow, foot, head, tag},
    rest, words,
    work::Desk,
};

/// The whole page, in the language that the reader is most likely to want: its texts are here.
pub(crate) fn app(invitation: Invitation, language: Language) -> AnyView {
    let speech = Speech::provide(language);
    Ticker::provide();
    provide_context(Desk::<Challenge>::open());
    let config = company::ask(invitation.readers_languages(), speech);
    spawn_local(async {
        rest::load().await;
    });

    let identify = Identify { user_id: invitation.user_id, purpose: invitation.purpose };
    let screen = RwSignal::new(invitation.cancel.map_or(Screen::Identify(identify), Screen::CancelOrder));
    follow(move || screen.with(title), config, speech);
    let go = Callback::new(move |next| screen.set(next));
    let (eyes, ears) = time_left(screen);
    let main = tag("main")
        .class("step")
        .tag(tag("div").class("way").tag(progress(screen)).tag(eyes).tag(ears))
        .child(changing(move || {
            let screen = screen.get();
            untrack(|| show(screen, go))
        }));
    tag("div").class("card").tag(head(config, words::product())).tag(main).tag(foot(config)).done()
}
