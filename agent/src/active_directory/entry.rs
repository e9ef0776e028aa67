//! Reads the attributes of an LDAP entry. The library sorts values by whether they happen to be UTF-8, so both lists
//! are searched.

use std::collections::HashMap;

use ldap3::SearchEntry;
use uuid::Uuid;

use super::{extended_name, moment};

/// The values of accountExpires that mean "never".
const NEVER: [i64; 2] = [0, i64::MAX];

/// The bits of userAccountControl that are read (MS-ADTS 2.2.16).
const DISABLED: i64 = 0x2;
const LOCKED: i64 = 0x10;
const NORMAL_ACCOUNT: i64 = 0x200;
const PASSWORD_NEVER_EXPIRES: i64 = 0x1_0000;

pub(super) struct Entry(pub(super) SearchEntry);

impl Entry {
    /// Returns the distinguished name in its usual form.
    pub(super) fn dn(&self) -> &str {
        extended_name::dn(&self.0.dn)
    }

    pub(super) fn has(&self, name: &str) -> bool {
        attribute(&self.0.attrs, name).is_some() || attribute(&self.0.bin_attrs, name).is_some()
    }

    pub(super) fn texts(&self, name: &str) -> &[String] {
        attribute(&self.0.attrs, name).map_or(&[], Vec::as_slice)
    }

    /// Returns the values of an attribute with any options, such as `member;range=1-1`; `None` if it is missing.
    pub(super) fn with_options<'a>(&'a self, name: &'a str) -> Option<impl Iterator<Item = &'a str>> {
        let has_name = |key: &str| key.split(';').next().is_some_and(|bare| bare.eq_ignore_ascii_case(name));
        let mut found = self.0.attrs.iter().filter(move |(key, _)| has_name(key)).peekable();
        found.peek()?;
        Some(found.flat_map(|(_, values)| values.iter().map(String::as_str)))
    }

    /// Returns the first value that is not empty.
    pub(super) fn first(&self, name: &str) -> Option<&str> {
        self.texts(name).iter().map(String::as_str).find(|value| !value.trim().is_empty())
    }

    pub(super) fn text(&self, name: &str) -> Option<String> {
        self.first(name).map(str::to_owned)
    }

    pub(super) fn number(&self, name: &str) -> Option<i64> {
        self.first(name)?.parse().ok()
    }

    pub(super) fn is_true(&self, name: &str) -> bool {
        self.first(name).is_some_and(|text| text.eq_ignore_ascii_case("TRUE"))
    }

    /// Returns whether the controller gave only some of the values: `memberOf;range=0-1499`.
    pub(super) fn is_truncated(&self, name: &str) -> bool {
        let has_name = |key: &str| {
            let (bare, option) = key.split_once(';').unwrap_or_default();
            bare.eq_ignore_ascii_case(name) && option.starts_with("range=") && !option.ends_with('*')
        };
        self.0.attrs.keys().any(|key| has_name(key))
    }

    pub(super) fn bytes(&self, name: &str) -> Vec<Vec<u8>> {
        let binary = attribute(&self.0.bin_attrs, name).cloned().unwrap_or_default();
        let texts = self.texts(name).iter().cloned().map(String::into_bytes);
        binary.into_iter().chain(texts).collect()
    }

    /// Returns the objectGUID. Its first three parts are stored with the lowest byte first.
    pub(super) fn guid(&self) -> Option<Uuid> {
        let bytes: [u8; 16] = self.bytes("objectGUID").into_iter().next()?.try_into().ok()?;
        Some(Uuid::from_bytes_le(bytes))
    }

    /// Returns the objectGUID with hyphens and in lower case.
    pub(super) fn id(&self) -> Option<String> {
        Some(self.guid()?.hyphenated().to_string())
    }

    pub(super) fn is_disabled(&self) -> bool {
        self.number("userAccountControl").unwrap_or(DISABLED) & DISABLED != 0
    }

    /// Returns whether the account is locked now, as the controller computes it. lockoutTime stays set when a lockout
    /// ends by itself.
    pub(super) fn is_locked(&self) -> bool {
        self.number("msDS-User-Account-Control-Computed").unwrap_or(0) & LOCKED != 0
    }

    pub(super) fn is_normal_account(&self) -> bool {
        self.number("userAccountControl").unwrap_or(0) & NORMAL_ACCOUNT != 0
    }

    pub(super) fn never_expires_password(&self) -> bool {
        self.number("userAccountControl").unwrap_or(0) & PASSWORD_NEVER_EXPIRES != 0
    }

    pub(super) fn is_expired(&self, now: i64) -> bool {
        self.number("accountExpires")
            .filter(|end| !NEVER.contains(end))
            .and_then(moment::to_unix)
            .is_some_and(|end| end <= now)
    }
}

/// Returns the value of an attribute by its name, in upper or lower case, as controllers spell it differently.
fn attribute<'a, T>(values: &'a HashMap<String, T>, name: &str) -> Option<&'a T> {
    let spelled = || values.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value);
    values.get(name).or_else(spelled)
}

#[cfg(test)]
pub(super) fn entry(attributes: &[(&str, &str)]) -> Entry {
    let mut attrs = HashMap::<String, Vec<String>>::new();
    for (name, value) in attributes {
        attrs.entry((*name).to_owned()).or_default().push((*value).to_owned());
    }
    Entry(SearchEntry { dn: "CN=somebody".to_owned(), attrs, bin_attrs: HashMap::new() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn guid_is_read_from_text_and_binary_attributes() {
        let bytes: Vec<u8> = (1..=16).collect();
        let wanted = Some("04030201-0605-0807-090a-0b0c0d0e0f10".to_owned());
        let mut binary = entry(&[]);
        binary.0.bin_attrs.insert("objectGUID".to_owned(), vec![bytes.clone()]);
        assert_eq!(binary.id(), wanted);
        let text = String::from_utf8(bytes).expect("happens to be UTF-8");
        assert_eq!(entry(&[("objectguid", &text)]).id(), wanted);
    }

    #[test]
    fn values_are_found_under_attribute_options() {
        let changed =
            entry(&[("member;range=1-1", "CN=in"), ("member;range=0-0", "CN=out"), ("memberOf", "CN=other")]);
        let mut members: Vec<_> = changed.with_options("member").expect("there").collect();
        members.sort_unstable();
        assert_eq!(members, ["CN=in", "CN=out"]);
        assert!(changed.with_options("name").is_none());
    }

    #[test]
    fn account_states_are_read() {
        assert!(entry(&[("userAccountControl", "514")]).is_disabled());
        assert!(!entry(&[("userAccountControl", "512")]).is_disabled());
        assert!(entry(&[("msDS-User-Account-Control-Computed", "8388624")]).is_locked());
        assert!(!entry(&[("msDS-User-Account-Control-Computed", "8388608")]).is_locked());
        assert!(entry(&[]).is_disabled(), "an account whose state cannot be read counts as disabled");
        let end = moment::from_unix(1_800_000_000).to_string();
        let expires = entry(&[("accountExpires", &end)]);
        assert!(!expires.is_expired(1_799_999_999));
        assert!(expires.is_expired(1_800_000_000));
        for never in ["0", "9223372036854775807"] {
            assert!(!entry(&[("accountExpires", never)]).is_expired(1_800_000_000));
        }
    }
}
