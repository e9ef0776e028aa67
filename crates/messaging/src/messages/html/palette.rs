//! The colors of a mail: the company's, and those of the pages.

use domain::policy::{Branding, Color};

/// The color of what matters less.
pub(super) const SOFT: &str = "#536072";

const DARK_BACKGROUND: &str = "#0b0e13";
const LIGHT_BACKGROUND: &str = "#eaeff5";

/// The colors of a mail.
pub(super) struct Palette {
    /// The color of buttons and links.
    pub(super) accent: String,
    /// The color of text on buttons.
    pub(super) on_accent: String,
    /// The color behind the card.
    pub(super) background: String,
}

impl Palette {
    pub(super) fn from_branding(branding: &Branding) -> Self {
        let background = branding.background.as_ref().map_or(LIGHT_BACKGROUND, Color::as_str);
        Self {
            accent: branding.accent.as_str().to_owned(),
            on_accent: branding.on_accent.as_str().to_owned(),
            background: background.to_owned(),
        }
    }

    /// Returns the styles of a dark mail.
    pub(super) fn style(&self) -> String {
        let (background, link) =
            (mix(&self.background, DARK_BACKGROUND, 10), mix(&self.accent, "#ffffff", 55));
        format!(
            ":root{{color-scheme:light dark}}\
             @media (prefers-color-scheme:dark){{\
             .page{{background:{background}!important}}\
             .card{{background:#1a2029!important;color:#eef2f7!important}}\
             .soft{{color:#a9b5c4!important}}\
             .line{{border-color:#3a4554!important}}\
             .code{{background:#12171e!important}}\
             .link{{color:{link}!important}}}}"
        )
    }
}

/// Mixes two colors: so many hundredths of the first, the rest of the second.
fn mix(first: &str, second: &str, hundredths: u32) -> String {
    let part = |color: &str, at: usize| {
        let digits = color.get(at..at + 2).unwrap_or_default();
        u32::from_str_radix(digits, 16).unwrap_or_default()
    };
    let mixed = |at| (part(first, at) * hundredths + part(second, at) * (100 - hundredths)) / 100;
    format!("#{:02x}{:02x}{:02x}", mixed(1), mixed(3), mixed(5))
}

#[cfg(test)]
mod tests {
    use super::mix;

    #[test]
    fn colors_are_mixed_by_hundredths() {
        assert_eq!(mix("#102030", "#ffffff", 100), "#102030");
        assert_eq!(mix("#102030", "#ffffff", 0), "#ffffff");
        assert_eq!(mix("#000000", "#ffffff", 55), "#727272");
    }
}
