//! Measures how long a sign-in takes: sealing, the job, the agent's bind on its own connection, the session.

use std::{
    thread,
    time::{Duration, Instant},
};

use agent_protocol::sealing::Plaintext;
use anyhow::{bail, ensure};
use serde_json::json;

use crate::{journey, site::Site, work};

/// Signs in as the page does, which solves the proof of work while the user types. Returns the milliseconds from the
/// click to the session.
pub fn sign_in(site: &mut Site, user: &str) -> anyhow::Result<f64> {
    let prepared = site.call("GET", "/api/sign-in", None, None)?;
    let work = work::solve(&prepared)?;
    let clicked = Instant::now();
    let envelopes = journey::envelopes(&prepared["seal"], &Plaintext::sign_in(journey::PASSWORD))?;
    let body = json!({ "userId": user, "work": work, "envelopes": envelopes });
    let taken = site.call("POST", "/api/sign-in", None, Some(&body))?;
    wait(site, taken["token"].as_str().unwrap_or_default(), user)?;
    Ok(clicked.elapsed().as_secs_f64() * 1000.0)
}

/// Polls at the interval of the page (`frontend/src/account/screens/sign_in/checking.rs`).
fn wait(site: &mut Site, token: &str, user: &str) -> anyhow::Result<()> {
    let mut pause = 50;
    for _ in 0..60 {
        thread::sleep(Duration::from_millis(pause));
        pause = (pause + pause / 5).min(500);
        let known = site.call("POST", "/api/sign-in/finish", Some(token), Some(&json!({})))?;
        if known["state"] != "checking" {
            ensure!(known["state"] == "signed-in", "{user}: {known}");
            return Ok(());
        }
    }
    bail!("{user}: nothing is known of the sign-in")
}
