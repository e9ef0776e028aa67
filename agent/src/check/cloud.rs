//! Checks the connection to the cloud step by step, and whether it accepts this agent.

use std::{ffi::OsString, path::Path, sync::Arc, time::Duration};

use agent_protocol::session::{AgentPolicy, SessionRequest};
use reqwest::Url;
use tokio::{net::TcpStream, time::timeout};

use super::{Findings, clock_mend, shell};
use crate::{
    cloud::{Cloud, CloudError},
    configuration::Configuration,
    keys::KeyRing,
};

const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);

/// A signed request lives a minute.
const MOST_SECONDS_APART: i64 = 55;
const FEW_SECONDS_APART: i64 = 10;

/// Checks the cloud. Returns the agents' part of the policy if the cloud answers.
pub(super) async fn check(
    configuration: &Configuration,
    file: &Path,
    findings: &mut Findings,
) -> Option<AgentPolicy> {
    let url = configuration.cloud.url.at("");
    let is_reached = reach(&url, findings).await;
    let enrolment = Enrolment { url: &url, file };
    let keys = match KeyRing::open(&configuration.keys_dir()) {
        Ok(keys) => Arc::new(keys),
        Err(error) => {
            let is_there = KeyRing::exists(&configuration.keys_dir());
            findings.failed("enrolment", format!("{error:#}"), Some(enrolment.command(is_there)));
            return None;
        }
    };
    if !is_reached {
        return None;
    }
    look(configuration, keys, &enrolment, findings).await
}

/// The enrollment of this agent.
struct Enrolment<'a> {
    url: &'a str,
    file: &'a Path,
}

impl Enrolment<'_> {
    fn command(&self, again: bool) -> String {
        let again = if again { " --again" } else { "" };
        let file = shell(&self.file.display().to_string());
        format!("readmit-agent enroll --config {file} --url {} --code CODE{again}", shell(self.url))
    }
}

/// Checks name, address and port of the cloud, or of the proxy if there is one.
async fn reach(url: &str, findings: &mut Findings) -> bool {
    let proxy = if url.starts_with("https:") { proxy() } else { None };
    let wanted = proxy.as_deref().unwrap_or(url);
    let parsed = Url::parse(wanted).or_else(|_| Url::parse(&format!("http://{wanted}")));
    let Some((host, port)) = parsed.ok().and_then(|url| {
        Some((url.host_str()?.trim_matches(['[', ']']).to_owned(), url.port_or_known_default()?))
    }) else {
        let mend =
            Some("systemctl edit readmit-agent  # Environment=HTTPS_PROXY=http://proxy:3128".to_owned());
        findings.failed("cloud", format!("`{wanted}` is no proxy"), mend);
        return false;
    };
    let through = if proxy.is_some() { "the proxy " } else { "" };
    let addresses: Vec<_> = match tokio::net::lookup_host((host.as_str(), port)).await {
        Ok(addresses) => addresses.collect(),
        Err(error) => {
            let mend = Some(format!("getent hosts {}", shell(&host)));
            findings.failed("cloud", format!("{through}{host} has no address: {error}"), mend);
            return false;
        }
    };
    let late = |_| Err(std::io::ErrorKind::TimedOut.into());
    let dialled = timeout(CONNECT_TIMEOUT, TcpStream::connect(addresses.as_slice())).await;
    if let Err(error) = dialled.unwrap_or_else(late) {
        let what = format!("{through}{host}:{port} is not reached: {error}; open the way out");
        findings.failed(
            "cloud",
            what,
            Some(format!("nft add rule inet filter output tcp dport {port} accept")),
        );
        return false;
    }
    if proxy.is_some() {
        findings.ok("cloud-proxy", format!("the proxy {host}:{port} answers"));
    }
    true
}

/// Returns the proxy that the HTTPS client uses.
fn proxy() -> Option<String> {
    let named =
        ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"].into_iter().find_map(std::env::var_os);
    named.and_then(|value: OsString| value.into_string().ok()).filter(|value| !value.is_empty())
}

