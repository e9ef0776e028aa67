//! Measures an agent's writes beside a bare loop of the same modifies, against one controller (Samba).

use std::{fs, path::Path, time::Instant};

use agent_protocol::Job;
use anyhow::{Context as _, ensure};
use serde_json::{Value, json};
use test_support::{
    cloud::Cloud,
    fixtures,
    lab::{Controller, Lab},
    ldap::Domain,
    orders,
};

use crate::{
    envelopes,
    installed_agent::{ID, InstalledAgent},
    processes,
    progress::Progress,
    table::{decimal, table},
};

/// The number of writes that the agent and the bare loop each send at the same time.
const WRITERS: usize = 2;
const PEOPLE: u32 = 10;
/// The writes of each account in one turn.
const WRITES_EACH: u32 = 10;
/// The number of turns. The agent and the bare loop take turns, because times vary on a busy machine.
const TURNS: u32 = 5;
const FULL_SYNC_SECONDS: u64 = 60;

/// The costs of writes, by the agent and without it.
#[derive(Debug)]
pub struct Figures {
    by_agent: Writes,
    bare: Writes,
    envelopes_opened: f64,
}

/// The cost of one way of writing.
#[derive(Debug)]
struct Writes {
    count: f64,
    seconds: f64,
    /// The processor time of the controller, which varies less than wall-clock time.
    controller_seconds: f64,
}

/// The process of the controller.
struct Busy(u32);

impl Busy {
    fn read(lab: &Lab) -> anyhow::Result<Self> {
        let folder = lab.value("AD_CA").trim_end_matches("/tls/ca.pem");
        let id = fs::read_to_string(format!("{folder}/samba.pid")).context("the controller's process")?;
        Ok(Self(id.trim().parse()?))
    }

    fn seconds(&self) -> f64 {
        std::time::Duration::from_nanos(processes::processor_time(self.0)).as_secs_f64()
    }
}

/// Measures writes by the agent and without it.
pub async fn measure(program: &Path, is_quick: bool, progress: &Progress) -> anyhow::Result<Figures> {
    progress.say("envelopes");
    let envelopes_opened = envelopes::per_second()?;
    progress.say("setting up a domain controller");
    let lab = Lab::shared(Controller::WithHints);
    let accounts = accounts(&lab).await;
    let cloud = Cloud::start().await;
    let mut agent = InstalledAgent::start(program, |name| lab.value(name), cloud.address)?;
    cloud.wait_until("a full sync ends", FULL_SYNC_SECONDS, |sync_state| sync_state.cookie.is_some()).await;
    let busy = Busy::read(&lab)?;
    let turns = if is_quick { 1 } else { TURNS };
    let (mut by_agent, mut bare) = (Writes::for_turns(turns), Writes::for_turns(turns));
    for turn in 1..=turns {
        progress.say(&format!("writes: {turn} of {turns}"));
        let before = busy.seconds();
        bare.seconds += bare_seconds(&lab, &accounts).await;
        let between = busy.seconds();
        by_agent.seconds += agent_seconds(&cloud, &agent, &accounts).await?;
        bare.controller_seconds += between - before;
        by_agent.controller_seconds += busy.seconds() - between;
    }
    agent.stop()?;
    lab.run(&["stop"]);
    Ok(Figures { by_agent, bare, envelopes_opened })
}

async fn accounts(lab: &Lab) -> Vec<String> {
    let mut domain = Domain::administrator(lab).await;
    let mut accounts = Vec::new();
    for _ in 0..PEOPLE {
        accounts.push(domain.id(&fixtures::person(lab)).await);
    }
    accounts
}

/// Writes without envelopes, rules, reads before or after, and a journal.
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
                    domain.reset_password(account, &fixtures::password()).await;
                }
            }
        });
    }
    writers.join_all().await;
    began.elapsed().as_secs_f64()
}

/// Measures from orders in the queue to reports of their outcomes.
async fn agent_seconds(cloud: &Cloud, agent: &InstalledAgent, accounts: &[String]) -> anyhow::Result<f64> {
    let order = |account: &String| orders::set_password(ID, &agent.keys, account, &fixtures::password());
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

impl Writes {
    fn for_turns(turns: u32) -> Self {
        Self { count: f64::from(turns * PEOPLE * WRITES_EACH), seconds: 0.0, controller_seconds: 0.0 }
    }

    fn per_second(&self) -> f64 {
        self.count / self.seconds
    }

    fn controller_ms(&self) -> f64 {
        self.controller_seconds * 1000.0 / self.count
    }
}

impl Figures {
    fn ratio(&self) -> f64 {
        self.by_agent.per_second() / self.bare.per_second()
    }

    /// Returns the results as one flat JSON object.
    pub fn json(&self) -> Value {
        json!({
            "agent_writes_per_second": rounded(self.by_agent.per_second()),
            "bare_writes_per_second": rounded(self.bare.per_second()),
            "agent_writes_ratio": rounded(self.ratio()),
            "agent_write_controller_ms": rounded(self.by_agent.controller_ms()),
            "bare_write_controller_ms": rounded(self.bare.controller_ms()),
            "envelopes_per_second_core": self.envelopes_opened.round(),
        })
    }

    /// Returns the results as a Markdown table.
    pub fn text(&self) -> String {
        let rows = [
            ("what", "before", "now".to_owned(), "goal"),
            ("writes per second, bare loop of the same modifies", "", decimal(self.bare.per_second()), ""),
            ("writes per second, agent", "", decimal(self.by_agent.per_second()), ""),
            ("agent, × bare loop", "0.83 to 0.88", decimal(self.ratio()), "0.95"),
            ("controller's processor ms a write, bare loop", "", decimal(self.bare.controller_ms()), ""),
            ("controller's processor ms a write, agent", "", decimal(self.by_agent.controller_ms()), ""),
            ("envelopes opened per second and core", "", format!("{:.0}", self.envelopes_opened), ""),
        ];
        let rows = rows
            .map(|(name, before, now, goal)| vec![name.to_owned(), before.to_owned(), now, goal.to_owned()]);
        format!("### The agent's writes (Samba)\n\n{}\n{NOTE}", table(&rows))
    }
}

/// A note on the figures.
const NOTE: &str = "The agent asks the controller for more than the bare loop does: for each write it reads the account
and the rules of its passwords once, and it writes what it is about to do to its disk first. Most of what is missing to
1.00 is the controller's own time.
";

fn rounded(value: f64) -> f64 {
    (value * 100.0).round() / 100.0
}
