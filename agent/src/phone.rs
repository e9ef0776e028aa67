//! Reads telephone numbers as they are written in a directory, and converts them to E.164.

use phonenumber::{Mode, country};

/// The country of numbers that have no country code: two letters of ISO 3166.
#[derive(Debug, Clone, Copy, serde::Deserialize)]
#[serde(try_from = "String")]
pub struct Country(country::Id);

impl TryFrom<String> for Country {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        text.parse().map(Self).map_err(|_| {
            format!(
                "`{text}` is not a country; write its two letters of ISO 3166 in capitals, such as \"SE\""
            )
        })
    }
}

/// Converts a number to E.164. Returns `None` if it cannot be dialed.
pub fn normalize(text: &str, country: Country) -> Option<String> {
    let number = phonenumber::parse(Some(country.0), text).ok()?;
    // An extension cannot be dialed by a text message.
    (number.is_valid() && number.extension().is_none()).then(|| number.format().mode(Mode::E164).to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn swedish(text: &str) -> Option<String> {
        normalize(text, Country(country::Id::SE))
    }

    #[test]
    fn numbers_become_e164_however_they_are_written() {
        for text in ["070-174 06 01", "+46 (0)70 174 06 01", "0046701740601", "+46701740601", "(070) 1740601"]
        {
            assert_eq!(swedish(text).as_deref(), Some("+46701740601"), "{text}");
        }
    }

    #[test]
    fn foreign_number_needs_its_country_code() {
        assert_eq!(swedish("+44 7400 123456").as_deref(), Some("+447400123456"));
        assert_eq!(normalize("07400 123456", Country(country::Id::GB)).as_deref(), Some("+447400123456"));
    }

    #[test]
    fn numbers_that_cannot_be_dialed_are_none() {
        for text in ["", "ext. 12", "070", "ask anna", "+46 70 174 06 01 ext. 9", "+999 123 456 789"] {
            assert_eq!(swedish(text), None, "{text}");
        }
    }

    #[test]
    fn country_is_two_known_letters() {
        assert!(Country::try_from("SE".to_owned()).is_ok());
        assert!(Country::try_from("Sweden".to_owned()).is_err());
    }
}
