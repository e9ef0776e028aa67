//! User names in one spelling.

use unicode_normalization::UnicodeNormalization;

/// A user name in the one spelling by which accounts are looked up, decoys are derived and limits are kept:
/// compatibility forms composed, lower case, trimmed, and without the domain if that is the directory's own. So
/// `DEMO\anna`, `anna@demo.example` and `Anna` are one name, whether an account has it or not.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct UserName(String);

/// Prints no name, because names do not belong in a log.
impl std::fmt::Debug for UserName {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("UserName(..)")
    }
}

/// The maximum length of a name. A user principal name has at most 1024 characters in Active Directory, but users do
/// not type so many.
pub const MAX_NAME_CHARACTERS: usize = 256;

/// The names of the directory's domains.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Domains {
    /// `NetBIOS` names, as in `DEMO\anna`.
    pub netbios: Vec<String>,
    /// Suffixes of user principal names, as in `anna@demo.example`.
    pub suffixes: Vec<String>,
}

impl UserName {
    /// Returns the name in its canonical spelling; `None` if it is empty, too long or contains control characters.
    pub fn parse(typed: &str, domains: &Domains) -> Option<Self> {
        if typed.chars().count() > MAX_NAME_CHARACTERS || typed.chars().any(char::is_control) {
            return None;
        }
        let folded = fold(typed.trim());
        let bare = strip(&folded, domains);
        (!bare.is_empty()).then(|| Self(bare.to_owned()))
    }

    /// Returns the canonical spelling.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn fold(text: &str) -> String {
    // Twice, because lower-casing can produce what normalization would compose.
    text.nfkc().flat_map(char::to_lowercase).nfkc().collect::<String>().trim().to_owned()
}

fn strip<'a>(folded: &'a str, domains: &Domains) -> &'a str {
    if let Some((domain, name)) = folded.split_once('\\')
        && domains.netbios.iter().any(|own| fold(own) == domain)
    {
        return name;
    }
    if let Some((name, suffix)) = folded.rsplit_once('@')
        && domains.suffixes.iter().any(|own| fold(own) == suffix)
    {
        return name;
    }
    folded
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn domains() -> Domains {
        Domains { netbios: vec!["DEMO".into()], suffixes: vec!["Demo.Example".into()] }
    }

    fn canonical(typed: &str) -> Option<String> {
        UserName::parse(typed, &domains()).map(|name| name.as_str().to_owned())
    }

    #[test]
    fn all_spellings_of_a_name_are_one_name() {
        for typed in [
            "anna",
            " Anna ",
            "ANNA@demo.example",
            "demo\\anna",
            "DEMO\\Anna",
            "ａｎｎａ",
            "anna@DEMO.EXAMPLE",
        ] {
            assert_eq!(canonical(typed).as_deref(), Some("anna"), "{typed}");
        }
    }

    #[test]
    fn foreign_domains_are_kept() {
        assert_eq!(canonical("anna@home.example").as_deref(), Some("anna@home.example"));
        assert_eq!(canonical("other\\anna").as_deref(), Some("other\\anna"));
    }

    #[test]
    fn empty_long_and_control_characters_are_refused() {
        assert_eq!(canonical(""), None);
        assert_eq!(canonical(" \u{3000} "), None);
        assert_eq!(canonical("@demo.example"), None);
        assert_eq!(canonical("an\0na"), None);
        assert!(canonical(&"a".repeat(MAX_NAME_CHARACTERS)).is_some());
        assert_eq!(canonical(&"a".repeat(MAX_NAME_CHARACTERS + 1)), None);
    }

    #[test]
    fn names_are_not_printed() {
        let name = UserName::parse("anna", &domains()).unwrap();
        assert!(!format!("{name:?}").contains("anna"));
    }

    proptest! {
        #[test]
        fn canonical_name_is_its_own_canonical_form(typed in "\\PC{0,40}") {
            if let Some(once) = canonical(&typed) {
                let bare = Domains::default();
                let twice = UserName::parse(&once, &bare).map(|name| name.as_str().to_owned());
                prop_assert_eq!(twice, Some(once));
            }
        }
    }
}
