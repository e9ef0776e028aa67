//! The choice among several domain controllers, also when one dies or hangs.

#![expect(clippy::expect_used, reason = "a test that cannot go on ends")]

use std::time::{Duration, Instant};

use agent_protocol::Outcome;
use directory_tests::{configuration, dns::NameServer, library_agent::LibraryAgent, pair::Pair};
use readmit_agent::{
    active_directory::ActiveDirectory,
    directory::{Change, Directory as _, DirectoryError, PasswordOutcome, Purpose},
};
use test_support::ldap::{Domain, NEW, OLD};

const DC1: &str = "ldaps://dc1.demo.example:636";
const DC2: &str = "ldaps://dc2.demo.example:636";

struct Fixture {
    pair: Pair,
    domain: ActiveDirectory,
    name: String,
    account: String,
}

impl Fixture {
    /// Returns a domain with both controllers by URL, and dc1 preferred.
    async fn new(more: &[(&str, &str)]) -> Self {
        let pair = Pair::start();
        let lines = pair.lines();
        let own = lines.iter().map(|(name, value)| (*name, value.as_str()));
        let domain =
            configuration::active_directory(&pair.lab, &own.chain(more.iter().copied()).collect::<Vec<_>>());
        Self::with(pair, domain).await
    }

    async fn with(pair: Pair, domain: ActiveDirectory) -> Self {
        let name = pair.person(OLD).await;
        let account = Domain::administrator(&pair.lab).await.id(&name).await;
        Self { pair, domain, name, account }
    }

    /// Returns the controller on which a job would begin, and how long the choice took.
    async fn controller(&self) -> (String, Duration) {
        let begun = Instant::now();
        let found = self.domain.find(&self.account, Purpose::Write).await.expect("an answer").expect("found");
        (found.controller, begun.elapsed())
    }

    async fn wait_for_controller(&self, expected: &str) {
        let end = Instant::now() + Duration::from_mins(1);
        while self.controller().await.0 != expected {
            assert!(Instant::now() < end, "the agent did not return to {expected}");
            tokio::time::sleep(Duration::from_millis(200)).await;
        }
    }
}

#[tokio::test]
async fn failed_controller_is_skipped_until_it_is_back() {
    let fixture = Fixture::new(&[]).await;
    assert_eq!(fixture.controller().await.0, DC1);
    fixture.pair.run(&["kill", "a"]);
    assert_eq!(fixture.controller().await.0, DC2);
    for _ in 0..5 {
        let (controller, took) = fixture.controller().await;
        assert_eq!(controller, DC2);
        assert!(took < Duration::from_secs(1), "a job waited for a dead controller: {took:?}");
    }
    fixture.pair.run(&["start", "a"]);
    fixture.wait_for_controller(DC1).await;
}

#[tokio::test]
async fn hanging_controller_is_skipped_within_5_seconds() {
    let fixture = Fixture::new(&[]).await;
    assert_eq!(fixture.controller().await.0, DC1);
    fixture.pair.run(&["pause", "a"]);
    let (controller, took) = fixture.controller().await;
    assert_eq!(controller, DC2);
    assert!(took < Duration::from_secs(5), "{took:?}");
    let end = Instant::now() + Duration::from_secs(6);
    while Instant::now() < end {
        let (controller, took) = fixture.controller().await;
        assert_eq!(controller, DC2);
        assert!(took < Duration::from_secs(1), "a job waited for the probe of a controller: {took:?}");
        tokio::time::sleep(Duration::from_millis(500)).await;
    }
    fixture.pair.run(&["resume", "a"]);
    fixture.wait_for_controller(DC1).await;
}

#[tokio::test]
async fn password_set_on_one_controller_replicates() {
    let pair = Pair::start();
    let lines = pair.lines();
    let agent = LibraryAgent::with(
        &pair.lab,
        &lines.iter().map(|(name, value)| (*name, value.as_str())).collect::<Vec<_>>(),
    );
    let name = pair.person(OLD).await;
    let account = Domain::administrator(&pair.lab).await.id(&name).await;
    pair.run(&["pause", "a"]);
    assert_eq!(agent.set(&account, NEW).await, Outcome::Done);
    assert_eq!(pair.sign_in("b", &name, NEW), "ok");
    pair.run(&["resume", "a"]);
    let end = Instant::now() + Duration::from_mins(1);
    while pair.sign_in("a", &name, NEW) != "ok" {
        assert!(Instant::now() < end, "the password was not replicated");
    }
}

#[tokio::test]
async fn stopped_pair_starts_again_and_replicates() {
    let pair = Pair::start();
    let name = pair.person(OLD).await;
    pair.run(&["stop"]);
    pair.run(&["up"]);
    for controller in ["a", "b"] {
        assert_eq!(pair.sign_in(controller, &name, OLD), "ok", "{controller}");
    }
    // Returns once both know the new user.
    pair.person(OLD).await;
}

