//! The environment of the tests: the running Readmit, which `./scripts/test` names by environment variables, the clock
//! and randomness.

use std::{
    path::PathBuf,
    sync::{Mutex, PoisonError},
};

/// The addresses and names of the running instance.
#[derive(Debug)]
pub struct Environment {
    /// The URL of the site, without a slash at the end.
    pub url: String,
    /// The URL of the AWS services.
    pub aws_endpoint: String,
    /// The id of an administrator's access key.
    pub access_key: String,
    /// The secret of that key.
    pub secret_key: String,
    /// The AWS region.
    pub region: String,
    /// The table of accounts, names and limits.
    pub accounts_table: String,
    /// The table of resets, codes and counters.
    pub resets_table: String,
    /// The table of policies, agents and domains.
    pub settings_table: String,
    /// The table of the audit trail.
    pub audit_table: String,
    /// The path of the agent's program.
    pub agent: String,
    /// The path of the configuration of the instance's agent.
    pub agent_config: String,
    /// The folder with logs and files of functions, edge and agent.
    pub data: PathBuf,
}

static CURRENT: Mutex<Option<&Environment>> = Mutex::new(None);

/// Returns the environment, which is read once. Without a running Readmit every test fails here and says what is
/// missing.
pub fn environment() -> &'static Environment {
    let mut current = CURRENT.lock().unwrap_or_else(PoisonError::into_inner);
    current.get_or_insert_with(|| Box::leak(Box::new(read())))
}

/// Replaces the environment by that of a test's own instance. Every test is a separate process.
pub fn replace(environment: Environment) {
    *CURRENT.lock().unwrap_or_else(PoisonError::into_inner) = Some(Box::leak(Box::new(environment)));
}

fn read() -> Environment {
    Environment {
        url: variable("READMIT_URL").trim_end_matches('/').to_owned(),
        aws_endpoint: variable("READMIT_AWS_ENDPOINT").trim_end_matches('/').to_owned(),
        access_key: variable("READMIT_AWS_ACCESS_KEY_ID"),
        secret_key: variable("READMIT_AWS_SECRET_ACCESS_KEY"),
        region: variable("READMIT_AWS_REGION"),
        accounts_table: variable("READMIT_ACCOUNTS_TABLE"),
        resets_table: variable("READMIT_RESETS_TABLE"),
        settings_table: variable("READMIT_SETTINGS_TABLE"),
        audit_table: variable("READMIT_AUDIT_TABLE"),
        agent: agent(),
        agent_config: variable("READMIT_AGENT_CONFIG"),
        data: variable("READMIT_DATA").into(),
    }
}

/// Returns the path of the agent's program.
pub fn agent() -> String {
    variable("READMIT_AGENT")
}

/// Returns the folder in which tests keep the state of their own instances.
pub fn restarts() -> PathBuf {
    variable("READMIT_RESTARTS").into()
}

/// Returns the folder of `./scripts/run`.
pub fn scripts() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../scripts")
}

#[expect(clippy::disallowed_methods, reason = "the edge of the tests")]
/// Returns a variable of the environment.
pub fn variable(name: &str) -> String {
    std::env::var(name).unwrap_or_else(|_| {
        panic!("{name} is not set: these tests need a running Readmit; start them with ./scripts/test")
    })
}

/// Returns the time in whole seconds since 1970.
pub fn now() -> i64 {
    moment().as_second()
}

/// Returns the time.
#[expect(clippy::disallowed_methods, reason = "the edge of the tests")]
pub fn moment() -> jiff::Timestamp {
    jiff::Timestamp::now()
}

/// Draws random bytes.
#[expect(clippy::disallowed_methods, reason = "the edge of the tests")]
pub fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).unwrap();
    bytes
}

/// Draws random bytes, and returns them in lower-case hexadecimal digits.
pub fn random_hex<const N: usize>() -> String {
    hex(&random::<N>())
}

/// Returns bytes in lower-case hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    let digit = |nibble: u8| char::from_digit(u32::from(nibble), 16).unwrap_or('0');
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}
