//! Two agents and two replicating controllers, which are killed, suspended or cut off in turn during a stream of
//! resets. Every final password is the last one that was reported as set, nothing is written twice and nothing is lost.

#![expect(clippy::expect_used, reason = "a test that cannot go on ends")]

use std::{
    collections::BTreeMap,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

use agent_protocol::{Job, Outcome, enrollment::PublicKeys};
use directory_tests::{agent::Agent, configuration, pair::Pair};
use nix::sys::signal::Signal;
use readmit_agent::{active_directory::ActiveDirectory, directory::Directory as _};
use test_support::{cloud::Cloud, fixtures, ldap::Domain, link::Link, orders};
use tokio::task::JoinSet;

const PROGRAM: &str = env!("CARGO_BIN_EXE_readmit-agent-that-stops");
const ACCOUNTS: usize = 50;
const ORDERS_EACH: usize = 16;
const VISIBILITY: u32 = 5;
const PAUSE_BETWEEN_ORDERS: Duration = Duration::from_secs(2);

/// The result of one user's stream of orders.
struct Stream {
    account_name: String,
    /// The job, the password and the outcome of each order.
    orders: Vec<(String, String, Outcome)>,
    longest: Duration,
}

impl Stream {
    fn set(&self) -> impl DoubleEndedIterator<Item = &str> {
        let set = self.orders.iter().filter(|(_, _, outcome)| *outcome == Outcome::Done);
        set.map(|(_, password, _)| password.as_str())
    }

    fn refused(&self) -> impl Iterator<Item = String> {
        let name = &self.account_name;
        self.orders.iter().enumerate().filter_map(move |(number, (_, _, outcome))| match outcome {
            Outcome::Done => None,
            Outcome::Refused { refusal } => Some(format!("order {number} of {name}: {refusal:?}")),
        })
    }

    /// Returns what became of each order: its outcome, the controllers on which its password signs in now, and what the
    /// agents logged.
    fn history(&self, pair: &Pair, agents: &[Agent; 2]) -> String {
        let orders = self.orders.iter().enumerate().map(|(number, (job, password, outcome))| {
            let signs_in =
                ["a", "b"].map(|controller| pair.sign_in(controller, &self.account_name, password));
            let logs = agents.each_ref().map(|agent| format!("{}:\n{}", agent.id, agent.log_of(job)));
            format!("order {number}, {job}: {outcome:?}, {signs_in:?}\n{}", logs.join("\n"))
        });
        orders.collect::<Vec<_>>().join("\n")
    }
}

struct Person {
    name: String,
    account: String,
}

/// The two controllers, as the tests see them.
struct Controllers {
    directory: ActiveDirectory,
    urls: [String; 2],
}

impl Controllers {
    /// Waits until both show the same change of the password. If one of them lacks a change, the next one that it
    /// writes may lose against it: the greater version wins, not the later time (MS-ADTS, `AttributeStamp`).
    async fn wait_for_replication(&self, account: &str) {
        let [a, b] = &self.urls;
        let state = async |url| self.directory.password_state(account, url).await.ok().flatten();
        loop {
            if let (Some(a), Some(b)) = tokio::join!(state(a), state(b))
                && a.password_last_set == b.password_last_set
            {
                break;
            }
            tokio::time::sleep(Duration::from_millis(500)).await;
        }
    }
}

async fn stream(
    cloud: Cloud,
    controllers: Arc<Controllers>,
    agents: [(String, PublicKeys); 2],
    person: Person,
) -> Stream {
    let mut stream =
        Stream { account_name: person.name.clone(), orders: Vec::new(), longest: Duration::ZERO };
    for _ in 0..ORDERS_EACH {
        let password = fixtures::password();
        let sealed_to = agents.each_ref().map(|(id, keys)| (id.as_str(), keys));
        let job: Job = orders::set_password_for_agents(&sealed_to, &person.account, &password);
        let began = Instant::now();
        cloud.queue().send(&job);
        let outcome = cloud.first_outcome(&job.id).await.expect("nothing is lost");
        stream.orders.push((job.id, password, outcome));
        stream.longest = stream.longest.max(began.elapsed());
        tokio::time::sleep(PAUSE_BETWEEN_ORDERS).await;
        controllers.wait_for_replication(&person.account).await;
    }
    stream
}

/// Causes one failure after the other, each repaired before the next, until the streams have ended.
async fn fail_in_turn(
    pair: &Pair,
    agents: &mut [Agent; 2],
    links: &[Link; 2],
    over: &AtomicBool,
) -> Vec<&'static str> {
    let mut lost = Vec::new();
    let pause = Duration::from_secs(4);
    for turn in 0.. {
        tokio::time::sleep(pause).await;
        if over.load(Ordering::SeqCst) {
            break;
        }
        let [first, second] = &mut *agents;
        let name = match turn % 7 {
            0 => {
                first.kill();
                tokio::time::sleep(pause).await;
                first.start(None);
                "an agent killed"
            }
            1 => {
                pair.run(&["kill", "a"]);
                tokio::time::sleep(pause).await;
                pair.run(&["start", "a"]);
                "the first controller killed"
            }
            2 => {
                second.signal(Signal::SIGSTOP);
                tokio::time::sleep(2 * pause).await;
                second.signal(Signal::SIGCONT);
                "an agent frozen"
            }
            3 => {
                pair.run(&["pause", "b"]);
                tokio::time::sleep(pause).await;
                pair.run(&["resume", "b"]);
                "the second controller frozen"
            }
            4 => {
                links[0].cut(true);
                tokio::time::sleep(2 * pause).await;
                links[0].cut(false);
                "an agent cut off"
            }
            5 => {
                pair.run(&["kill", "b"]);
                tokio::time::sleep(pause).await;
                pair.run(&["start", "b"]);
                "the second controller killed"
            }
            _ => {
                pair.run(&["pause", "a"]);
                tokio::time::sleep(pause).await;
                pair.run(&["resume", "a"]);
                "the first controller frozen"
            }
        };
        lost.push(name);
        for agent in agents.iter_mut() {
            // The lease watchdog may have ended it when it resumed; systemd would restart it.
            if agent.exit_signal().is_some() {
                agent.start(None);
            }
        }
    }
    lost
}

