//! Reads the attributes of an entry. The library sorts each value by whether it happens to be UTF-8, so both places are
//! looked in.

use std::collections::HashMap;

use ldap3::SearchEntry;

use super::moment;

/// "Never", in accountExpires.
const NEVER: [i64; 2] = [0, i64::MAX];

const DISABLED: i64 = 0x2;

pub(super) struct Entry(pub(super) SearchEntry);

impl Entry {
    pub(super) fn dn(&self) -> &str {
        &self.0.dn
    }

    pub(super) fn texts(&self, name: &str) -> Vec<String> {
        named(&self.0.attrs, name).cloned().unwrap_or_default()
    }

    /// The first value; nothing where it is empty.
    pub(super) fn text(&self, name: &str) -> Option<String> {
        named(&self.0.attrs, name)?.iter().find(|value| !value.trim().is_empty()).cloned()
    }

    pub(super) fn number(&self, name: &str) -> Option<i64> {
        self.text(name)?.parse().ok()
    }

    pub(super) fn is_true(&self, name: &str) -> bool {
        self.text(name).is_some_and(|text| text.eq_ignore_ascii_case("TRUE"))
    }

    pub(super) fn bytes(&self, name: &str) -> Vec<Vec<u8>> {
        let binary = named(&self.0.bin_attrs, name).cloned().unwrap_or_default();
        let texts = self.texts(name).into_iter().map(String::into_bytes);
        binary.into_iter().chain(texts).collect()
    }

    /// objectGUID as everyone writes it: the first three parts are stored with the lowest byte first.
    pub(super) fn id(&self) -> Option<String> {
        let bytes: [u8; 16] = self.bytes("objectGUID").into_iter().next()?.try_into().ok()?;
        Some(uuid::Uuid::from_bytes_le(bytes).hyphenated().to_string())
    }

    pub(super) fn is_disabled(&self) -> bool {
        self.number("userAccountControl").unwrap_or(DISABLED) & DISABLED != 0
    }

    pub(super) fn is_expired(&self, now: i64) -> bool {
        self.number("accountExpires")
            .filter(|end| !NEVER.contains(end))
            .and_then(moment::to_unix)
            .is_some_and(|end| end <= now)
    }
}

/// Controllers spell names of attributes as they like.
fn named<'a, T>(values: &'a HashMap<String, T>, name: &str) -> Option<&'a T> {
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
    fn an_id_is_read_from_either_place() {
        let bytes: Vec<u8> = (1..=16).collect();
        let wanted = Some("04030201-0605-0807-090a-0b0c0d0e0f10".to_owned());
        let mut binary = entry(&[]);
        binary.0.bin_attrs.insert("objectGUID".to_owned(), vec![bytes.clone()]);
        assert_eq!(binary.id(), wanted);
        let text = String::from_utf8(bytes).expect("happens to be UTF-8");
        assert_eq!(entry(&[("objectguid", &text)]).id(), wanted);
    }

    #[test]
    fn states_are_read() {
        assert!(entry(&[("userAccountControl", "514")]).is_disabled());
        assert!(!entry(&[("userAccountControl", "512")]).is_disabled());
        assert!(entry(&[]).is_disabled(), "what cannot be read is not written");
        let end = moment::from_unix(1_800_000_000).to_string();
        let expires = entry(&[("accountExpires", &end)]);
        assert!(!expires.is_expired(1_799_999_999));
        assert!(expires.is_expired(1_800_000_000));
        for never in ["0", "9223372036854775807"] {
            assert!(!entry(&[("accountExpires", never)]).is_expired(1_800_000_000));
        }
    }
}
