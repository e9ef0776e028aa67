//! Distinguished names (RFC 4514), compared as names.
//!
//! A name can be spelled in many ways: with spaces after commas, with escapes or code points, in upper or lower case,
//! with the parts of a multi-valued component in any order.

use unicode_normalization::UnicodeNormalization as _;

/// A distinguished name in one spelling, from the object itself up to its root.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DistinguishedName(Vec<Component>);

/// A relative distinguished name: one or more pairs of a type and a value, sorted.
type Component = Vec<(String, String)>;

impl DistinguishedName {
    /// Parses a distinguished name (RFC 4514). Returns `None` if the text is not one.
    pub fn parse(text: &str) -> Option<Self> {
        let mut components = vec![Component::new()];
        let mut reader = Reader(text);
        if text.trim().is_empty() {
            return None;
        }
        loop {
            let pair = (attribute_type(reader.until_equals()?)?, reader.value()?);
            components.last_mut()?.push(pair);
            match reader.separator() {
                Some('+') => {}
                Some(_) => components.push(Component::new()),
                None if reader.0.is_empty() => break,
                None => return None,
            }
        }
        for component in &mut components {
            component.sort_unstable();
        }
        Some(Self(components))
    }

    /// Returns whether this name is equal to another or below it.
    pub fn is_within(&self, base: &Self) -> bool {
        self.0.ends_with(&base.0)
    }
}

/// Returns a type in one spelling; `None` if it is neither a descriptor nor an object identifier (RFC 4512 1.4).
fn attribute_type(text: &str) -> Option<String> {
    let text = text.trim().to_ascii_lowercase();
    let text = text.strip_prefix("oid.").unwrap_or(&text);
    let is_name = text.starts_with(|letter: char| letter.is_ascii_alphabetic())
        && text.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '-');
    let is_identifier = text.contains('.')
        && text.split('.').all(|arc| !arc.is_empty() && arc.bytes().all(|byte| byte.is_ascii_digit()));
    match text {
        // The identifiers of the types that names usually have (RFC 4514 3).
        "2.5.4.3" => Some("cn".to_owned()),
        "2.5.4.6" => Some("c".to_owned()),
        "2.5.4.7" => Some("l".to_owned()),
        "2.5.4.8" => Some("st".to_owned()),
        "2.5.4.9" => Some("street".to_owned()),
        "2.5.4.10" => Some("o".to_owned()),
        "2.5.4.11" => Some("ou".to_owned()),
        "0.9.2342.19200300.100.1.1" => Some("uid".to_owned()),
        "0.9.2342.19200300.100.1.25" => Some("dc".to_owned()),
        _ => (is_name || is_identifier).then(|| text.to_owned()),
    }
}

/// The characters that separate components, and the parts of a component.
const SEPARATORS: [char; 3] = [',', ';', '+'];

/// The part of a name that is not read yet.
struct Reader<'a>(&'a str);

