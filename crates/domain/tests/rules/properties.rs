//! Properties that hold for any order of steps, retries, replays and clocks.

mod promises;

use std::collections::BTreeSet;

use crate::support::{Story, at, new_order, one_gate, sending, stranger, two_gates};
use domain::{
    AdmittedGuess, Caller, CancelRequest, DirectoryRefusal, GateRequirements, JobId, Outcome, Policy,
    Purpose, Reset, StepRefusal, Token, stored::StoredReset,
};
use proptest::prelude::*;

/// An action of a user, an attacker or a retrying network.
#[derive(Debug, Clone)]
enum Action {
    Send {
        method: usize,
        request: u8,
    },
    AdmitGuess {
        method: usize,
    },
    /// Proves a gate by one of the admitted guesses, however late.
    ProveGuess {
        which: usize,
        requirements: GateRequirements,
    },
    SetPassword {
        request: u8,
    },
    Unlock {
        request: u8,
    },
    /// Orders a deferred password.
    DeferOrder {
        request: u8,
    },
    Take {
        agent: usize,
        can_open: bool,
    },
    /// Cancels the order by the page or by the link of a notice.
    Cancel {
        page: bool,
    },
    Expire,
    Report {
        done: bool,
    },
    /// Uses an older (or a future) token from now on.
    UseToken {
        generation: u32,
    },
    UseCurrentToken,
    /// The clock moves, sometimes backwards.
    Clock {
        seconds: i64,
    },
}

fn actions() -> impl Strategy<Value = Vec<Action>> {
    let requirements = (any::<bool>(), any::<bool>()).prop_map(|(administrator, breaker_open)| {
        GateRequirements { administrator, breaker_open, is_untrusted: false }
    });
    let one = prop_oneof![
        4 => (0..3_usize, 0..4_u8).prop_map(|(method, request)| Action::Send { method, request }),
        5 => (0..3_usize).prop_map(|method| Action::AdmitGuess { method }),
        4 => (0..8_usize, requirements).prop_map(|(which, requirements)| Action::ProveGuess { which, requirements }),
        3 => (0..4_u8).prop_map(|request| Action::SetPassword { request }),
        1 => (0..4_u8).prop_map(|request| Action::Unlock { request }),
        2 => (0..4_u8).prop_map(|request| Action::DeferOrder { request }),
        2 => (0..3_usize, any::<bool>()).prop_map(|(agent, can_open)| Action::Take { agent, can_open }),
        1 => any::<bool>().prop_map(|page| Action::Cancel { page }),
        1 => Just(Action::Expire),
        2 => any::<bool>().prop_map(|done| Action::Report { done }),
        1 => (0..12_u32).prop_map(|generation| Action::UseToken { generation }),
        4 => Just(Action::UseCurrentToken),
        4 => prop_oneof![Just(-5_i64), 1..40_i64, 100..400_i64].prop_map(|seconds| Action::Clock { seconds }),
    ];
    prop::collection::vec(one, 1..80)
}

/// A story, and the counts of an observer.
struct Run {
    story: Story,
    now: i64,
    admitted: Vec<AdmittedGuess>,
    used_codes: BTreeSet<String>,
    guesses: std::collections::BTreeMap<String, u32>,
    jobs: u32,
}

const AGENTS: [&str; 3] = ["agent", "north", "south"];
const METHODS: [&str; 3] = ["text", "mail", "fax"];

impl Run {
    fn new(caller: Caller, policy: Policy, purpose: Purpose, decoy: bool) -> Self {
        let story = Story::begin_as(caller, policy, purpose, decoy);
        let (admitted, used_codes, guesses) = Default::default();
        Self { story, now: 0, admitted, used_codes, guesses, jobs: 0 }
    }

    fn take(&mut self, action: &Action) {
        let before = self.story.clone();
        let refused = self.apply(action);
        self.assert_promises(&before, action, refused);
        if matches!(action, Action::UseCurrentToken) {
            self.story.token = Token { generation: self.story.reset.generation() };
        }
    }

