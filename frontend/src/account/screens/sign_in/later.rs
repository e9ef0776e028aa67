//! What follows once both are typed: they are sealed, and an agent tries them.

use std::pin::Pin;

use agent_protocol::sealing::Plaintext;
use api_contract::{
    ProblemKind,
    finish_sign_in::{Session, SignInRefusal, State},
    sign_in::Request,
};
use leptos::{prelude::*, task::spawn_local};

use super::{CURRENT, Place, checking::pause_ms};
use crate::{
    account::trouble::not_signed_in,
    api::{self, Failure},
    browser,
    clock::Moment,
    seal,
    secret::Password,
    trouble::sentence,
    words,
};

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

/// Signs in.
pub(super) fn open(place: Place, user_id: String) -> Pin<Box<dyn Future<Output = ()>>> {
    Box::pin(async move {
        match place.sign_in(&user_id).await {
            // The page stays as it is until what comes next is known.
            Ok(session) => place.here.done(&session, None).await,
            Err(not) => place.not(not),
        }
    })
}

impl Place {
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
        let seal = prepared.seal.filter(|seal| !seal.all_offline).ok_or(Not::AgentsOffline)?;
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
