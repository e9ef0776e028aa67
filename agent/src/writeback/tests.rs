//! Failure paths, against a directory that does what the script says. Everything else is tested against real ones.

use std::sync::{Arc, Mutex as Lock};

use agent_protocol::{
    Envelope,
    sealing::PrivateKey,
    sync::{Account, Domain, Rules},
};

use super::*;
use crate::{
    directory::{Change, Scope, SignIn, WriteError},
    entropy::SystemRandomness,
    point::Point,
};

const AGENT: &str = "agent-1";
const ACCOUNT: &str = "00000000-0000-4000-8000-000000000001";
const OLD: &str = "Start-Passw0rd!";
const NEW: &str = "Violet-Harbour-71";

/// What the directory holds, and how its next writes go wrong.
#[derive(Default)]
struct Script {
    password: String,
    set: i64,
    lockout_time: i64,
    unreachable_for: u32,
    writes: Vec<Written>,
    asked: u32,
}

#[derive(Clone, Copy)]
enum Written {
    /// It is written, and the answer is lost.
    AnswerLost,
    /// It is not written, and no answer comes.
    RequestLost,
    /// No answer comes, and it is written between the first and the second look.
    Late,
    /// The policy says no.
    Policy,
}

#[derive(Clone, Default)]
struct Scripted(Arc<Lock<Script>>, Arc<Lock<Option<String>>>);

impl Scripted {
    fn with<T>(&self, use_it: impl FnOnce(&mut Script) -> T) -> T {
        use_it(&mut self.0.lock().expect("lock"))
    }

    fn set(&self, password: &str) {
        self.with(|script| {
            script.password = password.to_owned();
            script.set += 1;
            script.lockout_time = 0;
        });
    }
}

impl Directory for Scripted {
    async fn domain(&self) -> Result<Domain, DirectoryError> {
        Ok(Domain { netbios: "DEMO".to_owned(), suffixes: Vec::new() })
    }

    async fn accounts(&self, _scope: &Scope) -> Result<Vec<Account>, DirectoryError> {
        Ok(Vec::new())
    }

    async fn find(&self, account: &str, _controller: Option<&str>) -> Result<Option<Found>, DirectoryError> {
        let late = self.1.lock().expect("lock").clone();
        let found = self.with(|script| {
            if script.unreachable_for > 0 {
                script.unreachable_for -= 1;
                return Err(DirectoryError::Unreachable("script".to_owned()));
            }
            Ok((account == ACCOUNT).then(|| found(script)))
        });
        if let (Ok(Some(_)), Some(password)) = (&found, late) {
            *self.1.lock().expect("lock") = None;
            self.set(&password);
        }
        found
    }

    async fn write(&self, _found: &Found, change: Change<'_>) -> Result<(), WriteError> {
        let next = self.with(|script| {
            script.asked += 1;
            (!script.writes.is_empty()).then(|| script.writes.remove(0))
        });
        let unanswered = || WriteError::Unanswered("script".to_owned());
        match (next, change) {
            (Some(Written::Policy), _) => Err(WriteError::PolicyRefused { history_was_checked: true }),
            (Some(Written::RequestLost), _) => Err(unanswered()),
            (Some(Written::Late), Change::SetPassword(password)) => {
                *self.1.lock().expect("lock") = Some(password.to_owned());
                Err(unanswered())
            }
            (next, Change::SetPassword(password)) => {
                self.set(password);
                if next.is_some() { Err(unanswered()) } else { Ok(()) }
            }
            (_, Change::Unlock) => {
                self.with(|script| script.lockout_time = 0);
                Ok(())
            }
        }
    }

    async fn signs_in(&self, _found: &Found, password: &str) -> Result<SignIn, DirectoryError> {
        Ok(self.with(|script| match script.lockout_time {
            0 if script.password == password => SignIn::Right,
            0 => SignIn::Wrong,
            _ => SignIn::Locked,
        }))
    }
}

fn found(script: &Script) -> Found {
    Found {
        id: ACCOUNT.to_owned(),
        controller: "dc1".to_owned(),
        account_name: "anna".to_owned(),
        display_name: "Anna Lindqvist".to_owned(),
        is_protected: false,
        is_disabled: false,
        is_expired: false,
        rules: Rules { minimum_length: 8, complexity: true, history_length: 24 },
        can_change_from: None,
        password_last_set: script.set,
        password_set_at: script.set,
        spare_bad_passwords: u32::MAX,
        lockout_time: script.lockout_time,
    }
}

struct World {
    folder: tempfile::TempDir,
    directory: Scripted,
    key: String,
    points: Arc<Lock<Vec<Point>>>,
}

