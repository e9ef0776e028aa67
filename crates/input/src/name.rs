//! User names in one spelling.

use unicode_normalization::UnicodeNormalization as _;

use crate::plain::{plain, with_plain_marks};

/// A user name in the one spelling by which accounts are looked up, decoys are derived and limits are kept:
/// compatibility forms composed, in lower case, without invisible characters, with plain hyphens and apostrophes. Names
/// of a domain of the directory are spelled `netbios\name` or `name@suffix`, whichever the domain was named by; a name
/// alone stays alone. An address may be pasted as programs show it: `Anna <anna@demo.example>;` or `mailto:`.
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
    /// Suffixes of user principal names, as in `anna@demo.example`: the domains' DNS names, and others.
    pub suffixes: Vec<String>,
}

impl UserName {
    /// Returns the name in its canonical spelling; `None` if it is empty, too long or contains control characters.
    pub fn parse(typed: &str, domains: &Domains) -> Option<Self> {
        let visible = plain(typed);
        if typed.chars().count() > MAX_NAME_CHARACTERS || visible.chars().any(char::is_control) {
            return None;
        }
        let mut spelled = fold(&visible);
        loop {
            let again = domains.spell(address_within(&spelled))?;
            if again == spelled {
                return (!spelled.is_empty()).then_some(Self(spelled));
            }
            spelled = again;
        }
    }

    /// Returns the canonical spelling.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Domains {
    /// Returns a folded name with its domain in its place: a `NetBIOS` name before it, a suffix after it. `None` if
    /// there is only a domain. A slash stands for a backslash after a domain of the directory: no name of it has one.
    fn spell(&self, folded: &str) -> Option<String> {
        let is_one_of = |names: &[String], domain: &str| names.iter().any(|own| fold(own) == domain);
        let is_own = |domain: &str| is_one_of(&self.suffixes, domain) || is_one_of(&self.netbios, domain);
        let slashed = folded.split_once('/').filter(|(domain, _)| is_own(domain.trim()));
        let before = slashed.or_else(|| folded.split_once('\\')).map(|(domain, name)| (name, domain));
        let Some((name, domain)) = before.or_else(|| folded.rsplit_once('@')) else {
            return Some(folded.to_owned());
        };
        let (name, domain) = (name.trim(), domain.trim());
        if is_one_of(&self.suffixes, domain) {
            return (!name.is_empty()).then(|| format!("{name}@{domain}"));
        }
        if is_one_of(&self.netbios, domain) {
            return (!name.is_empty()).then(|| format!("{domain}\\{name}"));
        }
        Some(folded.to_owned())
    }
}

/// Returns the address in a text that a mail program shows or copies, or the text itself.
fn address_within(text: &str) -> &str {
    let end = text.trim_end_matches([';', ',']);
    let bracketed = end.strip_suffix('>').and_then(|text| text.rsplit_once('<')).map(|(_, address)| address);
    let address = bracketed.unwrap_or(text);
    let schemes = ["mailto:", "smtp:", "sip:"];
    schemes.iter().find_map(|scheme| address.strip_prefix(scheme)).unwrap_or(address).trim()
}

fn fold(text: &str) -> String {
    // Twice, because lower-casing can produce what normalization would compose.
    let folded = with_plain_marks(text).nfkc().flat_map(char::to_lowercase).nfkc().collect::<String>();
    with_plain_marks(&plain(&folded))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn domains() -> Domains {
        let suffixes = vec!["Demo.Example".into(), "first.example".into(), "second.example".into()];
        Domains { netbios: vec!["DEMO".into(), "OTHER".into()], suffixes }
    }

    fn canonical(typed: &str) -> Option<String> {
        UserName::parse(typed, &domains()).map(|name| name.as_str().to_owned())
    }

    #[test]
    fn all_spellings_of_a_name_are_one_name() {
        let spellings: [(&str, &[&str]); 5] = [
            ("anna", &["anna", " Anna ", "ａｎｎａ", "\u{200b}an\u{ad}na\u{a0}", "\u{202a}ANNA\u{202c}"]),
            (
                "anna@demo.example",
                &[
                    "ANNA@demo.example",
                    "anna@DEMO.EXAMPLE",
                    "demo.example\\Anna",
                    "anna @ demo.example",
                    "Anna Lindqvist <Anna@demo.example>;",
                    "mailto:anna@demo.example",
                    "<mailto:anna@demo.example>",
                    "anna＠demo.example",
                ],
            ),
            (
                "demo\\anna",
                &["DEMO\\Anna", "demo\\anna", "anna@DEMO", "ｄｅｍｏ＼anna", "DEMO/anna", "DEMO / Anna"],
            ),
            ("karl-erik", &["Karl-Erik", "karl\u{2011}erik", "karl–erik", "karl－erik"]),
            ("o'neil", &["O'Neil", "o’neil", "o‘neil", "o´neil", "o＇neil"]),
        ];
        for (meant, spellings) in spellings {
            for typed in spellings {
                assert_eq!(canonical(typed).as_deref(), Some(meant), "{typed}");
            }
        }
    }

    #[test]
    fn suffixes_and_domains_are_separate_name_spaces() {
        let typed = ["toto", "toto@first.example", "toto@second.example", "DEMO\\toto", "OTHER\\toto"];
        let mut names: Vec<_> = typed.iter().filter_map(|typed| canonical(typed)).collect();
        names.sort();
        names.dedup();
        assert_eq!(names.len(), typed.len());
    }

    #[test]
    fn foreign_domains_are_kept() {
        assert_eq!(canonical("anna@home.example").as_deref(), Some("anna@home.example"));
        assert_eq!(canonical("elsewhere\\anna").as_deref(), Some("elsewhere\\anna"));
        assert_eq!(canonical("elsewhere/anna").as_deref(), Some("elsewhere/anna"));
    }

    #[test]
    fn empty_long_and_control_characters_are_refused() {
        for typed in ["", " \u{3000} ", "@demo.example", "DEMO\\", "an\0na", "\u{200b}"] {
            assert_eq!(canonical(typed), None, "{typed}");
        }
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
        fn canonical_name_stays_unchanged(typed in "\\PC{0,40}|(demo|other)[\\\\@][a-z@\\\\]{0,9}|[a-z@\\\\]{0,9}@(demo|first)(.example)?|[a-z<>;/]{0,4}(demo|mailto:|<)[a-z/<>;@]{0,6}(@demo)?") {
            if let Some(once) = canonical(&typed) {
                prop_assert_eq!(canonical(&once), Some(once));
            }
        }
    }
}
