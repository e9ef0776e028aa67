//! Keyed hashes of names and destinations, which must not be in a table in clear, and decoys derived from them.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::{AccountId, Caller, MethodKind, ResetId, UserName};

pub use crate::keys::NameKey;
use crate::keys::keyed_hash;

/// The length of a method's id in bytes. It is enough, since few resets exist at once and each has only its own
/// methods.
const METHOD_ID_BYTES: usize = 16;

impl NameKey {
    /// Returns the hash of a name, by which accounts are looked up.
    pub fn name(&self, name: &UserName) -> String {
        self.encoded_hash("name", &[name.as_str()])
    }

    /// Returns every hash under which a name may be stored, the current one first.
    pub fn name_hashes(&self, name: &UserName) -> Vec<String> {
        self.encoded_hashes("name", &[name.as_str()])
    }

    /// Returns the caller who typed a name. The hash is short, because it only has to distinguish the names of one
    /// account.
    pub fn stranger(&self, name: &UserName) -> Caller {
        Caller::Stranger(self.encoded_hash("caller", &[name.as_str()]).chars().take(8).collect())
    }

    /// Returns the hash of a destination, by which sendings are counted and typed destinations are compared. Spaces,
    /// brackets and capitals make no difference.
    pub fn destination(&self, kind: MethodKind, destination: &str) -> String {
        self.encoded_hash("destination", &[kind.name(), &normalize(kind, destination)])
    }

    /// Returns every hash under which a destination may be stored, the current one first.
    pub fn destination_hashes(&self, kind: MethodKind, destination: &str) -> Vec<String> {
        self.encoded_hashes("destination", &[kind.name(), &normalize(kind, destination)])
    }

    /// Returns the decoy of a name, always the same one.
    pub fn decoy_account(&self, name: &UserName) -> AccountId {
        AccountId(format!("decoy-{}", self.encoded_hash("decoy account", &[name.as_str()])))
    }

    /// Returns the bytes of an objectGUID for a decoy, for a lookup in the directory. They are always the same.
    pub fn decoy_guid(&self, decoy: &AccountId) -> [u8; 16] {
        let hash = keyed_hash(self.keys().current(), "decoy guid", &[&decoy.0]);
        hash.first_chunk().copied().unwrap_or_default()
    }

    /// Returns the value by which the sendings of a decoy are counted.
    pub fn decoy_destination(&self, subject: &AccountId, kind: MethodKind) -> String {
        self.encoded_hash("decoy destination", &[&subject.0, kind.name()])
    }

    /// Returns the id of a method in a reset. It depends on the reset, since equal ids for two names would show that
    /// they are one user.
    pub fn method_id(&self, reset: &ResetId, kind: MethodKind) -> String {
        let hash = keyed_hash(self.keys().current(), "method", &[&reset.0, kind.name()]);
        let (half, _) = hash.split_at(METHOD_ID_BYTES);
        URL_SAFE_NO_PAD.encode(half)
    }

    fn encoded_hash(&self, label: &str, parts: &[&str]) -> String {
        encoded_hash(self.keys().current(), label, parts)
    }

    fn encoded_hashes(&self, label: &str, parts: &[&str]) -> Vec<String> {
        self.keys().all().map(|key| encoded_hash(key, label, parts)).collect()
    }
}

fn encoded_hash(key: &[u8; 32], label: &str, parts: &[&str]) -> String {
    URL_SAFE_NO_PAD.encode(keyed_hash(key, label, parts))
}

/// Returns a destination in one spelling.
fn normalize(kind: MethodKind, destination: &str) -> String {
    match kind {
        MethodKind::TextMessage => {
            let digits: String = destination.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
            digits.strip_prefix("00").map_or(digits.clone(), |rest| format!("+{rest}"))
        }
        MethodKind::Mail => destination.trim().to_lowercase(),
        MethodKind::AuthenticatorApp | MethodKind::Passkey | MethodKind::RecoveryCode => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use domain::{AccountId, MethodKind, ResetId, UserName, name::Domains};

    use crate::keys::{NameKey, Secret};

    fn key() -> NameKey {
        Secret::new("a secret of at least thirty-two bytes".into()).unwrap().name_key()
    }

    fn name(text: &str) -> UserName {
        UserName::parse(text, &Domains::default()).unwrap()
    }

    #[test]
    fn equal_names_have_equal_hashes() {
        assert_eq!(key().name(&name("Anna")), key().name(&name("anna")));
        assert_ne!(key().name(&name("anna")), key().name(&name("bo")));
        assert_eq!(key().name(&name("anna")).len(), 43);
    }

    #[test]
    fn spelling_of_a_destination_makes_no_difference() {
        let number = |text: &str| key().destination(MethodKind::TextMessage, text);
        assert_eq!(number("+46 (70) 000-00 42"), number("+46700000042"));
        assert_eq!(number("0046700000042"), number("+46700000042"));
        assert_ne!(number("+46700000043"), number("+46700000042"));
        let mail = |text: &str| key().destination(MethodKind::Mail, text);
        assert_eq!(mail(" Anna@Demo.Example"), mail("anna@demo.example"));
        assert_ne!(mail("+46700000042"), number("+46700000042"));
    }

    #[test]
    fn methods_of_different_resets_have_different_ids() {
        let id = |reset: &str, kind| key().method_id(&ResetId(reset.into()), kind);
        assert_eq!(id("r", MethodKind::Mail), id("r", MethodKind::Mail));
        assert_ne!(id("r", MethodKind::Mail), id("r", MethodKind::TextMessage));
        assert_ne!(id("r", MethodKind::Mail), id("s", MethodKind::Mail));
    }

    #[test]
    fn a_name_always_has_the_same_decoy() {
        assert_eq!(key().decoy_account(&name("nobody")), key().decoy_account(&name("NOBODY")));
        let subject = AccountId("a".into());
        let destination = |kind| key().decoy_destination(&subject, kind);
        assert_eq!(destination(MethodKind::Mail), destination(MethodKind::Mail));
        assert_ne!(destination(MethodKind::Mail), destination(MethodKind::TextMessage));
    }
}
