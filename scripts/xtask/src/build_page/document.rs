//! The texts of the HTML document itself, which are shown when no program runs.

use std::path::Path;

use anyhow::{Context, Result};
use texts_compiler::{DOCUMENT, Locale, plain, read_all};

/// The texts as HTML.
pub(super) struct Fallbacks {
    /// The text of a page that cannot start, in the first language. static/boot.js replaces it by the reader's.
    pub(super) broken: String,
    /// The text for browsers without scripts, in every language.
    pub(super) no_script: String,
}

impl Fallbacks {
    pub(super) fn read(root: &Path) -> Result<Self> {
        let locales = read_all(&root.join("locales"), "page")?;
        let [title, text] = broken(locales.first().context("there is no language")?);
        let no_script = locales.iter().map(no_script).collect::<Vec<_>>().join("\n");
        Ok(Self { broken: format!("<h1>{title}</h1>\n<p>{text}</p>"), no_script })
    }
}

/// Returns title and text of a page that cannot start.
pub(super) fn broken(locale: &Locale) -> [String; 2] {
    ["broken-title", "broken"].map(|name| plain(locale, &format!("{DOCUMENT}{name}")))
}

fn no_script(locale: &Locale) -> String {
    let direction = if locale.grammar.is_right_to_left() { " dir=\"rtl\"" } else { "" };
    let text = plain(locale, &format!("{DOCUMENT}no-script"));
    format!("<p lang=\"{}\"{direction}>{text}</p>", locale.tag)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_without_scripts_is_in_every_language() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let Fallbacks { broken, no_script } = Fallbacks::read(&root).expect("texts");
        assert!(broken.starts_with("<h1>This page cannot start</h1>\n<p>Your browser"), "{broken}");
        assert!(no_script.contains("\n<p lang=\"sv\">JavaScript"), "{no_script}");
        assert_eq!(no_script.lines().count(), texts::Language::all().count());
    }
}
