//! The readers of what users type and directories hold: any text. A reader returns its own result unchanged.

use domain::{UserName, name::Domains};
use input::{code, dn::DistinguishedName, mail, phone};

use super::text;

/// The digits of a code.
const DIGITS: usize = 6;

/// Every reader reads the text or refuses it.
pub(super) fn reader(data: &[u8]) -> bool {
    let Some(text) = text(data) else { return false };
    [name(text), number(text), address(text), code(text), distinguished_name(text)].contains(&true)
}

fn name(text: &str) -> bool {
    let domains = Domains { netbios: vec!["DEMO".to_owned()], suffixes: vec!["demo.example".to_owned()] };
    let Some(name) = UserName::parse(text, &domains) else { return false };
    if name.as_str().chars().count() <= domain::name::MAX_NAME_CHARACTERS {
        assert_eq!(UserName::parse(name.as_str(), &domains), Some(name), "one name has one spelling");
    }
    true
}

fn number(text: &str) -> bool {
    let Ok(number) = phone::read(text, phone::Country::parse("SE")) else { return false };
    let digits = number.strip_prefix('+').expect("a number in E.164 begins with a plus sign");
    assert!(digits.len() <= 15 && digits.bytes().all(|digit| digit.is_ascii_digit()));
    assert_eq!(phone::read(&number, phone::Country::parse("US")), Ok(number), "it needs no default country");
    true
}

fn address(text: &str) -> bool {
    let Some(address) = mail::read(text) else { return false };
    assert!(!address.contains(|letter: char| letter.is_control() || letter.is_whitespace()));
    assert_eq!(mail::read(&address), Some(address));
    true
}

fn code(text: &str) -> bool {
    assert!(code::typed(text, DIGITS).len() <= DIGITS);
    let Some(code) = code::find(text, DIGITS) else { return false };
    assert!(code.len() == DIGITS && code.bytes().all(|digit| digit.is_ascii_digit()));
    assert_eq!(code::find(&code, DIGITS), Some(code));
    true
}

fn distinguished_name(text: &str) -> bool {
    let Some(name) = DistinguishedName::parse(text) else { return false };
    assert!(name.is_within(&name));
    true
}