async fn people(pair: &Pair) -> Vec<Person> {
    let names: Vec<String> = (0..ACCOUNTS).map(|_| fixtures::person(&pair.lab)).collect();
    let mut domain = Domain::administrator(&pair.lab).await;
    let mut people = Vec::new();
    for name in names {
        people.push(Person { account: domain.id(&name).await, name });
    }
    let last = people.last().expect("people").name.clone();
    while pair.sign_in("b", &last, test_support::ldap::OLD) != "ok" {
        tokio::time::sleep(Duration::from_millis(500)).await;
    }
    people
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn last_password_reported_as_set_signs_in() {
    let pair = Pair::start();
    let cloud = Cloud::start().await;
    let links = [cloud.link().await, cloud.link().await];
    let directory = pair.lines();
    let mut replaced: Vec<(&str, &str)> =
        directory.iter().map(|(name, value)| (*name, value.as_str())).collect();
    replaced.extend([("connect_timeout_seconds", "2"), ("operation_timeout_seconds", "3")]);
    let agent = |id: &str, link: &Link| {
        Agent::with_id(id, PROGRAM, link.address, VISIBILITY, |folder| {
            configuration::section(&pair.lab, folder, &replaced)
        })
    };
    let mut agents = [agent("agent-1", &links[0]), agent("agent-2", &links[1])];
    let sealed_to = agents.each_ref().map(|agent| (agent.id.clone(), agent.keys.clone()));
    let people = people(&pair).await;
    let controllers = Arc::new(Controllers {
        directory: configuration::active_directory(&pair.lab, &replaced),
        urls: ["AD_URL_A", "AD_URL_B"].map(|name| pair.lab.value(name).to_owned()),
    });
    for agent in &mut agents {
        agent.start(None);
        agent.wait_for_log("agent_started").await;
    }

    let over = Arc::new(AtomicBool::new(false));
    let mut streams = JoinSet::new();
    for person in people {
        streams.spawn(stream(cloud.clone(), Arc::clone(&controllers), sealed_to.clone(), person));
    }
    let ended = Arc::clone(&over);
    let streaming = tokio::spawn(async move {
        let streams = streams.join_all().await;
        ended.store(true, Ordering::SeqCst);
        streams
    });
    let lost = fail_in_turn(&pair, &mut agents, &links, &over).await;
    let streams = streaming.await.expect("every stream ends");

    let mut wrong = Vec::new();
    for stream in &streams {
        let expected = stream.set().next_back().unwrap_or(test_support::ldap::OLD);
        for controller in ["a", "b"] {
            let signed_in = pair.sign_in(controller, &stream.account_name, expected);
            if signed_in != "ok" {
                wrong.push(format!("{} on {controller}: {signed_in}", stream.account_name));
                println!("{}", stream.history(&pair, &agents));
            }
        }
    }
    let set: usize = streams.iter().map(|stream| stream.set().count()).sum();
    let refused: Vec<_> = streams.iter().flat_map(Stream::refused).collect();
    let longest = streams.iter().map(|stream| stream.longest).max().expect("streams");
    println!("{set} set, refused {refused:?}, longest wait {longest:?}, lost in turn: {lost:?}");
    assert_eq!(wrong, [] as [String; 0]);
    let contradictions = cloud.contradictions();
    for job in contradictions.keys() {
        for agent in &agents {
            println!("{} of {job}:\n{}", agent.id, agent.log_of(job));
        }
    }
    assert_eq!(contradictions, BTreeMap::new());
    assert!(lost.len() >= 7, "not every kind of failure happened: {lost:?}");
    assert!(set >= ACCOUNTS * ORDERS_EACH * 9 / 10, "{set} set");
}
