//! Checks the connection to the cloud step by step, and whether it accepts this agent.

use std::{ffi::OsString, path::Path, sync::Arc, time::Duration};

use agent_protocol::session::{AgentPolicy, SessionRequest};
use reqwest::Url;
use texts::Value;
use tokio::{net::TcpStream, time::timeout};

use crate::{
    cloud::{Cloud, CloudError},
    configuration::Configuration,
    findings::{Findings, clock_fix, shell},
    keys::KeyRing,
    words,
};

const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);

/// The maximum difference in seconds between this host's clock and the cloud's: a signed request is valid for a minute.
const MAX_SECONDS_APART: i64 = 55;
const TOLERATED_SECONDS_APART: i64 = 10;

/// Checks the cloud. Returns the agents' part of the policy if the cloud answers.
pub(super) async fn check(
    configuration: &Configuration,
    file: &Path,
    findings: &mut Findings,
) -> Option<AgentPolicy> {
    let url = configuration.cloud.url.at("");
    let is_reached = reach(&url, findings).await;
    let enrollment = Enrollment { url: &url, file };
    let keys = match KeyRing::open(&configuration.keys_dir()) {
        Ok(keys) => Arc::new(keys),
        Err(error) => {
            let is_there = KeyRing::exists(&configuration.keys_dir());
            findings.failed("enrollment", format!("{error:#}"), Some(enrollment.command(is_there)));
            return None;
        }
    };
    if !is_reached {
        return None;
    }
    check_session(configuration, keys, &enrollment, findings).await
}

/// The enrollment of this agent.
struct Enrollment<'a> {
    url: &'a str,
    file: &'a Path,
}

impl Enrollment<'_> {
    fn command(&self, again: bool) -> String {
        let again = if again { " --again" } else { "" };
        let file = shell(&self.file.display().to_string());
        format!("readmit-agent enroll --config {file} --url {} --code CODE{again}", shell(self.url))
    }
}

/// Checks name, address and port of the cloud, or of the proxy if there is one.
async fn reach(url: &str, findings: &mut Findings) -> bool {
    let proxy = if url.starts_with("https:") { proxy() } else { None };
    let target = proxy.as_deref().unwrap_or(url);
    let Some((host, port)) = host_and_port(target) else {
        let fix =
            Some("systemctl edit readmit-agent  # Environment=HTTPS_PROXY=http://proxy:3128".to_owned());
        findings.failed("cloud", words::proxy_wrong(target), fix);
        return false;
    };
    let named = |host: &str| if proxy.is_some() { words::proxy_host(host).into() } else { Value::from(host) };
    let addresses: Vec<_> = match tokio::net::lookup_host((host.as_str(), port)).await {
        Ok(addresses) => addresses.collect(),
        Err(error) => {
            let fix = Some(format!("getent hosts {}", shell(&host)));
            findings.failed("cloud", words::host_without_address(error.to_string(), named(&host)), fix);
            return false;
        }
    };
    let late = |_| Err(std::io::ErrorKind::TimedOut.into());
    let connection = timeout(CONNECT_TIMEOUT, TcpStream::connect(addresses.as_slice())).await;
    if let Err(error) = connection.unwrap_or_else(late) {
        let what = words::cloud_closed(error.to_string(), named(&format!("{host}:{port}")));
        findings.failed(
            "cloud",
            what,
            Some(format!("nft add rule inet filter output tcp dport {port} accept")),
        );
        return false;
    }
    if proxy.is_some() {
        findings.ok("cloud-proxy", words::proxy_answers(format!("{host}:{port}")));
    }
    true
}

/// Returns host and port of an address, which may lack its scheme if it is a proxy's.
fn host_and_port(address: &str) -> Option<(String, u16)> {
    let url = Url::parse(address).or_else(|_| Url::parse(&format!("http://{address}"))).ok()?;
    Some((url.host_str()?.trim_matches(['[', ']']).to_owned(), url.port_or_known_default()?))
}

/// Returns the proxy that the HTTPS client uses.
fn proxy() -> Option<String> {
    let named =
        ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"].into_iter().find_map(std::env::var_os);
    named.and_then(|value: OsString| value.into_string().ok()).filter(|value| !value.is_empty())
}

