//! Keyed hashes of what must not stand in a table in clear: names, destinations, and what is derived from them.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use reset_domain::{AccountId, MethodId, MethodKind, UserName};

use crate::keys::{NameKey, keyed_hash};

impl NameKey {
    /// By which accounts are looked up.
    pub fn name(&self, name: &UserName) -> String {
        self.text("name", &[name.as_str()])
    }

    /// By which sends to a destination are counted, and a typed one is compared. What people add to numbers and
    /// addresses (spaces, brackets, capitals) makes no difference.
    pub fn destination(&self, kind: MethodKind, destination: &str) -> String {
        self.text("destination", &[method_word(kind), &plain(kind, destination)])
    }

    /// The account that nobody has: always the same one for a name.
    pub fn decoy_account(&self, name: &UserName) -> AccountId {
        AccountId(format!("decoy-{}", self.text("decoy account", &[name.as_str()])))
    }

    /// Random-looking bytes for a decoy's method, always the same ones for a name.
    pub fn decoy_bytes(&self, name: &UserName, kind: MethodKind) -> [u8; 32] {
        keyed_hash(self.as_bytes(), "decoy method", &[name.as_str(), method_word(kind)])
    }

    /// Names a method: the same in every reset of an account (or decoy), so that its sends are counted together.
    pub fn method(&self, account: &AccountId, kind: MethodKind) -> MethodId {
        MethodId(self.text("method", &[&account.0, method_word(kind)]))
    }

    fn text(&self, label: &str, parts: &[&str]) -> String {
        URL_SAFE_NO_PAD.encode(keyed_hash(self.as_bytes(), label, parts))
    }
}

/// The kind's one word in storage.
pub(crate) const fn method_word(kind: MethodKind) -> &'static str {
    match kind {
        MethodKind::TextMessage => "text-message",
        MethodKind::Mail => "mail",
    }
}

/// A destination in one spelling.
fn plain(kind: MethodKind, destination: &str) -> String {
    match kind {
        MethodKind::TextMessage => {
            let digits: String = destination.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
            digits.strip_prefix("00").map_or(digits.clone(), |rest| format!("+{rest}"))
        }
        MethodKind::Mail => destination.trim().to_lowercase(),
    }
}

#[cfg(test)]
mod tests {
    use reset_domain::{AccountId, MethodKind, UserName, name::Domains};

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
    fn decoys_and_methods_are_always_the_same() {
        assert_eq!(key().decoy_account(&name("nobody")), key().decoy_account(&name("NOBODY")));
        let account = AccountId("a".into());
        assert_eq!(key().method(&account, MethodKind::Mail), key().method(&account, MethodKind::Mail));
        assert_ne!(key().method(&account, MethodKind::Mail), key().method(&account, MethodKind::TextMessage));
        assert_ne!(
            key().decoy_bytes(&name("nobody"), MethodKind::Mail),
            key().decoy_bytes(&name("nobody"), MethodKind::TextMessage)
        );
    }
}
