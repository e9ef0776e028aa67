//! What stands in the document itself, where no program runs that could choose a language.

use std::path::Path;

use anyhow::{Context, Result};
use texts_compiler::{DOCUMENT, Locale, plain, read_all};

/// As HTML.
pub(super) struct Fallbacks {
    /// Where the page cannot start: in the first language, which static/boot.js replaces by the reader's.
    pub(super) broken: String,
    /// Where scripts are off: in every language.
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

/// A title and a sentence.
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
    fn scripts_that_are_off_are_named_in_every_language() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let Fallbacks { broken, no_script } = Fallbacks::read(&root).expect("texts");
        assert!(broken.starts_with("<h1>This page cannot start</h1>\n<p>Your browser"), "{broken}");
        assert!(no_script.contains("\n<p lang=\"sv\">JavaScript"), "{no_script}");
        assert_eq!(no_script.lines().count(), texts::Language::all().count());
    }
}
