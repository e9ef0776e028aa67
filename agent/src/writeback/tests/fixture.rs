//! An agent in front of a scripted directory, and orders for it.

use std::sync::Arc;

use agent_protocol::{
    Envelope, Order,
    sealing::{self, Plaintext, PublicKey},
};

use super::{super::*, ACCOUNT, AGENT, OLD, scripted::Scripted};
use crate::{configuration::AgentId, entropy::SystemRandomness, keys::Keys, lease::BootTime};

pub(super) struct Fixture {
    pub(super) folder: tempfile::TempDir,
    pub(super) directory: Scripted,
    keys: Arc<KeyRing>,
    pub(super) policy: watch::Sender<Option<AgentPolicy>>,
}

impl Fixture {
    pub(super) fn new() -> Self {
        let directory = Scripted::default();
        directory.with(|script| {
            script.password = OLD.to_owned();
            script.set = clock::now().as_second();
            script.lockout_time = 9;
            script.spare_bad_passwords = u32::MAX;
            script.spare_sign_ins = u32::MAX;
        });
        let folder = tempfile::tempdir().expect("folder");
        let id = AgentId::try_from(AGENT.to_owned()).expect("id");
        let keys = KeyRing::create(&folder.path().join("keys"), id, Keys::make(0)).expect("keys");
        let policy = watch::Sender::new(Some(AgentPolicy::default()));
        Self { folder, directory, keys: Arc::new(keys), policy }
    }

    pub(super) fn agent(&self) -> Writeback<Scripted> {
        let journal = Journal::open(self.folder.path(), clock::now().as_second()).expect("journal");
        let timeouts =
            Timeouts { reach: Duration::from_millis(30), recheck_interval: Duration::from_millis(5) };
        let breached = BreachedPasswords::open(None).expect("the built-in set");
        let (keys, policy) = (Arc::clone(&self.keys), self.policy.subscribe());
        Writeback::new(keys, self.directory.clone(), journal, policy, breached).with_timeouts(timeouts)
    }

    pub(super) fn job(&self, id: &str, password: &str) -> Job {
        let order = |envelopes| Order::SetPassword { envelopes };
        self.sealed(id, &Plaintext::reset(password), order)
    }

    /// Makes a job with any kind of order and any plaintext sealed in it.
    pub(super) fn sealed(
        &self,
        id: &str,
        plaintext: &Plaintext,
        order: impl Fn(Vec<Envelope>) -> Order,
    ) -> Job {
        let now = clock::now().as_second();
        let mut job = Job {
            id: id.to_owned(),
            reset: "reset".to_owned(),
            account: ACCOUNT.to_owned(),
            ordered_at: now,
            expires_at: now + 120,
            reset_expires_at: now + 900,
            is_deferred: false,
            order: order(Vec::new()),
        };
        let public = self.keys.current().public().expect("public");
        let key = PublicKey::parse(&public.sealing_key).expect("key");
        let sealed = sealing::seal(&mut SystemRandomness, AGENT, &key, &job.binding(), plaintext);
        job.order = order(vec![sealed.expect("sealed")]);
        job
    }

    pub(super) fn password(&self) -> String {
        self.directory.with(|script| script.password.clone())
    }

    pub(super) fn write_count(&self) -> u32 {
        self.directory.with(|script| script.write_count)
    }
}

/// Opens a job and carries it out.
pub(super) async fn disposition(
    agent: &Writeback<Scripted>,
    job: &Job,
    deliveries: u32,
    lease: &Lease,
) -> Disposition {
    agent.carry_out(job, agent.open(job), deliveries, lease).await.expect("journal")
}

pub(super) async fn outcome(agent: &Writeback<Scripted>, job: &Job, deliveries: u32) -> Outcome {
    match disposition(agent, job, deliveries, &valid_lease()).await {
        Disposition::Report(report) => report.outcome,
        other @ (Disposition::HandOver | Disposition::Forget | Disposition::Leave) => panic!("{other:?}"),
    }
}

/// Returns a lease that outlasts the test.
pub(super) fn valid_lease() -> Lease {
    Lease::since(BootTime::now(), Duration::from_hours(1))
}

pub(super) fn refused(refusal: Refusal) -> Outcome {
    Outcome::Refused { refusal }
}
