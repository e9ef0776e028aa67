//! One agent before a scripted directory, and orders for it.

use std::sync::{Arc, Mutex as Lock};

use agent_protocol::{Envelope, sealing::PrivateKey};

use super::{super::*, ACCOUNT, AGENT, OLD, scripted::Scripted};
use crate::{entropy::SystemRandomness, point::Point};

pub(super) struct World {
    pub(super) folder: tempfile::TempDir,
    pub(super) directory: Scripted,
    key: String,
    pub(super) points: Arc<Lock<Vec<Point>>>,
}

impl World {
    pub(super) fn new() -> Self {
        let directory = Scripted::default();
        directory.with(|script| {
            script.password = OLD.to_owned();
            script.set = clock::now().as_second();
            script.lockout_time = 9;
        });
        let key = PrivateKey::generate(&mut SystemRandomness).encode().to_string();
        Self { folder: tempfile::tempdir().expect("folder"), directory, key, points: Arc::default() }
    }

    pub(super) fn agent(&self) -> Writeback<Scripted> {
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

    pub(super) fn job(&self, id: &str, password: &str) -> Job {
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

    pub(super) fn password(&self) -> String {
        self.directory.with(|script| script.password.clone())
    }

    pub(super) fn asked(&self) -> u32 {
        self.directory.with(|script| script.asked)
    }
}

pub(super) async fn outcome(agent: &Writeback<Scripted>, job: &Job, deliveries: u32) -> Outcome {
    match agent.carry_out(job, deliveries).await.expect("journal") {
        Next::Report(report) => report.outcome,
        Next::HandOver => panic!("handed over"),
    }
}

pub(super) fn refused(refusal: Refusal) -> Outcome {
    Outcome::Refused { refusal }
}
