//! An agent's writes beside a bare loop of the same modifies, against one controller (Samba).

use std::{path::Path, time::Instant};

use agent_protocol::Job;
use anyhow::ensure;
use directory_tests::{
    cloud::Cloud,
    lab::{Controller, Lab},
    ldap::Domain,
    orders, stage,
};
use serde_json::{Value, json};

use crate::{
    envelopes,
    installed_agent::{ID, InstalledAgent},
    progress::Progress,
};

/// The agent writes two at a time, and so does the bare loop.
const WRITERS: usize = 2;
const PEOPLE: u32 = 10;
/// Each of them is written so often in one turn.
const WRITES_EACH: u32 = 10;
/// The agent and the bare loop take turns, because times on a busy machine say little.
const TURNS: u32 = 5;
const FULL_SYNC_SECONDS: u64 = 60;

/// Everything that was measured, per second.
#[derive(Debug)]
pub struct Figures {
    by_agent: f64,
    bare: f64,
    envelopes_opened: f64,
}

/// Measures everything.
pub async fn measure(program: &Path, progress: &Progress) -> anyhow::Result<Figures> {
    progress.say("envelopes");
    let envelopes_opened = envelopes::per_second()?;
    progress.say("setting up a domain controller");
    let lab = Lab::shared(Controller::WithHints);
    let accounts = accounts(&lab).await;
    let cloud = Cloud::start().await;
    let mut agent = InstalledAgent::start(program, |name| lab.value(name), cloud.address)?;
    cloud.until("a full sync ends", FULL_SYNC_SECONDS, |ledger| ledger.cookie.is_some()).await;
    let (mut by_agent, mut bare) = (0.0, 0.0);
    for turn in 1..=TURNS {
        progress.say(&format!("writes: {turn} of {TURNS}"));
        bare += bare_seconds(&lab, &accounts).await;
        by_agent += agent_seconds(&cloud, &agent, &accounts).await?;
    }
    agent.stop()?;
    lab.run(&["stop"]);
    let writes = f64::from(TURNS * PEOPLE * WRITES_EACH);
    Ok(Figures { by_agent: writes / by_agent, bare: writes / bare, envelopes_opened })
}

async fn accounts(lab: &Lab) -> Vec<String> {
    let mut domain = Domain::administrator(lab).await;
    let mut accounts = Vec::new();
    for _ in 0..PEOPLE {
        accounts.push(domain.id(&stage::person(lab)).await);
    }
    accounts
}

/// No envelope, no rules, no look before or after, no journal.
async fn bare_seconds(lab: &Lab, accounts: &[String]) -> f64 {
    let mut shares = Vec::new();
    for share in accounts.chunks(accounts.len() / WRITERS) {
        shares.push((Domain::service_account(lab).await, share.to_vec()));
    }
    let began = Instant::now();
    let mut writers = tokio::task::JoinSet::new();
    for (mut domain, share) in shares {
        writers.spawn(async move {
            for _ in 0..WRITES_EACH {
                for account in &share {
                    domain.reset_password(account, &stage::password()).await;
                }
            }
        });
    }
    writers.join_all().await;
    began.elapsed().as_secs_f64()
}

/// From orders in the queue to reports of what came of them.
async fn agent_seconds(cloud: &Cloud, agent: &InstalledAgent, accounts: &[String]) -> anyhow::Result<f64> {
    let order = |account: &String| orders::set_password(ID, &agent.keys, account, &stage::password());
    let jobs: Vec<Job> = (0..WRITES_EACH).flat_map(|_| accounts.iter().map(order)).collect();
    let began = Instant::now();
    for job in &jobs {
        cloud.queue().send(job);
    }
    while !cloud.queue().is_empty() {
        tokio::time::sleep(std::time::Duration::from_millis(5)).await;
    }
    let seconds = began.elapsed().as_secs_f64();
    for job in &jobs {
        let outcomes = cloud.outcomes(&job.id);
        ensure!(outcomes == [agent_protocol::Outcome::Done], "not done: {outcomes:?}");
    }
    Ok(seconds)
}

impl Figures {
    fn ratio(&self) -> f64 {
        self.by_agent / self.bare
    }

    /// One flat object.
    pub fn json(&self) -> Value {
        json!({
            "agent_writes_per_second": rounded(self.by_agent),
            "bare_writes_per_second": rounded(self.bare),
            "agent_writes_ratio": rounded(self.ratio()),
            "envelopes_per_second_core": self.envelopes_opened.round(),
        })
    }

    /// A Markdown table.
    pub fn text(&self) -> String {
        let rows = [
            ("writes per second, bare loop of the same modifies", decimal(self.bare), ""),
            ("writes per second, agent", decimal(self.by_agent), ""),
            ("agent, × bare loop", decimal(self.ratio()), "0.90"),
            ("envelopes opened per second and core", format!("{:.0}", self.envelopes_opened), ""),
        ];
        let rows = rows.map(|(name, value, goal)| format!("| {name} | {value} | {goal} |\n"));
        format!(
            "### The agent's writes (Samba)\n\n| what | measured | goal |\n| --- | --- | --- |\n{}",
            rows.concat()
        )
    }
}

fn decimal(value: f64) -> String {
    format!("{value:.2}")
}

fn rounded(value: f64) -> f64 {
    (value * 100.0).round() / 100.0
}
