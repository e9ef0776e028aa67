//! The context that every screen of this page can reach: the current screen and the session.

mod later;

use api_contract::{ProblemKind, session::Session};
use leptos::{prelude::*, task::spawn_local};

use super::{
    error_action::{ErrorAction, SignInReason, StopReason, error_action},
    screen::{Page, Screen},
};
use crate::{
    api::{self, Answer, Failure, StepResponse, json::Json as _},
    clock::Moment,
    error_message::ErrorMessage,
    second_part,
    secret::Password,
    words::{self, Message},
};

/// The current screen and the session.
#[derive(Clone, Copy)]
pub(crate) struct AccountContext {
    pub(crate) screen: RwSignal<Screen>,
    /// The title of a part of the screen that stands alone, such as the field for a code.
    pub(crate) part_title: RwSignal<Option<Message>>,
    target_page: Page,
    /// The user name that was typed last.
    pub(crate) user_id: RwSignal<String>,
    /// The name of the signed-in user.
    pub(crate) name: RwSignal<String>,
    /// The moment when the session ends unless it is used before.
    pub(crate) idle_until: RwSignal<Option<Moment>>,
    /// A message that says what has just been done.
    pub(crate) news: RwSignal<Option<Message>>,
    /// The new password of a change whose outcome is not known, so that a wrong current password need not be typed
    /// again together with it.
    new_password: StoredValue<Password>,
}

impl AccountContext {
    pub(crate) fn new(screen: Screen, target_page: Page) -> Self {
        Self {
            screen: RwSignal::new(screen),
            part_title: RwSignal::new(None),
            target_page,
            user_id: RwSignal::new(String::new()),
            name: RwSignal::new(String::new()),
            idle_until: RwSignal::new(None),
            news: RwSignal::new(None),
            new_password: StoredValue::new(Password::default()),
        }
    }

    /// Shows another screen.
    pub(crate) fn go(self, screen: Screen) {
        self.part_title.set(None);
        self.screen.set(screen);
    }

    /// Shows the sign-in, because the user is no longer signed in.
    pub(crate) fn sign_in_again(self, reason: Option<SignInReason>) {
        self.idle_until.set(None);
        self.news.set(None);
        self.go(Screen::SignIn(reason));
    }

    /// Notes when a session that was just used ends.
    pub(crate) fn learn(self, session: &Session) {
        self.idle_until.set(Moment::parse(&session.idle_until));
    }

    /// Asks the server what the session demands next, and shows that screen.
    pub(crate) async fn ask_session(self) {
        let answer = api::show_session::ask().await;
        let is_signed_in = match &answer {
            Ok(answer) => answer.get("session").is_some(),
            Err(failure) => failure.kind() != Some(ProblemKind::SessionRequired),
        };
        // A user who has just opened the page was not signed in before, and may be typing a name.
        let is_new = self.idle_until.get_untracked().is_none();
        let is_typing = is_new && matches!(*self.screen.read_untracked(), Screen::SignIn(_));
        if is_typing && (!is_signed_in || answer.is_err()) {
            return;
        }
        if !is_signed_in {
            self.sign_in_again((!is_new).then_some(SignInReason::SessionEnded));
        } else if second_part::load().await {
            let open: fn(_, _) = later::open;
            second_part::opaque(open)(self, answer);
        } else {
            self.go(Screen::Opening.stop(StopReason::Failed(words::problem_network().into()), None));
        }
    }

    /// Keeps the new password of a change until its outcome is known.
    pub(crate) fn keep_new_password(self, password: Password) {
        self.new_password.set_value(password);
    }

    /// Returns the new password of the last change, and forgets it.
    pub(crate) fn take_new_password(self) -> Password {
        self.new_password.try_update_value(std::mem::take).unwrap_or_default()
    }

    /// Says what was done in the session, and shows what it demands next.
    pub(crate) async fn proceed(self, session: &Session, news: Option<Message>) {
        self.learn(session);
        self.news.set(news);
        self.ask_session().await;
    }

    /// Waits for the answer to a step, says that it was done, and shows what the session demands next, or the error.
    pub(crate) fn finish_step(
        self,
        answer: Answer<StepResponse>,
        news: Option<Message>,
        error: RwSignal<Option<ErrorMessage>>,
    ) {
        spawn_local(async move {
            match answer.await {
                Ok(response) => self.proceed(&response.session, news).await,
                Err(failure) => self.handle_failure(&failure, error),
            }
        });
    }

    /// Shows an error on the current screen, or the screen that must come first.
    pub(crate) fn handle_failure(self, failure: &Failure, error: RwSignal<Option<ErrorMessage>>) {
        match error_action(failure, Moment::now()) {
            ErrorAction::Show(text) => {
                self.news.set(None);
                error.set(Some(text));
            }
            ErrorAction::SignIn => self.sign_in_again(Some(SignInReason::SessionEnded)),
            ErrorAction::AskSession => spawn_local(self.ask_session()),
        }
    }
}
