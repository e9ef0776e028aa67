//! Measures every function with the requests of real resets. The answers of one are used in the requests of the next.

use std::{
    collections::BTreeMap,
    time::{Duration, Instant},
};

use agent_protocol::{Job, report::REPORT_WRITEBACK_PATH, sync::SYNC_DIRECTORY_PATH};
use anyhow::{Context as _, ensure};
use serde_json::{Value, json};

use crate::{
    agent::Agent,
    aws::Aws,
    clock, event,
    instance::Instance,
    journey::{self, Journey},
    measure::{Bench, Events, Row},
    outbox,
    people::Person,
    site::Site,
    worker::Function,
};

/// The time between two heartbeats for the paused agent, which counts as gone after 90 seconds.
const HEARTBEAT: Duration = Duration::from_secs(20);

/// The measurement of all functions.
#[derive(Debug)]
pub struct Functions<'a> {
    /// The settings of the measurements, and the empty function.
    pub bench: &'a Bench<'a>,
    /// The instance whose tables, queues and keys are used.
    pub instance: &'a Instance,
    pub deployed: BTreeMap<String, Function>,
    /// The page and API of the instance.
    pub site: Site,
    /// The emulator of the instance.
    pub emulator: Site,
    /// The operator of the instance.
    pub aws: Aws,
    pub rows: Vec<Row>,
}

