//! The texts of the HTML document itself, which are shown when no program runs.

use std::path::Path;

use anyhow::{Context, Result, ensure};
use texts_compiler::{DOCUMENT, Locale, plain, read_all};

/// The texts as HTML.
pub(super) struct Fallbacks {
    /// The text of a page that cannot start, in the first language. static/boot.js replaces it by the reader's.
    pub(super) broken: String,
    /// The text for browsers without scripts, in every language.
    pub(super) no_script: String,
    locales: Vec<Locale>,
}

impl Fallbacks {
    pub(super) fn read(root: &Path) -> Result<Self> {
        let locales = read_all(&root.join("locales"), "page")?;
        let [title, text] = broken(locales.first().context("there is no language")?);
        let no_script = locales.iter().map(no_script).collect::<Vec<_>>().join("\n");
        Ok(Self { broken: format!("<h1>{title}</h1>\n<p>{text}</p>"), no_script, locales })
    }

    /// Returns the first step of a page, with each `{{name}}` replaced by that text in every language.
    pub(super) fn start(&self, template: &str) -> Result<String> {
        let mut parts = template.split("{{");
        let mut start = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            let (name, rest) = part.split_once("}}").context("a name has no end")?;
            let text = |locale: &Locale| {
                ensure!(locale.texts.contains_key(name), "{} has no text {name}", locale.tag);
                Ok(in_language("span", locale, &plain(locale, name)))
            };
            start.push_str(&self.locales.iter().map(text).collect::<Result<String>>()?);
            start.push_str(rest);
        }
        Ok(start)
    }

    /// Returns the direction of each language, as an object of a script.
    pub(super) fn directions(&self) -> String {
        let one = |locale: &Locale| format!("{:?}:{:?}", locale.tag, direction(locale));
        format!("{{{}}}", self.locales.iter().map(one).collect::<Vec<_>>().join(","))
    }

    /// Returns the title and the text of an address that does not exist, with links to the pages.
    pub(super) fn not_found(&self) -> Result<(String, String)> {
        let key = |name: &str| format!("{DOCUMENT}not-found{name}");
        let title = |locale: &Locale| plain(locale, &key("-title"));
        let block = |(place, locale): (usize, &Locale)| {
            let level = if place == 0 { "h1" } else { "h2" };
            let link = |address, name| format!("<a href=\"{address}\">{}</a>", plain(locale, name));
            let links = [link("/", "purpose-reset"), link("/sign-in", "sign-in-title")].join(" ");
            let text = plain(locale, &key(""));
            let inner =
                format!("<{level}>{}</{level}><p>{text}</p><p class=\"beside\">{links}</p>", title(locale));
            in_language("section", locale, &inner)
        };
        let blocks = self.locales.iter().enumerate().map(block).collect::<Vec<_>>().join("\n");
        Ok((title(self.locales.first().context("there is no language")?), blocks))
    }

    /// Returns the styles that show the texts of the first step in the document's language.
    pub(super) fn start_styles(&self) -> String {
        let selector = |locale: &Locale| format!("[lang={0}] .start [lang={0}]", locale.tag);
        let selectors: Vec<_> = self.locales.iter().map(selector).collect();
        format!("{}{{display:inline}}", selectors.join(","))
    }
}

/// Returns title and text of a page that cannot start.
pub(super) fn broken(locale: &Locale) -> [String; 2] {
    ["broken-title", "broken"].map(|name| plain(locale, &format!("{DOCUMENT}{name}")))
}

fn no_script(locale: &Locale) -> String {
    in_language("p", locale, &plain(locale, &format!("{DOCUMENT}no-script")))
}

const fn direction(locale: &Locale) -> &'static str {
    if locale.grammar.is_right_to_left() { "rtl" } else { "ltr" }
}

/// Returns an element with a text of a language.
fn in_language(element: &str, locale: &Locale, text: &str) -> String {
    let direction = if locale.grammar.is_right_to_left() { " dir=\"rtl\"" } else { "" };
    format!("<{element} lang=\"{}\"{direction}>{text}</{element}>", locale.tag)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_without_scripts_is_in_every_language() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let Fallbacks { broken, no_script, .. } = Fallbacks::read(&root).expect("texts");
        assert!(broken.starts_with("<h1>This page cannot start</h1>\n<p>Your browser"), "{broken}");
        assert!(no_script.contains("\n<p lang=\"sv\">JavaScript"), "{no_script}");
        assert_eq!(no_script.lines().count(), texts::Language::all().count());
    }

    #[test]
    fn first_step_has_its_texts_in_every_language() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let fallbacks = Fallbacks::read(&root).expect("texts");
        let start = fallbacks.start("<h1>{{sign-in-title}}</h1>").expect("a text");
        assert!(
            start.starts_with("<h1><span lang=\"en\">Sign in</span><span lang=\"sv\">Logga in</span>"),
            "{start}"
        );
        assert!(start.ends_with("</span></h1>"), "{start}");
        assert!(fallbacks.start_styles().starts_with("[lang=en] .start [lang=en],[lang=sv] .start"));
        assert!(fallbacks.directions().starts_with(r#"{"en":"ltr","sv":"ltr","#));
        assert!(fallbacks.start("{{nothing}}").is_err());
        assert!(fallbacks.start("{{sign-in-title").is_err());
    }
}
