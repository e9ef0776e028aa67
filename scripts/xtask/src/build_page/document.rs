//! What the document itself says, in every language: no program runs then that could choose one.

use std::path::Path;

use anyhow::Result;
use texts::Catalog;
use texts_compiler::{DOCUMENT, Locale, joined, read_all};

/// What is shown in place of the page, as HTML.
pub(super) struct Fallbacks {
    /// Where it cannot start.
    pub(super) broken: String,
    /// Where scripts are off.
    pub(super) no_script: String,
}

impl Fallbacks {
    pub(super) fn read(root: &Path) -> Result<Self> {
        let locales = read_all(&root.join("locales"), "page")?;
        Ok(Self {
            broken: in_every_language(&locales, "broken"),
            no_script: in_every_language(&locales, "no-script"),
        })
    }
}

/// A title in the first language, and the text in all.
fn in_every_language(locales: &[Locale], name: &str) -> String {
    let say = |locale, name: &str| {
        let key = format!("{DOCUMENT}{name}");
        Catalog::new(&format!("\0{}", joined(locale, [Some(&key)]))).text(0, &|_| String::new())
    };
    let mut html = Vec::new();
    for (place, locale) in locales.iter().enumerate() {
        let text = say(locale, name);
        if place == 0 {
            html.push(format!("<h1>{}</h1>\n<p>{text}</p>", say(locale, &format!("{name}-title"))));
        } else {
            let direction = if locale.grammar.is_right_to_left() { " dir=\"rtl\"" } else { "" };
            html.push(format!("<p lang=\"{}\"{direction}>{text}</p>", locale.tag));
        }
    }
    html.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_is_there() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let Fallbacks { broken, no_script } = Fallbacks::read(&root).expect("texts");
        assert!(broken.starts_with("<h1>This page cannot start</h1>\n<p>Your browser"), "{broken}");
        assert!(broken.contains("\n<p lang=\"sv\">Webbläsaren"), "{broken}");
        assert_eq!(no_script.lines().count(), 1 + texts::Language::all().count());
    }
}