/// Asks for the policy only: the cloud does not take this for a heartbeat.
async fn check_session(
    configuration: &Configuration,
    keys: Arc<KeyRing>,
    enrollment: &Enrollment<'_>,
    findings: &mut Findings,
) -> Option<AgentPolicy> {
    let agent = keys.agent().to_owned();
    let cloud = match Cloud::new(&configuration.cloud.url, keys) {
        Ok(cloud) => cloud,
        Err(error) => {
            findings.failed("cloud", error.to_string(), None);
            return None;
        }
    };
    let version = env!("CARGO_PKG_VERSION").to_owned();
    let response = cloud.session(&SessionRequest { version, wants_credentials: false, health: None }).await;
    let is_clock_right = check_clock(cloud.clock_ahead_seconds(), findings);
    match response {
        Ok(session) => {
            findings.ok("cloud", words::cloud_answers(enrollment.url));
            findings.ok("enrollment", words::enrollment_accepted(agent));
            Some(session.policy)
        }
        Err(error) => {
            check_error(&error, &agent, is_clock_right, enrollment, findings);
            None
        }
    }
}

fn check_error(
    error: &CloudError,
    agent: &str,
    is_clock_right: bool,
    enrollment: &Enrollment<'_>,
    findings: &mut Findings,
) {
    let url = enrollment.url;
    match error {
        CloudError::NotAccepted => {
            findings.ok("cloud", words::cloud_answers(url));
            if is_clock_right {
                let what = words::enrollment_revoked(agent);
                findings.failed("enrollment", what, Some(enrollment.command(true)));
            } else {
                findings.failed("enrollment", words::enrollment_clock(agent), Some(clock_fix()));
            }
        }
        CloudError::NotReached(error) => check_unreached(causes(error), url, findings),
        CloudError::Answered(status) => {
            let fix = Some(format!("curl -v {}", shell(url)));
            findings.failed("cloud", words::cloud_other(status.to_string(), url), fix);
        }
        CloudError::Unexpected(error) => findings.failed("cloud", format!("{error:#}"), None),
    }
}

/// Explains why the cloud was not reached: a certificate that is not trusted, or something else on the way.
fn check_unreached(reason: String, url: &str, findings: &mut Findings) {
    let is_certificate = reason.contains("certificate");
    let id = if is_certificate { "cloud-tls" } else { "cloud" };
    let fix = if is_certificate {
        "update-ca-certificates  # with the authority that the proxy or the site uses in /usr/local/share/ca-certificates".to_owned()
    } else {
        format!("curl -v {}", shell(url))
    };
    findings.failed(id, words::cloud_not_reached(reason, url), Some(fix));
}

/// Returns the innermost cause, which says most.
fn causes(error: &reqwest::Error) -> String {
    let mut cause: &dyn std::error::Error = error;
    while let Some(inner) = cause.source() {
        cause = inner;
    }
    cause.to_string()
}

fn check_clock(ahead: Option<i64>, findings: &mut Findings) -> bool {
    let Some(ahead) = ahead else { return true };
    let seconds = ahead.abs();
    let what = if ahead < 0 { words::clock_behind(seconds) } else { words::clock_ahead(seconds) };
    match ahead.abs() {
        0..TOLERATED_SECONDS_APART => findings.ok("clock-cloud", what),
        TOLERATED_SECONDS_APART..MAX_SECONDS_APART => {
            findings.warning("clock-cloud", what, Some(clock_fix()));
        }
        _ => {
            findings.failed("clock-cloud", what, Some(clock_fix()));
            return false;
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::findings::Level;

    #[test]
    fn clock_limits_follow_the_lifetime_of_a_request() {
        let clock = |ahead| {
            let mut findings = Findings::default();
            let is_right = check_clock(ahead, &mut findings);
            (is_right, findings.all().iter().next().map(|finding| finding.level))
        };
        assert_eq!(clock(None), (true, None));
        assert_eq!(clock(Some(-9)), (true, Some(Level::Ok)));
        assert_eq!(clock(Some(10)), (true, Some(Level::Warning)));
        assert_eq!(clock(Some(-54)), (true, Some(Level::Warning)));
        assert_eq!(clock(Some(55)), (false, Some(Level::Failed)));
    }

    #[test]
    fn rejected_agent_gets_the_command_to_enroll_again() {
        let enrollment =
            Enrollment { url: "https://reset.example", file: Path::new("/etc/readmit-agent/agent.toml") };
        let mut findings = Findings::default();
        check_error(&CloudError::NotAccepted, "agent-1", true, &enrollment, &mut findings);
        let fix = findings.all().iter().find_map(|finding| finding.fix.clone()).expect("a command");
        assert_eq!(
            fix,
            "readmit-agent enroll --config /etc/readmit-agent/agent.toml --url https://reset.example --code CODE --again"
        );
    }
}
