//! Telephone numbers, as users type them or a directory holds them.

use rlibphonenumber::{PHONE_NUMBER_UTIL as PLANS, PhoneNumber, PhoneNumberFormat, PhoneNumberType, Region};

use crate::plain::{plain, with_plain_digits};

/// A country: two letters of ISO 3166.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Country(Region);

impl Country {
    /// Parses the two letters in capitals, if the country has a numbering plan.
    pub fn parse(letters: &str) -> Option<Self> {
        let is_code = letters.len() == 2 && letters.bytes().all(|letter| letter.is_ascii_uppercase());
        let region = letters.parse().ok().filter(|_| is_code)?;
        PLANS.get_supported_regions().any(|known| known == region).then_some(Self(region))
    }

    /// Returns the country of a calling code, as `+46`; of several countries, the largest.
    pub fn from_calling_code(code: &str) -> Option<Self> {
        let code = code.strip_prefix('+')?.parse().ok()?;
        PLANS.get_region_for_country_code(code).filter(|region| *region != Region::World).map(Self)
    }
}

/// A reason why no text message can be sent to what is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unusable {
    /// It is no telephone number, or its length or its beginning is of no numbering plan.
    NotANumber,
    /// It has no country code, and no country is the default.
    NoCountry,
    /// It has an extension, which a text message cannot dial.
    Extension,
    /// It is of a kind that gets no text messages, such as a fixed line, or that costs extra.
    NotMobile,
}

/// Converts a number to E.164, as `+46701740601`. `default` is the country of numbers without a country code. A number
/// that has one is complete and is never read with another country.
pub fn read(text: &str, default: Option<Country>) -> Result<String, Unusable> {
    let text = with_plain_digits(&plain(text)).replace('＋', "+");
    let text = without_notes(&text).ok_or(Unusable::NotANumber)?;
    let is_complete = text.starts_with('+');
    let region = default.filter(|_| !is_complete).map(|country| country.0);
    if !is_complete && region.is_none() {
        return Err(Unusable::NoCountry);
    }
    let number = PLANS.parse(text, region).map_err(|_| Unusable::NotANumber)?;
    check(&number)?;
    // A letter in a number is a slip, such as O for 0: without it the number is perhaps somebody else's.
    if text.contains(char::is_alphabetic) {
        return Err(Unusable::NotANumber);
    }
    Ok(PLANS.format(&number, PhoneNumberFormat::E164).into_owned())
}

/// Returns a text without what is written before the number and after it: `Mobile: 070-174 06 01 (private)`.
fn without_notes(text: &str) -> Option<&str> {
    let is_digit = |letter: char| letter.is_ascii_digit();
    let number = text.get(text.find(|letter| letter == '+' || is_digit(letter))?..)?;
    let (before, note) = number.split_at(number.find(char::is_alphabetic).unwrap_or(number.len()));
    Some(if note.contains(is_digit) { number } else { before })
}

fn check(number: &PhoneNumber) -> Result<(), Unusable> {
    if !PLANS.is_valid_number(number) {
        return Err(Unusable::NotANumber);
    }
    if !number.extension().is_empty() {
        return Err(Unusable::Extension);
    }
    let kind = PLANS.get_number_type(number);
    if !matches!(kind, PhoneNumberType::Mobile | PhoneNumberType::FixedLineOrMobile) {
        return Err(Unusable::NotMobile);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn swedish(text: &str) -> Result<String, Unusable> {
        read(text, Country::parse("SE"))
    }

    #[test]
    fn numbers_become_e164_however_they_are_written() {
        for text in [
            "070-174 06 01",
            "+46 (0)70 174 06 01",
            "0046701740601",
            "+46701740601",
            "(070) 1740601",
            "tel:+46-70-174-06-01",
            "\u{202a}+46\u{a0}70\u{2011}174\u{200b}06 01\u{202c}",
            "＋４６ ７０ １７４ ０６ ０１",
            "٠٧٠١٧٤٠٦٠١",
            "070–174—06−01",
            "(+46) 70 174 06 01",
            "TEL:+46701740601",
            "Mobil: 070-174 06 01 (privat)",
            "携帯 +46 70 174 06 01 Anna",
        ] {
            assert_eq!(swedish(text).as_deref(), Ok("+46701740601"), "{text}");
        }
    }

    #[test]
    fn complete_number_is_never_read_with_another_country() {
        for (text, meant) in [
            ("+49 151 23456789", "+4915123456789"),
            ("+4915123456789", "+4915123456789"),
            ("+86 138 0013 8000", "+8613800138000"),
            ("+44 (0)7400 123456", "+447400123456"),
            ("+225 07 07 12 34 56", "+2250707123456"),
        ] {
            for default in ["US", "CA", "JM", "SE", "FR", "DE", "CN"] {
                assert_eq!(read(text, Country::parse(default)).as_deref(), Ok(meant), "{text} {default}");
            }
        }
    }

    #[test]
    fn numbers_without_text_messages_are_refused_with_a_reason() {
        use Unusable::{Extension, NoCountry, NotANumber, NotMobile};
        for (text, reason) in [
            ("", NotANumber),
            ("ask anna", NotANumber),
            ("070", NotANumber),
            ("+999 123 456 789", NotANumber),
            ("+46 70 174 06 01 123 456", NotANumber),
            ("+46 70 174 06 01 ext. 9", Extension),
            ("+46 8 123 456 78", NotMobile),
            ("+43 664 12345O7", NotANumber),
            ("+46 70 174 06 0l, 070-174 06 01", NotANumber),
            ("070-174 06 01 / 08-123 456 78", NotANumber),
            ("0900 123 45 67", NotMobile),
        ] {
            assert_eq!(swedish(text), Err(reason), "{text}");
        }
        assert_eq!(read("0701740601", None), Err(NoCountry));
        assert_eq!(read("Mobile: +46 70 174 06 01", None).as_deref(), Ok("+46701740601"));
    }

    #[test]
    fn countries_have_two_letters_and_a_numbering_plan() {
        let known = |letters| Country::parse(letters).is_some();
        assert!(known("SE") && known("JM") && known("AC"));
        assert!(["Sweden", "se", "S", "XX", "001", "", "AQ"].iter().all(|text| !known(text)));
        let of = |code| Country::from_calling_code(code);
        assert_eq!((of("+46"), of("+1")), (Country::parse("SE"), Country::parse("US")));
        assert_eq!([of("46"), of("+999"), of("+800"), of("")], [None; 4]);
    }

    /// Compares with libphonenumber's port to Python: see `testdata/numbers.py`.
    #[test]
    fn examples_of_all_countries_are_read_as_libphonenumber_does() {
        let mut wrong = Vec::new();
        for row in include_str!("../testdata/numbers.tsv").lines() {
            let columns: Vec<_> = row.split('\t').collect();
            let [text, country, meant] = columns.as_slice() else { panic!("{row}") };
            if read(text, Country::parse(country)).unwrap_or_else(|_| "-".to_owned()) != **meant {
                wrong.push(row);
            }
        }
        assert_eq!(wrong, [""; 0]);
    }

    proptest! {
        #[test]
        fn normalized_number_stays_unchanged_for_any_default(text in "[+0-9 ()-]{4,18}", default in "SE|US|DE|CN|IT") {
            if let Ok(number) = read(&text, Country::parse(&default)) {
                for other in [None, Country::parse("US"), Country::parse("SE")] {
                    prop_assert_eq!(read(&number, other), Ok(number.clone()));
                }
            }
        }
    }
}
