//! Shows what a full sync would send, and sends none of it.

use std::{
    collections::HashMap,
    io::{self, BufWriter, Write},
};

use agent_protocol::session::{AgentPolicy, SessionRequest};
use anyhow::Context as _;
use texts::{Language, Text};
use tokio::sync::mpsc;

use crate::{
    active_directory::ActiveDirectory,
    cloud::Cloud,
    configuration::{Configuration, DirectorySettings},
    demonstration::Demonstration,
    directory::{DestinationIssue, Directory, ExclusionCounts, Scope, SyncBatch, UnusableDestination},
    keys::KeyRing,
    words,
};

/// Counts of what was read, in addition to the accounts themselves.
#[derive(Debug, Default)]
struct Summary {
    in_scope: usize,
    ineligible: usize,
    exclusions: ExclusionCounts,
    /// The accounts that have a telephone number or a mail address, but none to which codes can be sent: the reason and
    /// the name.
    unusable: Vec<(DestinationIssue, String)>,
}

/// Prints one JSON line for the domain and one for each account, exactly as it would be sent, and then a summary on
/// standard error. If enabled groups are named, the cloud is not asked for its policy.
pub(crate) async fn run(
    configuration: Configuration,
    enabled_groups: Vec<String>,
    language: Language,
) -> anyhow::Result<()> {
    let scope = if enabled_groups.is_empty() {
        Scope::from(&policy(&configuration).await.context("asking the cloud for the policy")?)
    } else {
        Scope { enabled: enabled_groups, ..Scope::default() }
    };
    let summary = match configuration.directory {
        DirectorySettings::ActiveDirectory(settings) => show(&ActiveDirectory::new(*settings)?, &scope).await,
        DirectorySettings::Demonstration(settings) => show(&Demonstration::open(&settings)?, &scope).await,
    };
    summary?.write(&mut io::stderr().lock(), language).context("writing the summary")
}

/// Asks for the policy only, without a heartbeat.
async fn policy(configuration: &Configuration) -> anyhow::Result<AgentPolicy> {
    let keys = KeyRing::open(&configuration.keys_dir())?;
    let cloud = Cloud::new(&configuration.cloud.url, keys.into())?;
    let version = env!("CARGO_PKG_VERSION").to_owned();
    let look = SessionRequest { version, wants_credentials: false, health: None };
    Ok(cloud.session(&look).await?.policy)
}

async fn show<D: Directory>(directory: &D, scope: &Scope) -> anyhow::Result<Summary> {
    let mut out = BufWriter::new(io::stdout().lock());
    let domain = directory.domain().await.context("reading the domain's names")?;
    writeln!(out, "{}", serde_json::to_string(&domain)?)?;
    let (sender, mut batches) = mpsc::channel(1);
    let reading = async { directory.read(scope, None, sender).await.context("reading the directory") };
    let showing = async {
        let mut summary = Summary::default();
        while let Some(batch) = batches.recv().await {
            for account in &batch.accounts {
                writeln!(out, "{}", serde_json::to_string(account)?)?;
            }
            for account in &batch.ineligible {
                writeln!(out, "{}", serde_json::to_string(account)?)?;
            }
            summary.add(&batch);
        }
        anyhow::Ok(summary)
    };
    let (_, summary) = tokio::try_join!(reading, showing)?;
    out.flush()?;
    Ok(summary)
}

impl Summary {
    fn add(&mut self, batch: &SyncBatch) {
        let names: HashMap<_, _> =
            batch.accounts.iter().map(|account| (&account.id, &account.account_name)).collect();
        self.in_scope += batch.accounts.len();
        self.ineligible += batch.ineligible.len();
        self.exclusions.add(&batch.exclusions);
        let unusable = |one: &UnusableDestination| Some((one.reason, (*names.get(&one.account)?).clone()));
        self.unusable.extend(batch.unusable.iter().filter_map(unusable));
    }

    fn write(&self, out: &mut impl Write, language: Language) -> io::Result<()> {
        let say = |text: Text| text.in_language(language);
        writeln!(out, "{}", say(words::dry_run_accounts(self.in_scope)))?;
        for (count, reason) in words::exclusions(&self.exclusions) {
            writeln!(out, "{}", say(words::dry_run_excluded(count, reason)))?;
        }
        if self.ineligible > 0 {
            writeln!(out, "{}", say(words::dry_run_ineligible(self.ineligible)))?;
        }
        if !self.unusable.is_empty() {
            writeln!(out, "{}", say(words::dry_run_destinations(self.unusable.len())))?;
        }
        for (reason, name) in &self.unusable {
            writeln!(out, "  {name}: {}", say(words::destination_issue(*reason)))?;
        }
        writeln!(out, "{}", say(words::dry_run_end()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn summary_says_why_accounts_are_missing() {
        let mut summary = Summary {
            in_scope: 2,
            ineligible: 3,
            unusable: vec![(DestinationIssue::NotMobile, "anna".to_owned())],
            ..Summary::default()
        };
        summary.exclusions.excluded = 3;
        let mut text = Vec::new();
        summary.write(&mut text, Language::DEFAULT).expect("written");
        let text = String::from_utf8(text).expect("text");
        let wanted = "Would be sent: 2 accounts.\nExcluded, in an excluded group: 3.\n\
                      Of excluded accounts, name, address and reason would be sent: 3.\n\
                      Numbers and addresses to which no codes can be sent: 1, of these accounts:\n  \
                      anna: the number is not a mobile phone's\n\
                      Nothing was sent.\n";
        assert_eq!(text, wanted);
    }
}
