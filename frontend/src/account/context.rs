//! What every screen of this page can reach: where the person is, and the session.

mod later;

use api_contract::{ProblemKind, session::Session};
use leptos::{prelude::*, task::spawn_local};

use super::{
    error_action::{ErrorAction, Note, StopReason, error_action},
    screen::{Page, Screen},
};
use crate::{
    api::{self, Failure},
    clock::Moment,
    error_message::ErrorMessage,
    second_part,
    words::{self, Message},
};

/// Where the person is, and the session.
#[derive(Clone, Copy)]
pub(crate) struct AccountContext {
    pub(crate) screen: RwSignal<Screen>,
    target_page: Page,
    /// Who is signed in.
    pub(crate) name: RwSignal<String>,
    /// When the session ends if nothing more is asked.
    pub(crate) idle_until: RwSignal<Option<Moment>>,
    /// What has just been done.
    pub(crate) news: RwSignal<Option<Message>>,
}

impl AccountContext {
    /// At the beginning.
    pub(crate) fn new(screen: Screen, target_page: Page) -> Self {
        Self {
            screen: RwSignal::new(screen),
            target_page,
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
        } else if second_part::load().await {
            let open: fn(_, _) = later::open;
            second_part::opaque(open)(self, answer);
        } else {
            self.go(Screen::Opening.stopped(StopReason::Failed(words::problem_network().into()), None));
        }
    }

    /// Something was done to the session: says so, and goes where it leads now.
    pub(crate) async fn done(self, session: &Session, news: Option<Message>) {
        self.learn(session);
        self.news.set(news);
        self.ask_session().await;
    }

    /// Says what went wrong where the person is, or leads to what comes first.
    pub(crate) fn handle_failure(self, failure: &Failure, error: RwSignal<Option<ErrorMessage>>) {
        match error_action(failure, Moment::now()) {
            ErrorAction::Show(text) => error.set(Some(text)),
            ErrorAction::SignIn => self.sign_in_again(Some(Note::SessionEnded)),
            ErrorAction::AskSession => spawn_local(self.ask_session()),
        }
    }
}
