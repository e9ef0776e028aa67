//! Name and password. An agent in the company's network tries them.

mod checking;

use agent_protocol::sealing::Plaintext;
use api_contract::{
    ProblemKind,
    finish_sign_in::{Session, SignInRefusal, State},
    sign_in::Request,
};
use checking::{Checking, pause_ms};
use leptos::{prelude::*, task::spawn_local};

use crate::{
    account::{
        here::Here,
        trouble::{Note, not_signed_in},
    },
    api::{self, Failure, prepare_sign_in::Prepared},
    browser,
    clock::Moment,
    parts::{Tag, alert, field, heading, paragraph, password_field, submit, tag},
    seal,
    secret::Password,
    trouble::{Trouble, sentence},
    words,
    work::Desk,
};

const USER: &str = "user";
/// The field's id, and what password managers fill in.
pub(super) const CURRENT: (&str, &str) = ("current-password", "current-password");

/// What the handlers of this place share.
#[derive(Clone, Copy)]
struct Place {
    here: Here,
    desk: Desk<Prepared>,
    user: RwSignal<String>,
    password: RwSignal<Password>,
    missing: RwSignal<bool>,
    missing_password: RwSignal<bool>,
    checking: Checking,
    trouble: RwSignal<Option<Trouble>>,
    /// Whether what can be done about a wrong name or password is offered.
    is_refused: RwSignal<bool>,
}

/// Why nobody is signed in.
enum Not {
    Refused(SignInRefusal),
    Failed(Failure),
    /// No agent is there to seal to.
    AgentsOffline,
    /// The browser cannot seal.
    Sealing,
}

impl From<Failure> for Not {
    fn from(failure: Failure) -> Self {
        Self::Failed(failure)
    }
}

/// Asks for both, and signs in.
pub(super) fn sign_in(note: Option<Note>, here: Here) -> AnyView {
    let place = Place {
        here,
        desk: Desk::open(),
        user: RwSignal::new(String::new()),
        password: RwSignal::new(Password::default()),
        missing: RwSignal::new(false),
        missing_password: RwSignal::new(false),
        checking: Checking::none(),
        trouble: RwSignal::new(None),
        is_refused: RwSignal::new(false),
    };
    let shown = RwSignal::new(false);
    let wrong = place.missing_password.into();
    let password = password_field(CURRENT, words::sign_in_password(), "", place.password, shown, wrong, true);
    let hint = words::identify_user_hint();
    let user = field(USER, words::identify_user(), hint, ("text", "username"), place.user, place.missing);
    tag("form")
        .set("novalidate", "")
        .on_submit(move || place.submit())
        .tag(heading(words::sign_in_title()))
        .tag_if(note.map(|note| tag("p").class("support").set("role", "status").text(note.text())))
        .tag(paragraph("lead", words::sign_in_lead()))
        .tag(alert(place.trouble))
        .changing(move || place.is_refused.get().then(|| ways_on().done()))
        .tag(user)
        .tag(password)
        .tag(submit(words::sign_in_title(), words::working(), place.checking.busy))
        .tag(place.checking.shown())
        .changing(move || (!place.is_refused.get()).then(|| ways_on().done()))
        .tag(paragraph("fine sealed", words::password_sealed()))
        .done()
}

fn ways_on() -> Tag {
    let link = |address, text| tag("a").set("href", address).text(text);
    tag("p")
        .class("beside links")
        .tag(link("/", words::purpose_reset()))
        .tag(link(super::stopped::UNLOCK, words::sign_in_unlock()))
}

impl Place {
    fn submit(self) {
        if self.checking.busy.get_untracked() {
            return;
        }
        let user_id = self.user.with_untracked(|user| user.trim().to_owned());
        self.missing.set(user_id.is_empty());
        self.missing_password.set(self.password.with_untracked(Password::is_empty));
        let wanting = [(self.missing, USER), (self.missing_password, CURRENT.0)];
        if let Some((_, id)) = wanting.into_iter().find(|(missing, _)| missing.get_untracked()) {
            self.trouble.set(Some(words::sign_in_missing().into()));
            spawn_local(browser::focus_soon(id));
            return;
        }
        self.trouble.set(None);
        self.is_refused.set(false);
        self.checking.begin();
        spawn_local(async move {
            let outcome = self.sign_in(&user_id).await;
            match outcome {
                // The page stays as it is until what comes next is known.
                Ok(session) => self.here.done(&session, None).await,
                Err(not) => self.not(not),
            }
            self.checking.end();
        });
    }

    /// A challenge that ran out on the way is replaced once, unseen.
    async fn sign_in(self, user_id: &str) -> Result<Session, Not> {
        let password = self.password.get_untracked();
        match self.sign_in_once(user_id, &password).await {
            Err(Not::Failed(failure)) if failure.kind() == Some(ProblemKind::WorkRequired) => {
                self.sign_in_once(user_id, &password).await
            }
            settled => settled,
        }
    }

    async fn sign_in_once(self, user_id: &str, password: &Password) -> Result<Session, Not> {
        let (work, prepared) = self.desk.take().await?;
        let seal = prepared.seal.filter(|seal| !seal.waits).ok_or(Not::AgentsOffline)?;
        let plaintext = Plaintext::sign_in(password.as_str());
        let envelopes = seal::to_every_agent(&plaintext, &seal).ok_or(Not::Sealing)?;
        let request = Request { user_id: user_id.to_owned(), work, envelopes };
        let response = api::sign_in::sign_in(&request).await?;
        finish(&response.token).await
    }

    fn not(self, not: Not) {
        let trouble = match not {
            Not::Refused(refusal) => {
                self.is_refused.set(refusal == SignInRefusal::NotSignedIn);
                self.password.set(Password::default());
                spawn_local(browser::focus_soon(CURRENT.0));
                not_signed_in(refusal).into()
            }
            Not::AgentsOffline => words::problem_agents_offline().into(),
            Not::Sealing => words::password_sealing_failed().into(),
            Not::Failed(failure) => match failure.kind() {
                Some(ProblemKind::TokenInvalid | ProblemKind::ResetExpired) => {
                    words::sign_in_directory_unreachable().into()
                }
                Some(_) | None => sentence(&failure, Moment::now()),
            },
        };
        self.trouble.set(Some(trouble));
    }
}

/// Asks what came of it, more and more seldom. A lost answer is asked for again; the token ends by itself.
async fn finish(token: &str) -> Result<Session, Not> {
    for asked in 0.. {
        browser::sleep(pause_ms(asked)).await;
        let answer = match api::finish_sign_in::finish_sign_in(token).await {
            Ok(answer) => answer,
            Err(Failure::Network) => continue,
            Err(failure) => return Err(failure.into()),
        };
        match (answer.state, answer.session) {
            (State::Checking, _) => {}
            (State::Refused, _) => {
                return Err(Not::Refused(answer.refusal.unwrap_or(SignInRefusal::NotSignedIn)));
            }
            (State::SignedIn, Some(session)) => return Ok(session),
            (State::SignedIn, None) => return Err(Failure::Unreadable.into()),
        }
    }
    Err(Failure::Unreadable.into())
}
