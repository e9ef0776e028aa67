//! Measures the sync of a large directory: a real agent, a real domain controller (Samba), and a fake cloud.

mod baseline;
mod domain;
mod figures;

use std::{path::Path, time::Instant};

use test_support::{cloud::Cloud, sync_state::SyncState};

use crate::{installed_agent::InstalledAgent, progress::Progress};
use domain::Domain;
pub use figures::Figures;

/// The number of users. There is one group for 50 of them, nested groups among them.
pub const USERS: usize = 100_000;
const USERS_PER_GROUP: usize = 50;

/// The time limit of a full sync in seconds: long enough for a busy machine.
const FULL_SYNC_SECONDS: u64 = 900;
const CHANGE_SECONDS: u64 = 60;

/// The sizes of the measured changes.
const FEW: usize = 100;
const MANY: usize = 1_000;
/// The number of single changes that are measured.
const SINGLE_CHANGES: usize = 3;

/// Measures everything. The plain search and the sync take turns, because times vary on a busy machine.
pub async fn measure(
    root: &Path,
    program: &Path,
    users: usize,
    progress: &Progress,
) -> anyhow::Result<Figures> {
    progress.say(&format!("setting up a domain of {users} people"));
    let groups = users / USERS_PER_GROUP;
    let mut domain = Domain::start(root, users, groups)?;
    let cloud = Cloud::start().await;
    cloud.set_groups("Large Everyone", "Large Excluded");

    progress.say("a plain search");
    let before = baseline::seconds(&domain)?;
    progress.say("a full sync");
    let (mut agent, full_sync_seconds) = full_sync(program, &domain, &cloud).await?;
    let accounts = cloud.sync_state().accounts.len();
    let bytes = cloud.sync_state().bytes;
    let full_sync_peak_mb = agent.peak_mb()?;
    progress.say("a plain search");
    let search_seconds = f64::midpoint(before, baseline::seconds(&domain)?);

    progress.say("changes");
    let delta_sync_seconds = changes(&mut domain, &cloud, &agent, FEW).await?;
    let many_changes_seconds = changes(&mut domain, &cloud, &agent, MANY).await?;
    let change_to_use_seconds = single_changes(&mut domain, &cloud).await?;
    let peak_mb = agent.peak_mb()?;
    agent.stop()?;
    Ok(Figures {
        users,
        groups,
        accounts,
        bytes,
        search_seconds,
        full_sync_seconds,
        full_sync_peak_mb,
        peak_mb,
        delta_sync_seconds,
        many_changes_seconds,
        change_to_use_seconds,
    })
}

/// Starts an agent, and returns it with the seconds until its first sync ended.
async fn full_sync(program: &Path, domain: &Domain, cloud: &Cloud) -> anyhow::Result<(InstalledAgent, f64)> {
    let began = Instant::now();
    let agent = InstalledAgent::start(program, |name| domain.value(name), cloud.address)?;
    cloud.wait_until("a full sync ends", FULL_SYNC_SECONDS, |sync_state| sync_state.cookie.is_some()).await;
    Ok((agent, began.elapsed().as_secs_f64()))
}

/// Returns the seconds from each of some single changes until the cloud has it.
async fn single_changes(domain: &mut Domain, cloud: &Cloud) -> anyhow::Result<Vec<f64>> {
    let mut seconds = Vec::new();
    for number in 0..SINGLE_CHANGES {
        let began = Instant::now();
        let name = domain.change(1, &format!("single {number}")).await?;
        cloud.wait_until("a change arrives", CHANGE_SECONDS, |sync_state| has(sync_state, &name)).await;
        seconds.push(began.elapsed().as_secs_f64());
    }
    Ok(seconds)
}

/// Returns the seconds that the agent's sync of this many changes took, by its own log.
async fn changes(
    domain: &mut Domain,
    cloud: &Cloud,
    agent: &InstalledAgent,
    count: usize,
) -> anyhow::Result<f64> {
    agent.pause()?;
    let syncs = cloud.sync_state().finished.len();
    let name = domain.change(count, &format!("one of {count}")).await?;
    agent.resume()?;
    cloud.wait_until("changes arrive", CHANGE_SECONDS, |sync_state| has(sync_state, &name)).await;
    cloud.wait_until("a sync ends", CHANGE_SECONDS, |sync_state| sync_state.finished.len() > syncs).await;
    agent.last_sync_seconds(count).await
}

/// Returns whether an account with a display name is synced.
fn has(sync_state: &SyncState, display_name: &str) -> bool {
    sync_state.accounts.values().any(|account| account.display_name == display_name)
}
