//! What every screen of this page can reach: where the person is, and the session.

mod later;

use api_contract::{ProblemKind, session::Session};
use leptos::{prelude::*, task::spawn_local};

use super::{
    screen::{Screen, Wanted},
    trouble::{Consequence, Ending, Note, consequence},
};
use crate::{
    api::{self, Failure},
    clock::Moment,
    rest,
    trouble::Trouble,
    words::{self, Message},
};

/// Where the person is, and the session.
#[derive(Clone, Copy)]
pub(crate) struct Here {
    pub(crate) screen: RwSignal<Screen>,
    wanted: Wanted,
    /// Who is signed in.
    pub(crate) name: RwSignal<String>,
    /// When the session ends if nothing more is asked.
    pub(crate) idle_until: RwSignal<Option<Moment>>,
    /// What has just been done.
    pub(crate) news: RwSignal<Option<Message>>,
}

impl Here {
    /// At the beginning.
    pub(crate) fn new(screen: Screen, wanted: Wanted) -> Self {
        Self {
            screen: RwSignal::new(screen),
            wanted,
            name: RwSignal::new(String::new()),
            idle_until: RwSignal::new(None),
            news: RwSignal::new(None),
        }
    }

    /// On to another screen.
    pub(crate) fn go(self, screen: Screen) {
        self.screen.set(screen);
    }

    /// Nobody is signed in any more.
    pub(crate) fn sign_in_again(self, note: Option<Note>) {
        self.idle_until.set(None);
        self.news.set(None);
        self.go(Screen::SignIn(note));
    }

    /// The session goes on.
    pub(crate) fn learn(self, session: &Session) {
        self.idle_until.set(Moment::parse(&session.idle_until));
    }

    /// Asks the session what comes now, and goes there.
    pub(crate) async fn ask_session(self) {
        let answer = api::show_session::ask().await;
        let problem = answer.as_ref().err().and_then(Failure::kind);
        if problem == Some(ProblemKind::SessionRequired) {
            // Whoever has just come was not signed in before.
            let is_new = self.idle_until.get_untracked().is_none();
            self.sign_in_again((!is_new).then_some(Note::SessionEnded));
        } else if rest::load().await {
            let open: fn(_, _) = later::open;
            rest::behind(open)(self, answer);
        } else {
            self.go(Screen::Opening.stopped(Ending::Failed(words::problem_network().into()), None));
        }
    }

    /// Something was done to the session: says so, and goes where it leads now.
    pub(crate) async fn done(self, session: &Session, news: Option<Message>) {
        self.learn(session);
        self.news.set(news);
        self.ask_session().await;
    }

    /// Says what went wrong where the person is, or leads to what comes first.
    pub(crate) fn settle(self, failure: &Failure, trouble: RwSignal<Option<Trouble>>) {
        match consequence(failure, Moment::now()) {
            Consequence::Stay(text) => trouble.set(Some(text)),
            Consequence::SignIn => self.sign_in_again(Some(Note::SessionEnded)),
            Consequence::AskSession => spawn_local(self.ask_session()),
        }
    }
}
