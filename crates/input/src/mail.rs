//! Mail addresses, as users type them or a directory holds them.

use unicode_normalization::UnicodeNormalization as _;

use crate::plain::{plain, with_plain_marks};

/// The maximum length of an address (RFC 5321, erratum 1690).
const MAX_ADDRESS: usize = 254;
/// The maximum length of the part before the at sign (RFC 5321 4.5.3.1.1).
const MAX_LOCAL_PART: usize = 64;

/// Returns the address to which mail can be sent: without a display name or a scheme around it, the host in lower case
/// and in ASCII (RFC 5891). Returns `None` if mail cannot be sent there. Amazon SES takes ASCII before the at sign only
/// (<https://docs.aws.amazon.com/ses/latest/APIReference/API_Destination.html>).
pub fn read(text: &str) -> Option<String> {
    let text = with_plain_marks(&plain(text)).nfkc().collect::<String>();
    let end = text.trim_end_matches([';', ',']);
    let bracketed = end.split_once('<').and_then(|(_, rest)| rest.strip_suffix('>'));
    let text = bracketed.unwrap_or(&text);
    let text = without_scheme(text).trim();
    let (local, host) = text.rsplit_once('@')?;
    let host = idna::domain_to_ascii_strict(host).ok()?;
    let address = format!("{local}@{host}");
    (is_local_part(local) && is_host(&host) && address.len() <= MAX_ADDRESS).then_some(address)
}

/// Returns a text without `mailto:`, or `smtp:` as `proxyAddresses` has it.
fn without_scheme(text: &str) -> &str {
    let (scheme, rest) = text.split_once(':').unwrap_or_default();
    if ["mailto", "smtp"].iter().any(|known| scheme.eq_ignore_ascii_case(known)) { rest } else { text }
}

/// Returns whether a text is a dot-atom (RFC 5322 3.2.3).
fn is_local_part(text: &str) -> bool {
    let is_atom = |letter: char| letter.is_ascii_alphanumeric() || "!#$%&'*+/=?^_`{|}~-".contains(letter);
    text.len() <= MAX_LOCAL_PART && text.split('.').all(|atom| !atom.is_empty() && atom.chars().all(is_atom))
}

/// Returns whether a host has a name below a domain. An address in digits is none.
fn is_host(host: &str) -> bool {
    let mut labels = host.split('.');
    let is_domain = |label: &str| label.starts_with(|letter: char| letter.is_ascii_alphabetic());
    labels.next_back().is_some_and(is_domain) && labels.next().is_some_and(|label| !label.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn address_is_read_however_it_is_written() {
        for text in [
            "uli@home.example",
            " uli@home.example ",
            "uli@HOME.example",
            "smtp:uli@home.example",
            "SMTP:uli@home.example",
            "mailto:uli@home.example",
            "Uli Ünal <uli@home.example>",
            "<uli@home.example>",
            "\u{202a}uli@home.example\u{202c}\u{a0}",
            "uli\u{200b}@home.example",
            "Uli <mailto:uli@home.example>;",
            "ｕｌｉ＠ｈｏｍｅ．ｅｘａｍｐｌｅ",
        ] {
            assert_eq!(read(text).as_deref(), Some("uli@home.example"), "{text}");
        }
        assert_eq!(read("o'neil+x@müller.example").as_deref(), Some("o'neil+x@xn--mller-kva.example"));
        assert_eq!(read("o’neil@home.example").as_deref(), Some("o'neil@home.example"));
        assert_eq!(read("karl\u{2011}erik@home.example").as_deref(), Some("karl-erik@home.example"));
        assert_eq!(read("a@例え.jp").as_deref(), Some("a@xn--r8jz45g.jp"));
    }

    #[test]
    fn unmailable_addresses_are_refused() {
        let long_local = format!("{}@home.example", "a".repeat(65));
        let long = format!("a@{}.example", vec!["b".repeat(60); 5].join("."));
        for text in [
            "",
            "n/a",
            "ask hr",
            "uli",
            "@home.example",
            "uli@",
            "uli@home",
            "uli@home..example",
            "uli@.example",
            "uli@home.example.",
            "u li@home.example",
            "u@li@home.example",
            ".uli@home.example",
            "uli.@home.example",
            "u..li@home.example",
            "üli@home.example",
            "\"uli\"@home.example",
            "uli@[192.0.2.1]",
            "uli@192.0.2.1",
            "uli@-home.example",
            "uli@ho_me.example",
            "x:uli@home.example",
            "uli@home.example, bo@home.example",
            "uli@home.example; bo@home.example",
            &long_local,
            &long,
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn normalized_address_stays_unchanged(text in "\\PC{0,20}@?\\PC{0,20}(\\.[a-z]{2})?") {
            if let Some(address) = read(&text) {
                prop_assert!(address.is_ascii());
                prop_assert_eq!(read(&address), Some(address));
            }
        }
    }
}