impl Functions<'_> {
    /// Measures all functions with the resets of these users: half set a password, half unlock.
    pub fn measure_all(&mut self, people: &[Person]) -> anyhow::Result<()> {
        let (to_reset, to_unlock) = people.split_at(people.len() / 2);
        self.requests("show-config", 200, &mut || Ok(journey::show_config().event()))?;
        let challenges =
            self.requests("issue-challenge", 200, &mut || Ok(journey::issue_challenge().event()))?;
        let mut journeys: Vec<Journey> = to_reset.iter().cloned().map(Journey::to_reset).collect();
        self.start(&mut journeys, &challenges)?;
        self.send_and_deliver(&mut journeys)?;
        self.verify(&mut journeys)?;
        let lead = json!({ "kind": "lead" });
        let agent = Agent::read(&self.instance.data)?;
        self.requests("sync-directory", 200, &mut || agent.request(SYNC_DIRECTORY_PATH, &lead))?;
        self.instance.pause_agent(true)?;
        let reported = self.set_and_report(&mut journeys);
        self.instance.pause_agent(false)?;
        reported?;
        let mut shown = journeys.iter().map(|journey| journey.show_reset().event());
        self.requests("show-reset", 200, &mut || shown.next().context("too few resets"))?;
        self.notify()?;
        self.unlock(to_unlock)
    }

    fn start(&mut self, journeys: &mut [Journey], challenges: &[Value]) -> anyhow::Result<()> {
        let mut calls = journeys.iter().zip(challenges).map(|(journey, challenge)| journey.start(challenge));
        let started =
            self.requests("start-reset", 201, &mut || Ok(calls.next().context("too few resets")??.event()))?;
        journeys.iter_mut().zip(&started).try_for_each(|(journey, answer)| journey.take_start(answer))
    }

    /// Measures sends while the queue delivers no events, so that only these deliveries happen.
    fn send_and_deliver(&mut self, journeys: &mut [Journey]) -> anyhow::Result<()> {
        self.aws.set_event_source("deliver-code", false)?;
        let mut calls = journeys.iter().map(Journey::send_code);
        let sent =
            self.requests("send-code", 202, &mut || Ok(calls.next().context("too few resets")?.event()))?;
        journeys.iter_mut().zip(&sent).try_for_each(|(journey, answer)| journey.take_token(answer))?;
        let queue = self.variable("send-code", "CODES_QUEUE_URL")?;
        let messages = self.aws.drain(&queue, journeys.len())?;
        self.aws.set_event_source("deliver-code", true)?;
        let mut messages = messages.iter().map(|body| event::message(body));
        self.batches("deliver-code", &mut || messages.next().context("too few messages"))
    }

    fn verify(&mut self, journeys: &mut [Journey]) -> anyhow::Result<()> {
        let addresses: Vec<&str> = journeys.iter().map(|journey| journey.person.address.as_str()).collect();
        let codes = outbox::codes(&mut self.emulator, &addresses)?;
        let mut calls = journeys.iter().zip(&codes).map(|(journey, code)| journey.verify_code(code));
        let proved =
            self.requests("verify-code", 200, &mut || Ok(calls.next().context("too few resets")?.event()))?;
        journeys.iter_mut().zip(&proved).try_for_each(|(journey, answer)| journey.take_proof(answer))
    }

    /// Measures orders and reports while the agent is paused. Its jobs stay in the queue, and the bench reports them.
    fn set_and_report(&mut self, journeys: &mut [Journey]) -> anyhow::Result<()> {
        let calls: Vec<Value> = journeys
            .iter()
            .map(|journey| Ok(journey.set_password()?.event()))
            .collect::<anyhow::Result<_>>()?;
        let mut heartbeats = Heartbeats::new(self.instance)?;
        let mut calls = calls.into_iter();
        let ordered = self.requests("set-password", 202, &mut || {
            heartbeats.send_if_due()?;
            calls.next().context("too few resets")
        })?;
        journeys.iter_mut().zip(&ordered).try_for_each(|(journey, answer)| journey.take_token(answer))?;
        let jobs = self.aws.drain(&self.instance.output("JobsQueueUrl")?, journeys.len())?;
        let mut reports = jobs.iter().map(|job| {
            let job: Job = serde_json::from_str(job)?;
            Ok(json!({
                "job": job.id, "reset": job.reset, "at": clock::seconds(), "outcome": { "result": "done" },
            }))
        });
        let agent = Agent::read(&self.instance.data)?;
        self.requests("report-writeback", 204, &mut || {
            let report: anyhow::Result<Value> = reports.next().context("too few jobs")?;
            agent.request(REPORT_WRITEBACK_PATH, &report?)
        })?;
        Ok(())
    }

    /// Measures notices with real audit events under new ids, because each event is notified once.
    fn notify(&mut self) -> anyhow::Result<()> {
        let entries = self.aws.scan(&self.instance.output("AuditTable")?)?;
        let mut events = entries.into_iter().filter(|entry| entry["event"]["S"] == "password_set").cycle();
        self.batches("notify", &mut || {
            let mut entry = events.next().context("no password was set")?;
            entry["id"] = json!({ "S": clock::random_uuid() });
            Ok(event::inserted(&entry))
        })
    }

    fn unlock(&mut self, people: &[Person]) -> anyhow::Result<()> {
        let mut journeys: Vec<Journey> = people.iter().cloned().map(Journey::to_unlock).collect();
        for (done, journey) in journeys.iter_mut().enumerate() {
            if done % 10 == 0 {
                self.bench.progress.say(&format!("unlock-account: preparing {done} of {}", people.len()));
            }
            crate::resets::prove(&mut self.site, &mut self.emulator, journey)?;
        }
        let mut calls = journeys.iter().map(Journey::unlock_account);
        self.requests("unlock-account", 202, &mut || Ok(calls.next().context("too few resets")?.event()))?;
        Ok(())
    }

    /// Measures a function behind the API, and returns the bodies of its answers, which must all be successes.
    fn requests(&mut self, name: &str, status: u16, events: &mut Events<'_>) -> anyhow::Result<Vec<Value>> {
        let answers = self.measure(name, events)?;
        let body = |answer: Value| {
            ensure!(answer["statusCode"] == status, "{name}: {answer}");
            let text = answer["body"].as_str().unwrap_or_default();
            Ok(if text.is_empty() { Value::Null } else { serde_json::from_str(text)? })
        };
        answers.into_iter().map(body).collect()
    }

    /// Measures a function behind a queue or a stream. No record may fail.
    fn batches(&mut self, name: &str, events: &mut Events<'_>) -> anyhow::Result<()> {
        for answer in self.measure(name, events)? {
            ensure!(answer["batchItemFailures"].as_array().is_none_or(Vec::is_empty), "{name}: {answer}");
        }
        Ok(())
    }

    fn measure(&mut self, name: &str, events: &mut Events<'_>) -> anyhow::Result<Vec<Value>> {
        let (row, answers) = self.bench.measure(name, self.deployed(name)?, events)?;
        self.rows.push(row);
        Ok(answers)
    }

    fn variable(&self, function: &str, variable: &str) -> anyhow::Result<String> {
        let environment = &self.deployed(function)?.environment;
        environment.get(variable).cloned().with_context(|| format!("{function} has no {variable}"))
    }

    fn deployed(&self, name: &str) -> anyhow::Result<&Function> {
        self.deployed.get(name).with_context(|| format!("{name} never ran"))
    }
}

/// Sends heartbeats for the paused agent.
struct Heartbeats {
    agent: Agent,
    site: Site,
    last: Option<Instant>,
}

impl Heartbeats {
    fn new(instance: &Instance) -> anyhow::Result<Self> {
        Ok(Self { agent: Agent::read(&instance.data)?, site: Site::connect(&instance.url)?, last: None })
    }

    fn send_if_due(&mut self) -> anyhow::Result<()> {
        if self.last.is_none_or(|last| last.elapsed() > HEARTBEAT) {
            let body = json!({ "kind": "lead" });
            let token = self.agent.token(SYNC_DIRECTORY_PATH, &body)?;
            self.site.call("POST", SYNC_DIRECTORY_PATH, Some(&token), Some(&body))?;
            self.last = Some(Instant::now());
        }
        Ok(())
    }
}
