//! Reads answers of a domain controller as the agent does, for the fuzz targets.

use ldap3::{
    SearchEntry,
    controls::{Control, RawControl},
};

use super::{
    answer,
    base::Base,
    changes::{ChangeSource, Changes},
    check, controls,
    domain_map::DomainMap,
    entry::Entry,
    groups::Groups,
    lockout::BadPasswords,
    password_rules::{self, Policies},
    position,
    scope_filter::ScopeFilter,
};
use crate::{
    configuration::ActiveDirectorySettings,
    directory::{Scope, SyncBatch},
};

/// The moment at which accounts are classified, in seconds since 1970.
const NOW: i64 = 1_800_000_000;

const SETTINGS: &str = r#"
    kind = "active-directory"
    urls = ["ldaps://dc1.example.com"]
    ca_file = "ca"
    bind_name = "b"
    bind_password_file = "p"
    default_country = "SE"
"#;

/// A domain as it was read.
#[derive(Debug)]
pub struct ReadDomain {
    /// The accounts that may reset.
    pub batch: SyncBatch,
    /// For each object, the number of wrong passwords that do not lock it, and of those that strangers may try.
    pub spare: Vec<(u32, u32)>,
}

/// Reads a whole domain from its entries: the first is the domain itself, and every other one is taken for a password
/// policy, a group, a change and an account. Returns `None` if the domain's policy cannot be read.
pub fn read_domain(entries: Vec<SearchEntry>) -> Option<ReadDomain> {
    let settings: ActiveDirectorySettings = toml::from_str(SETTINGS).ok()?;
    let entries: Vec<_> = entries.into_iter().map(Entry).collect();
    let (head, rest) = entries.split_first()?;
    let domain = password_rules::domain(head)?;
    let policies = Policies::new(domain, rest);
    let names = |name: &str| vec![name.to_owned()];
    let scope = Scope {
        enabled: names("staff"),
        excluded: names("out"),
        administrators: names("admins"),
        explains_ineligibility: true,
    };
    let groups = Groups::new(rest, &scope, &policies);
    let map = DomainMap { scope, groups, policies };
    for source in [ChangeSource::DirSync, ChangeSource::ChangeNumbers] {
        let mut changes = Changes::new(source);
        for entry in rest {
            // Any reason to read everything is a right answer.
            if changes.add(entry, head.dn(), Some(&map)).is_err() {
                break;
            }
        }
    }
    let base = Base::new(head.dn()).ok()?;
    let filter = ScopeFilter { settings: &settings, map: &map, base: &base, now: NOW };
    let mut batch = SyncBatch::default();
    let spare = |entry: &Entry| {
        let lockout = map.policies.resultant(entry, None).lockout;
        let bad_passwords = BadPasswords::from_entry(entry);
        (lockout.spare_attempts(bad_passwords, NOW), lockout.spare_sign_ins(bad_passwords, NOW))
    };
    for entry in rest {
        filter.classify(entry, &mut batch);
    }
    Some(ReadDomain { batch, spare: rest.iter().map(spare).collect() })
}

/// Reads a security descriptor. Returns whether it is whole.
pub fn read_descriptor(bytes: &[u8]) -> bool {
    check::is_descriptor(bytes)
}

/// Reads the value of a control of an answer. Returns the cookie of the next page or change, if there is one.
pub fn read_control(value: &[u8], is_page: bool) -> Option<Vec<u8>> {
    let name = if is_page { controls::PAGED } else { controls::DIR_SYNC };
    let raw = RawControl { ctype: name.to_owned(), crit: false, val: Some(value.to_vec()) };
    let answer = [Control(None, raw)];
    if is_page {
        controls::next_page(&answer)
    } else {
        controls::next_dir_sync(&answer).map(|(_, next)| next)
    }
}

/// Returns the value of the control that requests what follows a cookie.
pub fn write_control(cookie: &[u8], is_page: bool) -> Option<Vec<u8>> {
    if is_page { controls::paged(0, cookie).val } else { controls::dir_sync(cookie).val }
}

/// Reads the answers to a write, a change and a bind. Returns the codes that the agent may log.
pub fn read_answer(rc: u32, text: &str) -> (String, String) {
    drop((answer::write_result(rc, text), answer::change_result(rc, text)));
    answer::bind_result(rc, text);
    (answer::code(text).to_owned(), answer::bind_code(text).to_owned())
}

/// Reads the position of a sync, which the cloud keeps for the agents. Returns it as it is written.
pub fn read_position(text: &str) -> Option<String> {
    serde_json::to_string(&position::Position::parse(text)?).ok()
}