    fn apply(&mut self, action: &Action) -> Option<StepRefusal> {
        let now = self.now;
        match action {
            Action::Send { method, request } => {
                let token = self.story.token;
                self.story
                    .send_with(token, METHODS[*method], None, &format!("send {method} {request}"), now)
                    .err()
            }
            Action::AdmitGuess { method } => match self.story.admit(METHODS[*method], now) {
                Ok(admitted) => {
                    *self.guesses.entry(sending(&admitted.guess)).or_default() += 1;
                    self.admitted.push(admitted);
                    None
                }
                Err(refusal) => Some(refusal),
            },
            Action::ProveGuess { which, requirements } => {
                let admitted = self.admitted.get(*which)?.clone();
                let result = self.story.prove(&admitted, *requirements, now);
                if result.is_ok() {
                    assert!(self.used_codes.insert(sending(&admitted.guess)), "a code was good twice");
                }
                result.err()
            }
            Action::SetPassword { request } => self.order(*request, Purpose::ResetPassword),
            Action::Unlock { request } => self.order(*request, Purpose::UnlockAccount),
            Action::DeferOrder { request } => self.defer_order(*request),
            Action::Take { agent, can_open } => {
                self.story.take_job(&self.job(), AGENTS[*agent], *can_open, now);
                None
            }
            Action::Cancel { page } => {
                let notice = CancelRequest::Notice(JobId(self.job()));
                let cancel_request = if *page { CancelRequest::Page(self.story.token) } else { notice };
                self.story.cancel(&cancel_request, now).err()
            }
            Action::Expire => {
                self.story.expire(&self.job(), now);
                None
            }
            Action::Report { done } => {
                let refusal = Outcome::Refused(DirectoryRefusal::PasswordInHistory);
                let outcome = if *done { Outcome::Done } else { refusal };
                self.story.report(&self.job(), outcome, now);
                None
            }
            Action::UseToken { generation } => {
                self.story.token = Token { generation: *generation };
                None
            }
            Action::UseCurrentToken => None,
            Action::Clock { seconds } => {
                self.now = (self.now + seconds).max(0);
                None
            }
        }
    }

    /// Returns the newest job.
    fn job(&self) -> String {
        format!("job {}", self.jobs)
    }

    fn defer_order(&mut self, request: u8) -> Option<StepRefusal> {
        let (job, generation) = (format!("job {}", self.jobs + 1), self.story.reset.generation());
        let new_order = new_order(&job, &format!("keep trying {request}"), &AGENTS[..2], true);
        let (token, now) = (self.story.token, at(self.now));
        let reset = self.story.reset.clone();
        let result = reset.set_password(token, new_order, &self.story.limits, &self.story.policy, now);
        let refused = result.map(|ordered| {
            if let domain::OrderOutcome::Placed { reset, .. } = ordered {
                self.story.token = Token { generation: reset.generation() };
                self.story.reset = reset;
            }
        });
        self.jobs += u32::from(self.story.reset.generation() > generation);
        refused.err()
    }

    fn order(&mut self, request: u8, purpose: Purpose) -> Option<StepRefusal> {
        let job = format!("job {}", self.jobs + 1);
        let request = format!("{purpose:?} {request}");
        let generation = self.story.reset.generation();
        let result = if purpose == Purpose::ResetPassword {
            let token = self.story.token;
            self.story.set_password_with(token, &job, &request, self.now).map(drop)
        } else {
            let new_order = new_order(&job, &request, &[], false);
            let (reset, token) = (self.story.reset.clone(), self.story.token);
            let now = at(self.now);
            reset.unlock_account(token, new_order, &self.story.limits, &self.story.policy, now).map(
                |ordered| {
                    if let domain::OrderOutcome::Placed { reset, .. } = ordered {
                        self.story.token = Token { generation: reset.generation() };
                        self.story.reset = reset;
                    }
                },
            )
        };
        self.jobs += u32::from(self.story.reset.generation() > generation);
        result.err()
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, ..ProptestConfig::default() })]

    #[test]
    fn every_promise_holds_after_any_steps(
        actions in actions(),
        two in any::<bool>(),
        unlock in any::<bool>(),
        decoy in prop::bool::weighted(0.2),
        is_known_device in any::<bool>(),
    ) {
        let caller = if is_known_device { Caller::Device("device".into()) } else { stranger("name") };
        let policy = if two { two_gates() } else { one_gate() };
        let purpose = if unlock { Purpose::UnlockAccount } else { Purpose::ResetPassword };
        let mut run = Run::new(caller, policy, purpose, decoy);
        for action in &actions {
            run.take(action);
        }
    }
}

#[test]
fn stored_reset_without_its_proofs_is_refused() {
    let mut story = Story::new(one_gate());
    story.pass("text", 1).unwrap();
    let stored = StoredReset::from(story.reset);
    let damaged = [
        StoredReset { proofs: Vec::new(), ..stored.clone() },
        StoredReset { gates_required: 2, ..stored.clone() },
        StoredReset { gates_required: 0, proofs: Vec::new(), ..stored.clone() },
        StoredReset { id: domain::ResetId("another".into()), ..stored.clone() },
        StoredReset { methods: Vec::new(), ..stored.clone() },
        StoredReset {
            subject: domain::Subject { account: domain::AccountId("another".into()), decoy: false },
            ..stored.clone()
        },
        StoredReset { methods: crate::support::methods(true), ..stored },
    ];
    for stored in damaged {
        assert!(Reset::try_from(stored).is_err());
    }
}
