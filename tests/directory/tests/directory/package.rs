//! The Debian package on a Debian system: it installs, enrolls, works, works on after it is installed again, and purges
//! completely.

#![expect(clippy::expect_used, reason = "a test that cannot go on ends")]

use std::{
    fs,
    process::Child,
    time::{Duration, Instant},
};

use agent_protocol::{Outcome, enrollment::PublicKeys};
use directory_tests::host::{self, Host};
use test_support::{cloud::Cloud, ldap::NEW, orders};

const UNIT: &str = "/lib/systemd/system/readmit-agent.service";

/// Returns the value of a setting in the unit.
fn setting(unit: &str, name: &str) -> String {
    let line = unit.lines().find_map(|line| line.strip_prefix(&format!("{name}=")));
    line.unwrap_or_else(|| unreachable!("no {name} in the unit")).to_owned()
}

/// Returns the command as the unit runs it: with its own user, no capabilities and no new privileges.
fn as_service<'a>(user: &'a str, words: &[&'a str]) -> Vec<&'a str> {
    let mut all = vec!["setpriv", "--reuid", user, "--regid", user, "--clear-groups", "--no-new-privs"];
    all.extend(["--bounding-set=-all", "--inh-caps=-all"]);
    all.extend(words);
    all
}

struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _may_be_gone = self.0.kill();
        let _may_be_gone = self.0.wait();
    }
}

async fn until(what: &str, mut condition: impl FnMut() -> bool) {
    let end = Instant::now() + Duration::from_mins(1);
    while !condition() {
        assert!(Instant::now() < end, "timed out: {what}");
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}

/// Returns the user of the unit, after the package was installed.
fn install(host: &Host) -> String {
    host.run(&["dpkg", "--install", "/readmit-agent.deb"]);
    let user = setting(&unit(host), "User");
    assert_eq!(user, "readmit-agent");
    host.run(&["getent", "passwd", &user]);
    user
}

fn unit(host: &Host) -> String {
    fs::read_to_string(host.path(UNIT)).expect("a unit")
}

fn assert_complete(host: &Host) {
    for path in [
        "/usr/share/man/man1/readmit-agent.1.gz",
        "/usr/share/man/man1/readmit-agent-check.1.gz",
        "/usr/share/bash-completion/completions/readmit-agent",
        "/usr/share/zsh/vendor-completions/_readmit-agent",
        "/usr/share/doc/readmit-agent/agent.md",
        "/usr/share/doc/readmit-agent/examples/agent.toml",
    ] {
        assert!(host.path(path).exists(), "{path}");
    }
    let linked = host.run(&["ldd", "/usr/bin/readmit-agent"]);
    for line in linked.lines() {
        let known = ["linux-vdso.so.1", "libgcc_s.so.1", "libm.so.6", "libc.so.6", "ld-linux-x86-64.so.2"];
        assert!(known.iter().any(|name| line.contains(name)), "unexpected library: {line}");
    }
}

fn configure(host: &Host, cloud: &Cloud) {
    let configuration = format!(
        "state_dir = \"/var/lib/readmit-agent\"\n[cloud]\nurl = \"http://{}\"\n[sync]\ninterval_seconds = 1\n\
         [directory]\nkind = \"demonstration\"\nfolder = \"/var/lib/readmit-agent/directory\"\n",
        cloud.address
    );
    fs::write(host.path("/etc/readmit-agent/agent.toml"), configuration).expect("written");
}

/// Runs the command of the unit for one order, checks that nothing fails, and stops it.
async fn work(host: &Host, cloud: &Cloud, keys: &PublicKeys, name: &str) {
    let unit = unit(host);
    let (user, command) = (setting(&unit, "User"), setting(&unit, "ExecStart"));
    let words: Vec<_> = command.split(' ').collect();
    let log = tempfile::NamedTempFile::new().expect("a log");
    let _running = Running(host.start(&as_service(&user, &words), log.path()));
    until("a sync", || cloud.sync_state().account(name).is_some()).await;
    let account = cloud.sync_state().account(name).expect("it is sent").clone();
    let job = orders::set_password(orders::AGENT, keys, &account.id, NEW);
    cloud.queue().send(&job);
    assert_eq!(cloud.outcome(&job.id).await, Some(Outcome::Done));

    let is_ready = || fs::read_to_string(log.path()).is_ok_and(|text| text.contains("agent_ready"));
    until("the agent is ready", is_ready).await;
    let shown = host.run(&["readmit-agent", "status"]);
    assert!(shown.contains("agent-1") && shown.contains(&keys.fingerprint()), "{shown}");
    let checked = host.run(&["readmit-agent", "check"]);
    assert!(checked.contains(" 0 failed"), "{checked}");
    let log = fs::read_to_string(log.path()).expect("a log");
    assert!(!log.contains(NEW) && !log.contains("agent_failed"), "{log}");
}

fn purge(host: &Host) {
    host.run(&["dpkg", "--remove", "readmit-agent"]);
    assert!(!host.path("/usr/bin/readmit-agent").exists());
    assert!(host.path("/var/lib/readmit-agent/keys").exists(), "remove keeps the keys");
    host.run(&["dpkg", "--purge", "readmit-agent"]);
    for user in ["passwd", "group"] {
        assert!(!host.run_any(&["getent", user, "readmit-agent"]).status.success(), "{user}");
    }
    let mut find = vec!["find", "/etc", "/usr", "/var", "/lib", "-name", "*readmit*"];
    find.extend(["-not", "-path", "/var/log/*"]);
    assert_eq!(host.run(&find).trim(), "", "purge leaves nothing");
}

#[tokio::test(flavor = "multi_thread")]
async fn package_installs_enrolls_works_again_and_purges() {
    let package = host::package();
    let host = Host::acquire();
    fs::copy(&package, host.path("/readmit-agent.deb")).expect("copied");
    let user = install(&host);
    assert_complete(&host);

    let cloud = Cloud::start().await;
    configure(&host, &cloud);
    let status = host.run_any(&["readmit-agent", "status"]);
    assert_eq!(status.status.code(), Some(3), "status exits with 3 while no agent runs");
    let enrolled = host.run(&as_service(&user, &["readmit-agent", "enroll", "--code", "1234"]));
    let keys = cloud.enrolled_keys().expect("its keys");
    assert!(enrolled.contains(&keys.fingerprint()), "{enrolled}");
    work(&host, &cloud, &keys, "anna").await;

    let configured = fs::read(host.path("/etc/readmit-agent/agent.toml")).expect("a configuration");
    install(&host);
    assert_eq!(fs::read(host.path("/etc/readmit-agent/agent.toml")).ok(), Some(configured));
    work(&host, &cloud, &keys, "bo").await;
    purge(&host);
}