impl<'a> Reader<'a> {
    fn until_equals(&mut self) -> Option<&'a str> {
        let (before, rest) = self.0.split_once('=')?;
        self.0 = rest;
        Some(before)
    }

    /// Reads a value, up to the separator that follows it.
    fn value(&mut self) -> Option<String> {
        self.0 = self.0.trim_start();
        let bytes = match self.0.as_bytes().first() {
            Some(b'#') => self.hexadecimal()?,
            Some(b'"') => self.quoted()?,
            _ => self.unquoted()?,
        };
        let value = String::from_utf8(bytes).ok()?;
        (!value.is_empty()).then(|| folded(&value))
    }

    /// Reads `#` and the value's BER encoding: a tag, a length of one byte and a string.
    fn hexadecimal(&mut self) -> Option<Vec<u8>> {
        let end = self.0.find(SEPARATORS).unwrap_or(self.0.len());
        let text = self.take(end)?.get(1..)?;
        let digits: Vec<u8> =
            text.trim().chars().map(|letter| letter.to_digit(16)?.try_into().ok()).collect::<Option<_>>()?;
        let bytes: Vec<u8> =
            digits.chunks(2).map(|pair| Some(pair.first()? << 4 | pair.get(1)?)).collect::<Option<_>>()?;
        let [_, length, value @ ..] = bytes.as_slice() else { return None };
        (usize::from(*length) == value.len() && value.len() < 128).then(|| value.to_vec())
    }

    /// Reads a value in quotation marks, as RFC 2253 and older allowed.
    fn quoted(&mut self) -> Option<Vec<u8>> {
        self.0 = self.0.get(1..)?;
        let mut value = Vec::new();
        while !self.0.starts_with('"') {
            self.read_letter(&mut value)?;
        }
        self.0 = self.0.get(1..)?;
        Some(value)
    }

    fn unquoted(&mut self) -> Option<Vec<u8>> {
        let (mut value, mut end) = (Vec::new(), 0);
        while let Some(letter) = self.0.chars().next().filter(|letter| !SEPARATORS.contains(letter)) {
            if matches!(letter, '"' | '<' | '>' | '\0') {
                return None;
            }
            self.read_letter(&mut value)?;
            // Spaces at the end do not belong to the value, unless they are escaped.
            if letter != ' ' {
                end = value.len();
            }
        }
        value.truncate(end);
        Some(value)
    }

    /// Reads a character, an escaped character or an escaped byte.
    fn read_letter(&mut self, value: &mut Vec<u8>) -> Option<()> {
        let letter = self.0.chars().next()?;
        if letter != '\\' {
            value.extend(self.take(letter.len_utf8())?.bytes());
            return Some(());
        }
        self.take(1)?;
        if let Some(digits) = self.0.get(..2).filter(|digits| digits.bytes().all(|it| it.is_ascii_hexdigit()))
        {
            value.push(u8::from_str_radix(digits, 16).ok()?);
            return self.take(2).map(drop);
        }
        let escaped = self.0.chars().next().filter(|letter| !letter.is_alphanumeric())?;
        value.extend(self.take(escaped.len_utf8())?.bytes());
        Some(())
    }

    fn separator(&mut self) -> Option<char> {
        self.0 = self.0.trim_start();
        let separator = self.0.chars().next().filter(|letter| SEPARATORS.contains(letter))?;
        self.take(1)?;
        Some(separator)
    }

    fn take(&mut self, bytes: usize) -> Option<&'a str> {
        let (taken, rest) = self.0.split_at_checked(bytes)?;
        self.0 = rest;
        Some(taken)
    }
}

