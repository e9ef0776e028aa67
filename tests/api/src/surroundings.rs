//! Where the running Readmit is, as `./scripts/test` says by the environment; and the clock and the randomness.

use std::{
    path::PathBuf,
    sync::{Mutex, PoisonError},
};

/// Everything that the environment says.
#[derive(Debug)]
pub struct Surroundings {
    /// The root of the site.
    pub url: String,
    /// Where the AWS services are.
    pub aws_endpoint: String,
    /// An administrator's key.
    pub access_key: String,
    /// Its secret half.
    pub secret_key: String,
    /// The region.
    pub region: String,
    /// Accounts, names, limits.
    pub accounts_table: String,
    /// Resets, codes, counters.
    pub resets_table: String,
    /// Policies, agents, domains.
    pub settings_table: String,
    /// The audit trail.
    pub audit_table: String,
    /// The agent's program.
    pub agent: String,
    /// The settings of the instance's agent.
    pub agent_config: String,
    /// Folder with logs and files of functions, edge and agent.
    pub data: PathBuf,
}

static CHOSEN: Mutex<Option<&Surroundings>> = Mutex::new(None);

/// Read once. Without a running Readmit every test fails here and says what is missing.
pub fn surroundings() -> &'static Surroundings {
    let mut chosen = CHOSEN.lock().unwrap_or_else(PoisonError::into_inner);
    chosen.get_or_insert_with(|| Box::leak(Box::new(read())))
}

/// From here on, an instance of the test's own. Every test is a process.
pub fn choose(surroundings: Surroundings) {
    *CHOSEN.lock().unwrap_or_else(PoisonError::into_inner) = Some(Box::leak(Box::new(surroundings)));
}

fn read() -> Surroundings {
    Surroundings {
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

/// The agent's program.
pub fn agent() -> String {
    variable("READMIT_AGENT")
}

/// Where tests keep the state of instances of their own.
pub fn restarts() -> PathBuf {
    variable("READMIT_RESTARTS").into()
}

/// The folder of `./scripts/run`.
pub fn scripts() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../scripts")
}

#[expect(clippy::disallowed_methods, reason = "the edge of the tests")]
fn variable(name: &str) -> String {
    std::env::var(name).unwrap_or_else(|_| {
        panic!("{name} is not set: these tests need a running Readmit; start them with ./scripts/test")
    })
}

/// The moment, in whole seconds since 1970.
pub fn now() -> i64 {
    moment().as_second()
}

/// The moment.
#[expect(clippy::disallowed_methods, reason = "the edge of the tests")]
pub fn moment() -> jiff::Timestamp {
    jiff::Timestamp::now()
}

/// Random bytes.
#[expect(clippy::disallowed_methods, reason = "the edge of the tests")]
pub fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).unwrap();
    bytes
}

/// Random lower-case hexadecimal digits, two for each byte.
pub fn random_hex<const N: usize>() -> String {
    hex(&random::<N>())
}

/// Lower-case hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    let digit = |nibble: u8| char::from_digit(u32::from(nibble), 16).unwrap_or('0');
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}