impl World {
    fn new() -> Self {
        let directory = Scripted::default();
        directory.with(|script| {
            script.password = OLD.to_owned();
            script.set = clock::now().as_second();
            script.lockout_time = 9;
        });
        let key = PrivateKey::generate(&mut SystemRandomness).encode().to_string();
        Self { folder: tempfile::tempdir().expect("folder"), directory, key, points: Arc::default() }
    }

    fn agent(&self) -> Writeback<Scripted> {
        let keys = Keys {
            signing: zeroize::Zeroizing::new(Vec::new()),
            sealing: PrivateKey::parse(&self.key).expect("key"),
        };
        let journal = Journal::open(self.folder.path(), clock::now().as_second()).expect("journal");
        let points = Arc::clone(&self.points);
        let hook = Hook::new(move |point| points.lock().expect("lock").push(point));
        let patience = Patience { reach: Duration::from_millis(30), settle: Duration::from_millis(5) };
        Writeback::new(AGENT, keys, self.directory.clone(), journal, hook).with_patience(patience)
    }

    fn job(&self, id: &str, password: &str) -> Job {
        let now = clock::now().as_second();
        let mut job = Job {
            id: id.to_owned(),
            reset: "reset".to_owned(),
            account: ACCOUNT.to_owned(),
            ordered_at: now,
            expires_at: now + 120,
            reset_expires_at: now + 900,
            order: Order::UnlockAccount,
        };
        job.order = Order::SetPassword { envelopes: vec![self.seal(&job, password)] };
        job
    }

    fn seal(&self, job: &Job, password: &str) -> Envelope {
        let key = PrivateKey::parse(&self.key).expect("key").public_key();
        let plaintext = Plaintext::reset(password);
        sealing::seal(&mut SystemRandomness, AGENT, &key, &job.binding(), &plaintext).expect("sealed")
    }

    fn password(&self) -> String {
        self.directory.with(|script| script.password.clone())
    }

    fn asked(&self) -> u32 {
        self.directory.with(|script| script.asked)
    }
}

async fn outcome(agent: &Writeback<Scripted>, job: &Job, deliveries: u32) -> Outcome {
    match agent.carry_out(job, deliveries).await.expect("journal") {
        Next::Report(report) => report.outcome,
        Next::HandOver => panic!("handed over"),
    }
}

fn refused(refusal: Refusal) -> Outcome {
    Outcome::Refused { refusal }
}

#[tokio::test]
async fn a_job_delivered_twice_is_written_once() {
    let world = World::new();
    let agent = world.agent();
    let job = world.job("a", NEW);
    assert_eq!(outcome(&agent, &job, 1).await, Outcome::Done);
    world.directory.set("Somebody-Elses-90");
    assert_eq!(outcome(&agent, &job, 2).await, Outcome::Done);
    assert_eq!(world.asked(), 1);
    let points = world.points.lock().expect("lock").clone();
    assert_eq!(points, [Point::IntentRecorded, Point::Written, Point::OutcomeRecorded]);
}

#[tokio::test]
async fn a_lost_answer_is_found_out() {
    let world = World::new();
    world.directory.with(|script| script.writes = vec![Written::AnswerLost]);
    assert_eq!(outcome(&world.agent(), &world.job("a", NEW), 1).await, Outcome::Done);
    assert_eq!((world.password().as_str(), world.asked()), (NEW, 1));
}

#[tokio::test]
async fn a_write_that_comes_late_is_waited_for() {
    let world = World::new();
    world.directory.with(|script| script.writes = vec![Written::Late]);
    assert_eq!(outcome(&world.agent(), &world.job("a", NEW), 1).await, Outcome::Done);
    assert_eq!((world.password().as_str(), world.asked()), (NEW, 1));
}

#[tokio::test]
async fn a_lost_request_is_written_anew_while_the_job_lives() {
    let world = World::new();
    world.directory.with(|script| script.writes = vec![Written::RequestLost]);
    assert_eq!(outcome(&world.agent(), &world.job("a", NEW), 1).await, Outcome::Done);
    assert_eq!((world.password().as_str(), world.asked()), (NEW, 2));
}

#[tokio::test]
async fn a_lost_request_of_a_job_that_ended_is_said_to_be_lost() {
    let world = World::new();
    world.directory.with(|script| {
        script.writes = vec![Written::RequestLost];
        script.unreachable_for = 0;
    });
    let agent = world
        .agent()
        .with_patience(Patience { reach: Duration::from_millis(30), settle: Duration::from_millis(2100) });
    let mut job = world.job("a", NEW);
    job.expires_at = clock::now().as_second() + 2;
    assert_eq!(outcome(&agent, &job, 1).await, refused(Refusal::DirectoryUnreachable));
    assert_eq!((world.password().as_str(), world.asked()), (OLD, 1));
}

