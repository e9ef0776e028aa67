//! Conversion between an account and its item.

use domain::{Account, AccountId, AccountPasswordRules};

use super::KnownAccount;
use crate::{
    StoreError, destination_item,
    item::{Attributes, Item, attributes, flag, list, moment, number, set, text},
};

/// An account with its names and its state of sync.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Profile {
    pub(super) known_account: KnownAccount,
    /// The keyed hashes of the account's own names.
    pub(super) names: Vec<String>,
    /// The keyed hashes of its aliases, by which it is found unless they are another account's own names.
    pub(super) aliases: Vec<String>,
    /// The `NetBIOS` name of the account's domain.
    pub(super) domain: String,
    /// The keyed hash of the data that the agent sent; empty if an earlier version stored the account.
    pub(super) digest: String,
    /// The moment when a sync last sent the account.
    pub(super) synced_at: jiff::Timestamp,
    /// The item's version, which grows with every write.
    pub(super) version: u64,
}

/// Returns the key of an account's item.
pub(crate) fn key(id: &AccountId) -> String {
    format!("ACCOUNT#{}", id.0)
}

/// The prefix of the keys of accounts.
pub(super) const PREFIX: &str = "ACCOUNT#";

pub(crate) fn write(profile: &Profile) -> Attributes {
    let Profile { known_account, .. } = profile;
    let Account { rules, .. } = &known_account.account;
    let mut item = attributes([
        ("pk", text(key(&known_account.account.id))),
        ("version", number(profile.version)),
        ("id", text(&known_account.account.id.0)),
        ("administrator", flag(known_account.account.administrator)),
        ("methods", list(known_account.directory.iter().map(destination_item::write))),
        ("minimum_length", number(rules.minimum_length)),
        ("complexity", flag(rules.complexity)),
        ("history_length", number(rules.history_length)),
        ("account_name", text(&rules.account_name)),
        ("display_name", text(&rules.display_name)),
        ("domain", text(&profile.domain)),
        ("digest", text(&profile.digest)),
        ("synced_at", moment(profile.synced_at)),
    ]);
    if !known_account.replaced.is_empty() {
        let replaced = known_account.replaced.iter().map(destination_item::write_removed);
        item.insert("replaced".to_owned(), list(replaced));
    }
    if !profile.names.is_empty() {
        item.insert("names".to_owned(), set(profile.names.clone()));
    }
    if !profile.aliases.is_empty() {
        item.insert("aliases".to_owned(), set(profile.aliases.clone()));
    }
    item.extend(known_account.language.as_ref().map(|language| ("language".to_owned(), text(language))));
    let maximum_age =
        rules.maximum_age_seconds.map(|seconds| ("maximum_age_seconds".to_owned(), number(seconds)));
    item.extend(maximum_age);
    let Account { can_change_from, password_set_at, .. } = &known_account.account;
    item.extend(can_change_from.map(|from| ("can_change_from".to_owned(), moment(from))));
    item.extend(password_set_at.map(|at| ("password_set_at".to_owned(), moment(at))));
    item
}

pub(crate) fn read(item: &Item) -> Result<Profile, StoreError> {
    let directory =
        item.list("methods")?.iter().map(destination_item::read).collect::<Result<Vec<_>, _>>()?;
    let replaced = item.optional("replaced", Item::list)?.unwrap_or_default();
    let replaced = replaced.iter().map(destination_item::read_removed).collect::<Result<_, _>>()?;
    let account = Account {
        id: AccountId(item.text("id")?),
        administrator: item.flag("administrator")?,
        rules: AccountPasswordRules {
            minimum_length: item.number("minimum_length")?,
            complexity: item.flag("complexity")?,
            history_length: item.number("history_length")?,
            maximum_age_seconds: item.optional("maximum_age_seconds", Item::number)?,
            account_name: item.text("account_name")?,
            display_name: item.text("display_name")?,
        },
        can_change_from: item.optional("can_change_from", Item::moment)?,
        password_set_at: item.optional("password_set_at", Item::moment)?,
    };
    let language = item.optional("language", Item::text)?;
    Ok(Profile {
        known_account: KnownAccount { account, language, directory, replaced },
        names: item.set("names")?,
        aliases: item.set("aliases")?,
        domain: item.text("domain")?,
        digest: item.optional("digest", Item::text)?.unwrap_or_default(),
        synced_at: item.moment("synced_at")?,
        version: item.number("version")?,
    })
}
