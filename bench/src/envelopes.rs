//! Measures how many envelopes one core opens.

use std::time::{Duration, Instant};

use agent_protocol::Order;
use anyhow::{Context as _, bail};
use test_support::{fixtures, orders};

const MEASURED: Duration = Duration::from_secs(3);

/// Returns how many envelopes the agent's code opens per second on one thread.
pub fn per_second() -> anyhow::Result<f64> {
    let folder = tempfile::tempdir()?;
    let keys = orders::create_keys(orders::AGENT, &folder.path().join("keys"));
    let public = keys.current().public().context("public keys")?;
    let job = orders::set_password(orders::AGENT, &public, "account", &fixtures::password());
    let Order::SetPassword { envelopes } = &job.order else { bail!("another order") };
    let envelope = envelopes.first().context("an envelope")?;
    let (began, mut opened) = (Instant::now(), 0_u32);
    while began.elapsed() < MEASURED {
        keys.open_envelope(&job.binding(), envelope).ok().context("the envelope opens")?;
        opened += 1;
    }
    Ok(f64::from(opened) / began.elapsed().as_secs_f64())
}
