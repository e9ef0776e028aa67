//! Where a solved challenge waits until it is needed.

use api_contract::{issue_challenge, start_reset::Work};
use leptos::{prelude::*, task::spawn_local};

use super::solver::Solver;
use crate::{
    api::{self, Failure},
    browser,
    clock::Moment,
};

/// Longest stretch without giving way to the browser, in milliseconds: below what anyone can notice.
const SLICE_MS: f64 = 12.0;
/// Nonces tried between two looks at the stopwatch.
const TRIES: u32 = 128;
/// A challenge this close to its end is as good as expired: the way to the server takes time too.
const MARGIN_SECONDS: u32 = 20;

enum State {
    Idle,
    Busy,
    Ready(Work, Moment),
    Failed(Failure),
}

/// A solved challenge, or one that is being solved.
#[derive(Clone, Copy)]
pub(crate) struct Desk(StoredValue<State>);

impl Desk {
    /// Fetches a challenge and begins.
    pub(crate) fn open() -> Self {
        let desk = Self(StoredValue::new(State::Idle));
        desk.begin();
        desk
    }

    /// A solved challenge, which is good for one start.
    pub(crate) async fn take(self) -> Result<Work, Failure> {
        // What went wrong while nobody was waiting is no news: try once more first.
        if self.0.with_value(|state| matches!(state, State::Failed(_))) {
            self.begin();
        }
        loop {
            match self.pick_up() {
                State::Ready(work, end) if end.seconds_left(Moment::now()) > MARGIN_SECONDS => {
                    return Ok(work);
                }
                State::Failed(failure) => return Err(failure),
                State::Ready(..) | State::Idle => self.begin(),
                State::Busy => browser::sleep(15).await,
            }
        }
    }

    /// Takes whatever lies there and leaves nothing; work in progress stays.
    fn pick_up(self) -> State {
        let taken = self.0.try_update_value(|current| match current {
            State::Busy => State::Busy,
            State::Idle | State::Ready(..) | State::Failed(_) => std::mem::replace(current, State::Idle),
        });
        taken.unwrap_or(State::Idle)
    }

    fn begin(self) {
        self.0.set_value(State::Busy);
        spawn_local(async move {
            let state = match api::issue_challenge::issue_challenge().await {
                Ok(issued) => solve(&issued).await,
                Err(failure) => State::Failed(failure),
            };
            self.0.set_value(state);
        });
    }
}

async fn solve(issued: &issue_challenge::Response) -> State {
    // A challenge whose end cannot be read is used at once or not at all.
    let end =
        Moment::parse(&issued.expires_at).unwrap_or_else(|| Moment::now().plus_seconds(2 * MARGIN_SECONDS));
    let mut solver = Solver::new(issued);
    loop {
        let began = browser::stopwatch();
        while browser::stopwatch() - began < SLICE_MS {
            if let Some(work) = solver.advance(TRIES) {
                return State::Ready(work, end);
            }
        }
        browser::sleep(0).await;
    }
}
