//! The company's branding.

use serde::{Deserialize, Deserializer, Serialize};

/// The name, the logo and the colors with which pages and messages present the company.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Branding {
    /// The company's name, at most 30 characters: it begins every text message.
    #[serde(deserialize_with = "short_name")]
    pub name: String,
    /// The name that begins text messages instead, if another alphabet makes them cost more than one segment.
    #[serde(deserialize_with = "short_name_or_none")]
    pub text_message_name: Option<String>,
    /// The logo above the page's card.
    pub logo: Option<Image>,
    /// The color of buttons and links.
    pub accent: Color,
    /// The color of text on buttons.
    pub on_accent: Color,
    /// The color behind the card.
    pub background: Option<Color>,
    /// The picture behind the card, laid over the color.
    pub background_image: Option<Image>,
}

impl Default for Branding {
    fn default() -> Self {
        Self {
            name: "Readmit".to_owned(),
            text_message_name: None,
            logo: None,
            accent: Color("#1f5fbf".to_owned()),
            on_accent: Color("#ffffff".to_owned()),
            background: None,
            background_image: None,
        }
    }
}

impl Branding {
    /// Returns the name that begins text messages.
    pub fn name_in_text_messages(&self) -> &str {
        self.text_message_name.as_ref().unwrap_or(&self.name)
    }
}

macro_rules! parsed_text {
    ($(#[$doc:meta])* $name:ident, $valid:expr, $remedy:literal) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Serialize)]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            /// Returns the text as written.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = String::deserialize(deserializer)?;
                let valid: fn(&str) -> bool = $valid;
                if valid(&text) {
                    Ok(Self(text))
                } else {
                    Err(serde::de::Error::custom(format!(concat!("{:?}: ", $remedy), text)))
                }
            }
        }
    };
}

parsed_text!(
    /// A color, `#rrggbb`.
    Color,
    |text| text.len() == 7 && text.starts_with('#') && text.chars().skip(1).all(|c| c.is_ascii_hexdigit()),
    "write a color as #rrggbb"
);

parsed_text!(
    /// An image on the page's own site, or in a `data:` URL: the content-security-policy allows no other origin.
    Image,
    |text| (text.starts_with('/') && !text.starts_with("//")) || text.starts_with("data:image/"),
    "write a path on this site (/logo.svg) or a data:image/ URL; pages load nothing from other sites"
);

parsed_text!(
    /// A link that a user may follow.
    Link,
    |text| ["https://", "mailto:", "tel:"].iter().any(|scheme| text.starts_with(scheme)),
    "begin the link with https://, mailto: or tel:"
);

fn short_name<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    let name = String::deserialize(deserializer)?;
    checked_name(name)
}

fn short_name_or_none<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    Option::deserialize(deserializer)?.map(checked_name).transpose()
}

fn checked_name<E: serde::de::Error>(name: String) -> Result<String, E> {
    let length = name.chars().count();
    if (1..=30).contains(&length) && !name.chars().any(char::is_control) {
        Ok(name)
    } else {
        Err(E::custom("give the company's name 1 to 30 characters, without line breaks"))
    }
}
