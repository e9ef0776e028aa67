//! Fetches and solves a challenge before it is needed.

use api_contract::start_reset::ProofOfWork;
use leptos::{prelude::*, task::spawn_local};

use super::nonce_search::NonceSearch;
use crate::{
    api::{
        Answer, Failure,
        issue_challenge::{Challenge, issue_challenge},
        prepare_sign_in::{SignInPreparation, prepare_sign_in},
    },
    browser,
    clock::Moment,
};

/// The longest time in milliseconds before the browser may do other things. On a phone that is ten times as slow, it is
/// still shorter than anyone can notice.
const SLICE_MS: f64 = 4.0;
/// The number of nonces that are tried between two looks at the clock.
const TRIES: u32 = 128;
/// The seconds before its end from which a challenge counts as expired, because the way to the server takes time.
const MARGIN_SECONDS: u32 = 20;

/// A response that has a challenge in it.
pub(crate) trait HasChallenge: Send + Sync + 'static {
    fn fetch() -> Answer<Self>
    where
        Self: Sized;
    fn challenge(&self) -> &Challenge;
}

impl HasChallenge for Challenge {
    fn fetch() -> Answer<Self> {
        issue_challenge()
    }

    fn challenge(&self) -> &Challenge {
        self
    }
}

impl HasChallenge for SignInPreparation {
    fn fetch() -> Answer<Self> {
        prepare_sign_in()
    }

    fn challenge(&self) -> &Challenge {
        &self.challenge
    }
}

enum State<F> {
    Idle,
    Busy,
    Ready(ProofOfWork, F, Moment),
    Failed(Failure),
}

/// A solver with at most one challenge, solved or being solved, and the response that brought it.
pub(crate) struct ChallengeSolver<F: HasChallenge>(StoredValue<State<F>>);

impl<F: HasChallenge> Clone for ChallengeSolver<F> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<F: HasChallenge> Copy for ChallengeSolver<F> {}

impl<F: HasChallenge> ChallengeSolver<F> {
    /// Returns a solver without a challenge.
    pub(crate) fn new() -> Self {
        Self(StoredValue::new(State::Idle))
    }

    /// Fetches a challenge and begins to solve it, unless that has begun: a user who types will need it soon. A browser
    /// that only shows the page is left alone.
    pub(crate) fn begin_early(self) {
        if self.0.with_value(|state| matches!(state, State::Idle)) {
            self.begin();
        }
    }

    /// Waits for a solved challenge and returns it. It is valid for one request.
    pub(crate) async fn take(self) -> Result<(ProofOfWork, F), Failure> {
        // A failure that happened before anybody waited is not reported; the request is made once more first.
        if self.0.with_value(|state| matches!(state, State::Failed(_))) {
            self.begin();
        }
        loop {
            match self.take_finished() {
                State::Ready(work, response, end) if end.seconds_left(Moment::now()) > MARGIN_SECONDS => {
                    return Ok((work, response));
                }
                State::Failed(failure) => return Err(failure),
                State::Ready(..) | State::Idle => self.begin(),
                State::Busy => browser::sleep(15).await,
            }
        }
    }

    /// Fetches a challenge and solves it at this difficulty at least.
    pub(crate) async fn solve_harder(difficulty: u32) -> Result<(ProofOfWork, F), Failure> {
        let response = F::fetch().await?;
        let issued = response.challenge().clone();
        let harder = Challenge { difficulty: issued.difficulty.max(difficulty), ..issued };
        Ok((solve(&harder).await.0, response))
    }

    /// Takes a finished state and leaves none. Work in progress stays.
    fn take_finished(self) -> State<F> {
        let taken = self.0.try_update_value(|current| match current {
            State::Busy => State::Busy,
            State::Idle | State::Ready(..) | State::Failed(_) => std::mem::replace(current, State::Idle),
        });
        taken.unwrap_or(State::Idle)
    }

    fn begin(self) {
        self.0.set_value(State::Busy);
        spawn_local(async move {
            let state = match F::fetch().await {
                Ok(response) => {
                    let (work, end) = solve(response.challenge()).await;
                    State::Ready(work, response, end)
                }
                Err(failure) => State::Failed(failure),
            };
            self.0.set_value(state);
        });
    }
}

async fn solve(issued: &Challenge) -> (ProofOfWork, Moment) {
    // A challenge whose end cannot be read is used at once or not at all.
    let end =
        Moment::parse(&issued.expires_at).unwrap_or_else(|| Moment::now().plus_seconds(2 * MARGIN_SECONDS));
    let mut search = NonceSearch::new(issued);
    loop {
        let began = browser::monotonic_ms();
        while browser::monotonic_ms() - began < SLICE_MS {
            if let Some(work) = search.advance(TRIES) {
                return (work, end);
            }
        }
        browser::sleep(0).await;
    }
}
