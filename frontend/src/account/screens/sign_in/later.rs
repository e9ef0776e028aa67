//! Signs in: the password is sealed, and an agent tries it.

use std::pin::Pin;

use agent_protocol::sealing::Plaintext;
use api_contract::{
    ProblemKind,
    finish_sign_in::{Session, SignInRefusal, State},
    sign_in::Request,
};
use leptos::prelude::*;

use super::{CURRENT, ViewState, checking::pause_ms};
use crate::{
    account::error_action::sign_in_refusal_text,
    api::{self, Failure},
    browser,
    clock::Moment,
    error_message::error_message,
    seal,
    secret::Password,
    words,
};

/// The reason why a sign-in failed.
enum SignInFailure {
    Refused(SignInRefusal),
    Failed(Failure),
    /// No agent is online to seal to.
    AgentsOffline,
    /// The browser cannot seal.
    Sealing,
}

impl From<Failure> for SignInFailure {
    fn from(failure: Failure) -> Self {
        Self::Failed(failure)
    }
}

/// Signs in with the typed name and password, and shows the next screen or an error.
pub(super) fn open(state: ViewState, user_id: String) -> Pin<Box<dyn Future<Output = ()>>> {
    Box::pin(async move {
        match state.sign_in(&user_id).await {
            // The page stays as it is until the next screen is known.
            Ok(session) => state.context.proceed(&session, None).await,
            Err(failure) => state.show_failure(failure),
        }
    })
}

impl ViewState {
    /// Signs in. A challenge that expired on the way is replaced once, unseen by the user.
    async fn sign_in(self, user_id: &str) -> Result<Session, SignInFailure> {
        let password = self.password.get_untracked();
        match self.sign_in_once(user_id, &password).await {
            Err(SignInFailure::Failed(failure)) if failure.kind() == Some(ProblemKind::WorkRequired) => {
                self.sign_in_once(user_id, &password).await
            }
            result => result,
        }
    }

    async fn sign_in_once(self, user_id: &str, password: &Password) -> Result<Session, SignInFailure> {
        let (work, preparation) = self.solver.take().await?;
        let seal = preparation.seal.filter(|seal| !seal.all_offline).ok_or(SignInFailure::AgentsOffline)?;
        let plaintext = Plaintext::sign_in(password.as_str());
        let envelopes = seal::for_every_agent(&plaintext, &seal).ok_or(SignInFailure::Sealing)?;
        let request = Request { user_id: user_id.to_owned(), work, envelopes };
        let response = api::sign_in::sign_in(&request).await?;
        finish(&response.token).await
    }

    fn show_failure(self, failure: SignInFailure) {
        let error = match failure {
            SignInFailure::Refused(refusal) => {
                self.password.set(Password::default());
                return self.password_error.show(CURRENT.0, sign_in_refusal_text(refusal));
            }
            SignInFailure::AgentsOffline => words::problem_agents_offline().into(),
            SignInFailure::Sealing => words::password_sealing_failed().into(),
            SignInFailure::Failed(failure) => match failure.kind() {
                Some(ProblemKind::TokenInvalid | ProblemKind::ResetExpired) => {
                    words::sign_in_directory_unreachable().into()
                }
                Some(_) | None => error_message(&failure, Moment::now()),
            },
        };
        self.error.set(Some(error));
    }
}

/// Polls less and less often until the sign-in has an outcome. A lost answer is asked for again; the token expires by
/// itself.
async fn finish(token: &str) -> Result<Session, SignInFailure> {
    for polls in 0.. {
        browser::sleep(pause_ms(polls)).await;
        let answer = match api::finish_sign_in::finish_sign_in(token).await {
            Ok(answer) => answer,
            Err(Failure::Network) => continue,
            Err(failure) => return Err(failure.into()),
        };
        match (answer.state, answer.session) {
            (State::Checking, _) => {}
            (State::Refused, _) => {
                return Err(SignInFailure::Refused(answer.refusal.unwrap_or(SignInRefusal::NotSignedIn)));
            }
            (State::SignedIn, Some(session)) => return Ok(session),
            (State::SignedIn, None) => return Err(Failure::Unreadable.into()),
        }
    }
    Err(Failure::Unreadable.into())
}
