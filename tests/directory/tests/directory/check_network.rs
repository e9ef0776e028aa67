//! `readmit-agent check` finds faults elsewhere: controllers, DNS, the cloud, the clock, attributes of users.

use std::{fs, time::Duration};

use axum::http::StatusCode;
use directory_tests::{checkup::Checkup, configuration, dns::NameServer, stub_cloud::StubCloud};

const PROGRAM: &str = env!("CARGO_BIN_EXE_readmit-agent-that-stops");

#[tokio::test(flavor = "multi_thread")]
async fn stopped_controller_is_found() {
    let checkup = Checkup::new(PROGRAM).await;
    checkup.lab.run(&["stop"]);
    let found = checkup.check();
    assert!(found.what("controller", "failed").contains("dc1.demo.example:636 refuses connections"));
    checkup.lab.shell(&found.fix("controller", "failed"), checkup.folder(), "");
    checkup.check().assert_has("bind", "ok");
}

#[tokio::test(flavor = "multi_thread")]
async fn missing_dns_records_are_found() {
    let dns = NameServer::start().await;
    let server = format!("\"{}\"", dns.address);
    let lines = [("urls", ""), ("domain", "\"demo.example\""), ("dns_server", server.as_str())];
    let checkup = Checkup::with(PROGRAM, StubCloud::default(), &lines).await;
    let found = checkup.check();
    let what = found.what("controllers", "failed");
    assert!(what.contains("_ldap._tcp.dc._msdcs.demo.example"), "{what}");
    assert!(
        found
            .fix("controllers", "failed")
            .starts_with("nslookup -type=SRV _ldap._tcp.dc._msdcs.demo.example")
    );
    dns.controllers("demo.example", &[(0, 0, "dc1.demo.example")]);
    checkup.check().assert_has("bind", "ok");
}

#[tokio::test(flavor = "multi_thread")]
async fn unknown_agent_differs_from_unreachable_cloud() {
    let turned_away = StubCloud { status: StatusCode::UNAUTHORIZED, ..StubCloud::default() };
    let checkup = Checkup::with(PROGRAM, turned_away, &[]).await;
    let found = checkup.check();
    found.assert_has("cloud", "ok");
    assert!(found.fix("enrollment", "failed").ends_with("--code CODE --again"));

    fs::rename(checkup.folder().join("state/keys"), checkup.folder().join("kept")).expect("moved");
    assert!(
        checkup.check().fix("enrollment", "failed").ends_with("--code CODE"),
        "the command has no --again if no agent is enrolled"
    );
    fs::rename(checkup.folder().join("kept"), checkup.folder().join("state/keys")).expect("moved");

    let text = fs::read_to_string(checkup.folder().join("agent.toml")).expect("read");
    let elsewhere = |url: &str| {
        let lines = text.lines().map(|line| {
            if line.starts_with("url = ") { format!("url = \"{url}\"") } else { line.to_owned() }
        });
        checkup.write("agent.toml", &lines.collect::<Vec<_>>().join("\n"));
        checkup.check().what("cloud", "failed")
    };
    assert!(elsewhere("http://127.0.0.1:1").contains("cannot connect"));
    assert!(elsewhere("https://nowhere.invalid").contains("has no address"));
}

#[tokio::test(flavor = "multi_thread")]
async fn wrong_clock_is_not_reported_as_lost_enrollment() {
    let late = StubCloud { ahead_seconds: 3600, status: StatusCode::UNAUTHORIZED, ..StubCloud::default() };
    let checkup = Checkup::with(PROGRAM, late, &[]).await;
    let found = checkup.check();
    assert!(found.what("clock-cloud", "failed").contains("behind the cloud's"));
    let fix = found.fix("clock-cloud", "failed");
    assert!(["chronyc makestep", "timedatectl set-ntp true"].contains(&fix.as_str()), "{fix}");
    assert_eq!(found.fix("enrollment", "failed"), fix);
}

#[tokio::test(flavor = "multi_thread")]
async fn rarely_set_attributes_are_named() {
    let checkup = Checkup::new(PROGRAM).await;
    let text = fs::read_to_string(checkup.folder().join("agent.toml")).expect("read");
    checkup.write("agent.toml", &format!("{text}[directory.attributes]\nmobile = [\"pager\"]\n"));
    let found = checkup.check();
    let what = found.what("attributes", "warning");
    assert!(what.starts_with("pager is empty for 100 % of the "), "{what}");
    assert_eq!(found.code, Some(0));
}

#[tokio::test(flavor = "multi_thread")]
async fn unfinished_job_is_found() {
    let checkup = Checkup::new(PROGRAM).await;
    let intent = r#"{"entry":"intended","job":"j","account":"a","kind":"set-password","expiresAt":1,"controller":"ldaps://dc1","passwordLastSet":1,"lockoutTime":0,"at":1}"#;
    fs::create_dir_all(checkup.folder().join("state/journal")).expect("a folder");
    checkup.write("state/journal/journal.jsonl", &format!("{intent}\n"));
    let found = checkup.check();
    assert!(found.what("journal", "warning").starts_with("1 job was started"));
    assert_eq!(found.fix("journal", "warning"), "systemctl restart readmit-agent");
}

#[tokio::test(flavor = "multi_thread")]
async fn hanging_controller_does_not_block_the_check() {
    let checkup = Checkup::with(PROGRAM, StubCloud::default(), &[("connect_timeout_seconds", "2")]).await;
    checkup.lab.run(&["pause"]);
    let begun = std::time::Instant::now();
    let found = checkup.check();
    assert!(begun.elapsed() < Duration::from_secs(20));
    found.assert_has("controller", "failed");
    checkup.lab.run(&["resume"]);
    checkup.check().assert_has("bind", "ok");
}

#[tokio::test(flavor = "multi_thread")]
async fn unlisted_pdc_emulator_is_named() {
    let lab = Checkup::new(PROGRAM).await;
    let address = lab.lab.value("AD_ADDR").to_owned();
    drop(lab);
    let addresses = configuration::addresses(&[("demo.example", &address)]);
    let lines = [
        ("urls", "[\"ldaps://demo.example\"]"),
        ("addresses", addresses.as_str()),
        ("prefer_pdc_emulator", "true"),
    ];
    let checkup = Checkup::with(PROGRAM, StubCloud::default(), &lines).await;
    let what = checkup.check().what("pdc-emulator", "warning");
    assert!(what.contains("dc1.demo.example"), "{what}");
}