#[tokio::test]
async fn a_directory_that_stays_away_is_unreachable_and_nothing_is_intended() {
    let world = World::new();
    world.directory.with(|script| script.unreachable_for = 1000);
    let agent = world.agent();
    assert_eq!(outcome(&agent, &world.job("a", NEW), 1).await, refused(Refusal::DirectoryUnreachable));
    assert_eq!((world.asked(), agent.journal.unsettled()), (0, 0));
}

#[tokio::test]
async fn after_a_crash_the_intent_is_settled_by_looking() {
    for (was_written, later) in [(true, None), (false, None), (true, Some("Somebody-Elses-90"))] {
        let world = World::new();
        let job = world.job("a", NEW);
        let agent = world.agent();
        let before = agent.directory.find(ACCOUNT, None).await.expect("read").expect("found");
        agent.journal.intend(&job, &before, 0).expect("intended");
        drop(agent);
        if was_written {
            world.directory.set(NEW);
        }
        if let Some(password) = later {
            world.directory.set(password);
        }
        let wanted = if later.is_some() { refused(Refusal::JobExpired) } else { Outcome::Done };
        assert_eq!(outcome(&world.agent(), &job, 2).await, wanted);
        assert_eq!(world.password(), later.unwrap_or(NEW));
        assert_eq!(world.asked(), u32::from(!was_written));
    }
}

#[tokio::test]
async fn an_expired_job_is_never_written() {
    let world = World::new();
    let mut job = world.job("a", NEW);
    job.expires_at = clock::now().as_second();
    assert_eq!(outcome(&world.agent(), &job, 1).await, refused(Refusal::JobExpired));
    assert_eq!(world.asked(), 0);
}

#[tokio::test]
async fn an_older_order_is_not_written_after_a_newer_one() {
    let world = World::new();
    let agent = world.agent();
    let older = world.job("older", "Copper-Meadow-52");
    let mut newer = world.job("newer", NEW);
    newer.ordered_at += 1;
    assert_eq!(outcome(&agent, &newer, 1).await, Outcome::Done);
    assert_eq!(outcome(&agent, &older, 1).await, refused(Refusal::JobExpired));
    assert_eq!(world.password(), NEW);
}

#[tokio::test]
async fn what_another_agent_wrote_is_done() {
    let world = World::new();
    let job = world.job("a", NEW);
    world.directory.set(NEW);
    assert_eq!(outcome(&world.agent(), &job, 2).await, Outcome::Done);
    assert_eq!(world.asked(), 0);
}

#[tokio::test]
async fn a_password_sealed_to_another_agent_is_handed_over() {
    let world = World::new();
    let mut job = world.job("a", NEW);
    if let Order::SetPassword { envelopes } = &mut job.order {
        for envelope in envelopes {
            envelope.agent = "agent-2".to_owned();
        }
    }
    assert_eq!(world.agent().carry_out(&job, 1).await.expect("journal"), Next::HandOver);
}

#[tokio::test]
async fn an_envelope_of_another_account_does_not_open() {
    let world = World::new();
    let mut job = world.job("a", NEW);
    job.reset = "another".to_owned();
    assert_eq!(world.agent().carry_out(&job, 1).await.expect("journal"), Next::HandOver);
    assert_eq!(world.asked(), 0);
}

#[tokio::test]
async fn a_refusal_without_a_reason_gets_one() {
    let world = World::new();
    world.directory.with(|script| script.writes = vec![Written::Policy]);
    assert_eq!(outcome(&world.agent(), &world.job("a", NEW), 1).await, refused(Refusal::PasswordInHistory));
}

#[tokio::test]
async fn the_agents_own_rules_come_before_the_directory() {
    let world = World::new();
    let agent = world.agent();
    agent.set_banned_words(vec!["contoso".to_owned()]);
    assert_eq!(
        outcome(&agent, &world.job("a", "short"), 1).await,
        refused(Refusal::PasswordTooShort { minimum: 8 })
    );
    assert!(matches!(
        outcome(&agent, &world.job("b", "C0nt0so1!"), 1).await,
        Outcome::Refused { refusal: Refusal::PasswordBanned { .. } }
    ));
    let unknown = Job {
        account: "00000000-0000-4000-8000-000000000099".to_owned(),
        order: Order::UnlockAccount,
        ..world.job("c", NEW)
    };
    assert_eq!(outcome(&agent, &unknown, 1).await, refused(Refusal::AccountNotFound));
    assert_eq!(world.asked(), 0);
}

#[tokio::test]
async fn no_password_reaches_the_disk() {
    let world = World::new();
    assert_eq!(outcome(&world.agent(), &world.job("a", NEW), 1).await, Outcome::Done);
    let journal = std::fs::read_to_string(world.folder.path().join("journal.jsonl")).expect("read");
    assert!(journal.contains("intended") && journal.contains("settled"));
    assert!(!journal.contains(NEW) && !journal.contains("anna"));
}