/// Asks for the policy only: the cloud does not take this for a heartbeat.
async fn look(
    configuration: &Configuration,
    keys: Arc<KeyRing>,
    enrolment: &Enrolment<'_>,
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
    let asked = cloud.session(&SessionRequest { version, wants_credentials: false, health: None }).await;
    let is_clock_right = judge_clock(cloud.clock_ahead_seconds(), findings);
    match asked {
        Ok(session) => {
            findings.ok("cloud", format!("{} answers", enrolment.url));
            findings.ok("enrolment", format!("the cloud accepts {agent}"));
            Some(session.policy)
        }
        Err(error) => {
            judge(&error, &agent, is_clock_right, enrolment, findings);
            None
        }
    }
}

fn judge(
    error: &CloudError,
    agent: &str,
    is_clock_right: bool,
    enrolment: &Enrolment<'_>,
    findings: &mut Findings,
) {
    let url = enrolment.url;
    match error {
        CloudError::NotAccepted => {
            findings.ok("cloud", format!("{url} answers"));
            let what = format!("the cloud does not accept {agent}");
            if is_clock_right {
                let what = format!("{what}: it was revoked, or never enrolled there");
                findings.failed("enrolment", what, Some(enrolment.command(true)));
            } else {
                findings.failed("enrolment", format!("{what}, perhaps for the clock"), Some(clock_mend()));
            }
        }
        CloudError::NotReached(error) => {
            let why = causes(error);
            let is_certificate = why.contains("certificate");
            let id = if is_certificate { "cloud-tls" } else { "cloud" };
            let mend = if is_certificate {
                "update-ca-certificates  # with the authority that the proxy or the site uses in /usr/local/share/ca-certificates".to_owned()
            } else {
                format!("curl -v {}", shell(url))
            };
            findings.failed(id, format!("{url} is not reached: {why}"), Some(mend));
        }
        CloudError::Answered(status) => {
            let mend = Some(format!("curl -v {}", shell(url)));
            findings.failed(
                "cloud",
                format!("{url} answers {status}: it is not Readmit, or it is ill"),
                mend,
            );
        }
        CloudError::Unexpected(error) => findings.failed("cloud", format!("{error:#}"), None),
    }
}

/// Returns the innermost cause, which says most.
fn causes(error: &reqwest::Error) -> String {
    let mut cause: &dyn std::error::Error = error;
    while let Some(inner) = cause.source() {
        cause = inner;
    }
    cause.to_string()
}

fn judge_clock(ahead: Option<i64>, findings: &mut Findings) -> bool {
    let Some(ahead) = ahead else { return true };
    let way = if ahead < 0 { "behind" } else { "ahead of" };
    let what = format!("this host's clock is {} s {way} the cloud's", ahead.abs());
    match ahead.abs() {
        0..FEW_SECONDS_APART => findings.ok("clock-cloud", what),
        FEW_SECONDS_APART..MOST_SECONDS_APART => findings.warning("clock-cloud", what, Some(clock_mend())),
        _ => {
            findings.failed("clock-cloud", what, Some(clock_mend()));
            return false;
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::Level;

    #[test]
    fn clock_limits_follow_the_lifetime_of_a_request() {
        let judged = |ahead| {
            let mut findings = Findings::default();
            let is_right = judge_clock(ahead, &mut findings);
            (is_right, findings.all().iter().next().map(|finding| finding.level))
        };
        assert_eq!(judged(None), (true, None));
        assert_eq!(judged(Some(-9)), (true, Some(Level::Ok)));
        assert_eq!(judged(Some(10)), (true, Some(Level::Warning)));
        assert_eq!(judged(Some(-54)), (true, Some(Level::Warning)));
        assert_eq!(judged(Some(55)), (false, Some(Level::Failed)));
    }

    #[test]
    fn rejected_agent_gets_the_command_to_enroll_again() {
        let enrolment =
            Enrolment { url: "https://reset.example", file: Path::new("/etc/readmit-agent/agent.toml") };
        let mut findings = Findings::default();
        judge(&CloudError::NotAccepted, "agent-1", true, &enrolment, &mut findings);
        let mend = findings.all().iter().find_map(|finding| finding.mend.clone()).expect("a command");
        assert_eq!(
            mend,
            "readmit-agent enroll --config /etc/readmit-agent/agent.toml --url https://reset.example --code CODE --again"
        );
    }
}