#[tokio::test]
async fn job_stays_on_its_first_controller() {
    let fixture = Fixture::new(&[]).await;
    fixture.pair.run(&["kill", "a"]);
    let found =
        fixture.domain.find(&fixture.account, Purpose::Write).await.expect("an answer").expect("found");
    assert_eq!(found.controller, DC2);
    fixture.pair.run(&["start", "a"]);
    fixture.wait_for_controller(DC1).await;
    fixture.domain.write(&found, Change::SetPassword(NEW)).await.expect("written");
    assert_eq!(
        fixture.pair.sign_in("b", &fixture.name, NEW),
        "ok",
        "where it was found, before it is replicated"
    );
    assert_eq!(
        fixture.domain.try_password(&found.id, &found.controller, NEW).await.expect("an answer"),
        PasswordOutcome::Right
    );
    let state =
        fixture.domain.password_state(&fixture.account, DC2).await.expect("an answer").expect("found");
    assert!(
        state.password_last_set > found.password_last_set,
        "the account is read on the controller that was written"
    );
}

#[tokio::test]
async fn pdc_emulator_is_preferred_if_configured() {
    let fixture = Fixture::new(&[("prefer_pdc_emulator", "true")]).await;
    assert_eq!(fixture.controller().await.0, DC1);
    fixture.pair.run(&["pdc", "b"]);
    tokio::time::sleep(Duration::from_secs(3)).await; // until it has reached dc1
    let lines = fixture.pair.lines();
    let lines = lines.iter().map(|(name, value)| (*name, value.as_str()));
    let preferring: Vec<_> = lines.clone().chain([("prefer_pdc_emulator", "true")]).collect();
    let fixture =
        Fixture { domain: configuration::active_directory(&fixture.pair.lab, &preferring), ..fixture };
    assert_eq!(fixture.controller().await.0, DC2);
    fixture.pair.run(&["kill", "b"]);
    assert_eq!(fixture.controller().await.0, DC1, "another controller serves while the PDC emulator is down");
    fixture.pair.run(&["start", "b"]);
    fixture.wait_for_controller(DC2).await;
    let fixture = Fixture {
        domain: configuration::active_directory(&fixture.pair.lab, &lines.collect::<Vec<_>>()),
        ..fixture
    };
    assert_eq!(fixture.controller().await.0, DC1, "the PDC emulator is not preferred by default");
    let state = fixture.domain.lockout_state(&fixture.account).await.expect("an answer");
    assert_eq!(state.controller, DC2, "passwords are still tried on the PDC emulator");
}

#[tokio::test]
async fn controllers_are_found_in_dns_by_priority() {
    let pair = Pair::start();
    let dns = NameServer::start().await;
    dns.controllers("demo.example", &[(10, 100, "dc1.demo.example"), (0, 100, "dc2.demo.example")]);
    for (host, which) in [("dc1.demo.example", "AD_ADDR_A"), ("dc2.demo.example", "AD_ADDR_B")] {
        let address = pair.lab.value(which).trim_end_matches(":636").parse().expect("an address");
        dns.host(host, address);
    }
    let server = format!("\"{}\"", dns.address);
    let lines =
        [("urls", ""), ("addresses", "{}"), ("domain", "\"demo.example\""), ("dns_server", server.as_str())];
    let domain = configuration::active_directory(&pair.lab, &lines);
    let fixture = Fixture::with(pair, domain).await;
    assert_eq!(fixture.controller().await.0, "ldaps://dc2.demo.example");
    fixture.pair.run(&["kill", "b"]);
    assert_eq!(fixture.controller().await.0, "ldaps://dc1.demo.example");
    fixture.pair.run(&["start", "b"]);
    fixture.wait_for_controller("ldaps://dc2.demo.example").await;
    dns.controllers("demo.example", &[(0, 100, "dc1.demo.example")]);
    fixture.wait_for_controller("ldaps://dc1.demo.example").await;
    dns.controllers("demo.example", &[]);
    tokio::time::sleep(Duration::from_secs(2)).await;
    assert_eq!(
        fixture.controller().await.0,
        "ldaps://dc1.demo.example",
        "the controllers that were found before stay in use"
    );
}

#[tokio::test]
async fn dns_name_must_match_the_certificate() {
    let pair = Pair::start();
    let dns = NameServer::start().await;
    dns.controllers("demo.example", &[(0, 0, "dc3.demo.example")]);
    dns.host(
        "dc3.demo.example",
        pair.lab.value("AD_ADDR_A").trim_end_matches(":636").parse().expect("an address"),
    );
    let server = format!("\"{}\"", dns.address);
    let lines =
        [("urls", ""), ("addresses", "{}"), ("domain", "\"demo.example\""), ("dns_server", server.as_str())];
    let error = configuration::active_directory(&pair.lab, &lines).domain().await.expect_err("it is not dc3");
    assert!(matches!(error, DirectoryError::Unreachable(_)), "{error}");
    assert!(error.to_string().contains("not valid for name"), "{error}");
}

#[tokio::test]
async fn refused_bind_is_not_repeated_at_once() {
    let pair = Pair::start();
    let lines = pair.lines();
    let lines = lines.iter().map(|(name, value)| (*name, value.as_str()));
    let victim = pair.person(OLD).await;
    let name = format!("\"{victim}@demo.example\"");
    let domain = configuration::active_directory(
        &pair.lab,
        &lines.chain([("bind_name", name.as_str())]).collect::<Vec<_>>(),
    );
    for _ in 0..20 {
        assert!(matches!(domain.domain().await, Err(DirectoryError::NotPermitted(_))));
    }
    for controller in ["a", "b"] {
        assert_eq!(pair.sign_in(controller, &victim, OLD), "ok", "the account was locked by wrong passwords");
    }
}