/// Returns a value in one spelling: composed, in lower case, with one space for several (RFC 4518).
fn folded(value: &str) -> String {
    let folded = value.nfkc().flat_map(char::to_lowercase).nfkc().collect::<String>();
    folded.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn name(text: &str) -> DistinguishedName {
        DistinguishedName::parse(text).unwrap_or_else(|| panic!("{text} is a name"))
    }

    #[test]
    fn all_spellings_of_a_name_are_equal() {
        for (one, other) in [
            ("OU=People,OU=Corp,DC=demo,DC=example", " ou = people , OU= Corp;DC=DEMO, dc=example "),
            ("OU=Sales\\, North,DC=x", "OU=Sales\\2C North,DC=x"),
            ("OU=Sales\\, North,DC=x", "OU=\"Sales, North\",DC=x"),
            ("OU=Älvsjö,DC=x", "ou=ÄLVSJÖ,dc=X"),
            ("OU=Älvsjö,DC=x", "OU=\\C3\\84lvsj\\C3\\B6,DC=x"),
            ("OU=Älvsjö,DC=x", "OU=A\u{308}lvsjo\u{308},DC=x"),
            ("CN=a+OU=b,DC=x", "OU=B + CN=A,DC=x"),
            ("CN=a,DC=x", "2.5.4.3=a,OID.0.9.2342.19200300.100.1.25=x"),
            ("CN=a,DC=x", "CN=#0C0161,DC=x"),
            ("UID=a,O=b,C=SE", "0.9.2342.19200300.100.1.1=a,2.5.4.10=b,2.5.4.6=se"),
            ("OU=Отдел кадров,DC=x", "ou=ОТДЕЛ\\20КАДРОВ,dc=x"),
            ("CN=人事\\, 東京,DC=x", "cn=\\E4\\BA\\BA事\\2c\\ 東京,DC=X"),
            ("CN=a\u{a0}b,DC=x", "CN=a b,DC=x"),
            ("CN=a b,DC=x", "CN=a   b,DC=x"),
            ("CN=\\#a\\ ,DC=x", "CN=\\23a\\20,DC=x"),
            ("CN=\\+A,DC=x", "CN=\\2Ba,DC=x"),
        ] {
            assert_eq!(name(one), name(other), "{one} and {other}");
        }
    }

    #[test]
    fn different_names_differ() {
        for (one, other) in [
            ("CN=a,DC=x", "OU=a,DC=x"),
            ("CN=a,DC=x", "CN=a,DC=y"),
            ("CN=a,CN=b", "CN=b,CN=a"),
            ("CN=a+OU=b,DC=x", "CN=a,OU=b,DC=x"),
            ("CN=a\\,DC\\=x", "CN=a,DC=x"),
            ("CN=a b", "CN=ab"),
        ] {
            assert_ne!(name(one), name(other), "{one} and {other}");
        }
    }

    #[test]
    fn names_are_within_their_bases() {
        let within = |text: &str, base: &str| name(text).is_within(&name(base));
        assert!(within("OU=a,DC=x", "ou=A, dc=x") && within("CN=b,OU=a,DC=x", "OU=a,DC=x"));
        assert!(!within("OU=ba,DC=x", "OU=a,DC=x") && !within("DC=x", "OU=a,DC=x"));
        assert!(!within("CN=b\\,OU=a,DC=x", "OU=a,DC=x"), "an escaped comma separates nothing");
    }

    #[test]
    fn texts_that_are_no_names_are_refused() {
        for text in [
            "",
            " ",
            "Readmit Users",
            "CN",
            "CN=",
            "=a",
            "CN=a,",
            "CN=a,,DC=x",
            "C N=a",
            "CN=a\\",
            "CN=a\\x,DC=x",
            "CN=<a>",
            "CN=\"a",
            "CN=\"a\"b,DC=x",
            "CN=#0C0261",
            "CN=#0C01g1",
            "CN=\\FF",
            "1=a",
            "1..2=a",
        ] {
            assert_eq!(DistinguishedName::parse(text), None, "{text}");
        }
    }

    /// Escapes a value as RFC 4514 2.4 says, or byte by byte.
    fn escape(value: &str, by_byte: bool) -> String {
        if by_byte {
            return value
                .bytes()
                .flat_map(|byte| format!("\\{byte:02x}").into_bytes())
                .map(char::from)
                .collect();
        }
        value
            .chars()
            .flat_map(|letter| ['\\', letter].into_iter().skip(usize::from(letter.is_alphanumeric())))
            .collect()
    }

    proptest! {
        #[test]
        fn escapes_make_no_difference(value in "[^\\p{Cn}\\x00 ]{1,12}", base in "[a-z]{1,3}") {
            let spelled = |by_byte| DistinguishedName::parse(&format!("CN={},DC={base}", escape(&value, by_byte)));
            let (one, other) = (spelled(false), spelled(true));
            prop_assert!(one.is_some() || folded(&value).is_empty());
            prop_assert_eq!(&one, &other);
        }

        #[test]
        fn no_text_makes_the_parser_panic(text in "\\PC{0,40}") {
            let _any = DistinguishedName::parse(&text);
        }
    }
}
