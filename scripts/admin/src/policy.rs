//! Application of a policy file.

use std::path::Path;

use anyhow::{Context, anyhow};
use store::settings::{Administration, PolicyChange};

use crate::{
    Tables,
    changes::changes,
    environment::{clients, now, print_line},
};

/// Checks a policy file, puts the policy in force and prints what it changes.
pub(crate) async fn apply(file: &Path, tables: &Tables) -> anyhow::Result<()> {
    let text = std::fs::read_to_string(file).with_context(|| format!("reading {}", file.display()))?;
    let policy = domain::policy::parse(&text)
        .map_err(|error| anyhow!("{} is not accepted, nothing was changed.\n{error}", file.display()))?;
    let administration = Administration::new(clients()?.dynamodb(), tables.settings()?, tables.audit()?);
    let applied = administration.apply(policy, now()).await.context("the policy was not applied")?;
    report(&applied)
}

fn report(PolicyChange { before, after }: &PolicyChange) -> anyhow::Result<()> {
    if before == after {
        print_line(&format!("Policy {} is in force already; nothing was changed.", after.version));
        return Ok(());
    }
    print_line(&format!("Policy {} is in force within 30 seconds.", after.version));
    let lines = changes(&serde_json::to_value(&*before.policy)?, &serde_json::to_value(&*after.policy)?);
    for line in lines {
        print_line(&format!("  {line}"));
    }
    Ok(())
}
