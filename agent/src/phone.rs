//! The country of telephone numbers that have no country code.

use input::phone::Country;

/// The country of numbers that have no country code: two letters of ISO 3166.
#[derive(Debug, Clone, Copy, serde::Deserialize)]
#[serde(try_from = "String")]
pub struct DefaultCountry(pub(crate) Country);

impl TryFrom<String> for DefaultCountry {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        Country::parse(&text).map(Self).ok_or_else(|| {
            format!(
                "`{text}` is not a country; write its two letters of ISO 3166 in capitals, such as \"SE\""
            )
        })
    }
}

#[cfg(test)]
mod tests {
    use super::DefaultCountry;

    #[test]
    fn country_is_two_known_letters() {
        assert!(DefaultCountry::try_from("SE".to_owned()).is_ok());
        assert!(DefaultCountry::try_from("Sweden".to_owned()).unwrap_err().contains("\"SE\""));
    }
}
