//! Writes one Rust function per text. Its parameters are the values of the text.

use std::fmt::Write as _;

use anyhow::Result;

use crate::{Locale, compile::values, joined, sources::UsedTexts};

/// Writes the functions of the pages, which return a `Message`. A page loads its texts from files; only tests compile
/// them in.
pub fn messages(locales: &[Locale], used: &UsedTexts) -> Result<String> {
    let mut rust = String::new();
    for locale in locales {
        let every = joined(locale, used.in_order(&locale.texts).into_iter().map(Some));
        let (name, header) = (locale.tag.to_uppercase().replace('-', "_"), locale.grammar.header());
        writeln!(rust, "#[cfg(test)]\nconst {name}: &str = {:?};", format!("{header}\0{every}"))?;
    }
    let tests: Vec<_> = locales.iter().map(|locale| locale.tag.to_uppercase().replace('-', "_")).collect();
    writeln!(rust, "#[cfg(test)]\nconst EVERY: &[&str] = &[{}];", tests.join(", "))?;
    if let Some(first) = locales.first() {
        for (index, key) in used.in_order(&first.texts).into_iter().enumerate() {
            let function = Function::new(key, &values(&first.texts, key));
            let (name, parameters, arguments) =
                (function.name(), function.parameters(), function.arguments());
            writeln!(
                rust,
                "/// The text `{key}`.\npub(crate) fn {name}({parameters}) -> Message {{ Message::new({index}, [{arguments}]) }}"
            )?;
        }
    }
    Ok(rust)
}

/// Writes one catalog per language and functions that return a `Text`, for programs that have their texts compiled in.
pub fn catalogs(locales: &[Locale]) -> Result<String> {
    let mut rust = format!("static CATALOGS: [&str; {}] = [\n", locales.len());
    for locale in locales {
        let every = joined(locale, locale.texts.keys().map(Some));
        writeln!(rust, "    {:?},", format!("{}\0{every}", locale.grammar.header()))?;
    }
    rust.push_str("];\n");
    if let Some(first) = locales.first() {
        for (index, key) in first.texts.keys().enumerate() {
            let function = Function::new(key, &values(&first.texts, key));
            let (name, parameters, arguments) =
                (function.name(), function.parameters(), function.arguments());
            writeln!(
                rust,
                "/// The text `{key}`.\npub(crate) fn {name}({parameters}) -> Text {{ Text::new(&CATALOGS, {index}, [{arguments}]) }}"
            )?;
        }
    }
    Ok(rust)
}

struct Function<'a> {
    key: &'a str,
    values: Vec<String>,
}

impl<'a> Function<'a> {
    fn new(key: &'a str, values: &[String]) -> Self {
        Self { key, values: values.iter().map(|value| value.replace('-', "_")).collect() }
    }

    fn name(&self) -> String {
        self.key.replace('-', "_")
    }

    fn parameters(&self) -> String {
        let parameters = self.values.iter().map(|value| format!("{value}: impl Into<Value>"));
        parameters.collect::<Vec<_>>().join(", ")
    }

    fn arguments(&self) -> String {
        self.values.iter().map(|value| format!("{value}.into()")).collect::<Vec<_>>().join(", ")
    }
}
