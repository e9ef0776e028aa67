//! Keyed hashes of what must not stand in a table in clear: names, destinations, and what is derived from them.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::{AccountId, MethodKind, Purpose, ResetId, UserName};

pub use crate::keys::NameKey;
use crate::{keys::keyed_hash, masks};

/// A method is named by so many bytes: few resets are alive at once, and each names its own methods only.
const METHOD_ID_BYTES: usize = 16;

impl NameKey {
    /// By which accounts are looked up.
    pub fn name(&self, name: &UserName) -> String {
        self.encoded_hash("name", &[name.as_str()])
    }

    /// By which sends to a destination are counted, and a typed one is compared. What people add to numbers and
    /// addresses (spaces, brackets, capitals) makes no difference.
    pub fn destination(&self, kind: MethodKind, destination: &str) -> String {
        self.encoded_hash("destination", &[kind.name(), &normalize(kind, destination)])
    }

    /// The account that nobody has: always the same one for a name.
    pub fn decoy_account(&self, name: &UserName) -> AccountId {
        AccountId(format!("decoy-{}", self.encoded_hash("decoy account", &[name.as_str()])))
    }

    /// The bytes of an id in the directory that stands for a decoy where one is looked for: always the same one.
    pub fn decoy_guid(&self, decoy: &AccountId) -> [u8; 16] {
        let hash = keyed_hash(self.as_bytes(), "decoy guid", &[&decoy.0]);
        hash.first_chunk().copied().unwrap_or_default()
    }

    /// The hint of a method that nobody has: always the same one for a name.
    pub fn decoy_hint(&self, subject: &AccountId, kind: MethodKind, name: &UserName) -> String {
        let bytes = keyed_hash(self.as_bytes(), "decoy hint", &[&subject.0, kind.name()]);
        masks::decoy_mask(kind, &bytes, name.initial())
    }

    /// What a decoy's sends are counted by.
    pub fn decoy_destination(&self, subject: &AccountId, kind: MethodKind) -> String {
        self.encoded_hash("decoy destination", &[&subject.0, kind.name()])
    }

    /// Names a method of a reset. It says nothing about the account: two names that show equal ids would be one person.
    pub fn method_id(&self, reset: &ResetId, kind: MethodKind) -> String {
        let hash = keyed_hash(self.as_bytes(), "method", &[&reset.0, kind.name()]);
        let (half, _) = hash.split_at(METHOD_ID_BYTES);
        URL_SAFE_NO_PAD.encode(half)
    }

    fn encoded_hash(&self, label: &str, parts: &[&str]) -> String {
        URL_SAFE_NO_PAD.encode(keyed_hash(self.as_bytes(), label, parts))
    }
}

/// The word of a purpose, as it is stored.
pub const fn purpose_word(purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::ResetPassword => "reset-password",
        Purpose::UnlockAccount => "unlock-account",
        Purpose::ChangePassword => "change-password",
    }
}

/// A destination in one spelling.
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
    fn methods_of_different_resets_have_nothing_in_common() {
        let id = |reset: &str, kind| key().method_id(&ResetId(reset.into()), kind);
        assert_eq!(id("r", MethodKind::Mail), id("r", MethodKind::Mail));
        assert_ne!(id("r", MethodKind::Mail), id("r", MethodKind::TextMessage));
        assert_ne!(id("r", MethodKind::Mail), id("s", MethodKind::Mail));
    }

    #[test]
    fn decoys_are_always_the_same() {
        assert_eq!(key().decoy_account(&name("nobody")), key().decoy_account(&name("NOBODY")));
        let subject = AccountId("a".into());
        let destination = |kind| key().decoy_destination(&subject, kind);
        assert_eq!(destination(MethodKind::Mail), destination(MethodKind::Mail));
        assert_ne!(destination(MethodKind::Mail), destination(MethodKind::TextMessage));
        assert_eq!(key().decoy_hint(&subject, MethodKind::Mail, &name("nobody")), "n•••@•••");
    }
}
