//! Writes one function per text as Rust.

use std::fmt::Write;

use anyhow::Result;

use super::{
    pages::Named,
    read::Texts,
    texts::{LANGUAGES, joined, values},
};

/// The functions, whose parameters are the values in their texts. The texts themselves are files that the page loads
/// (`xtask build-page`); only tests have them within.
pub(crate) fn rust(languages: &[Texts], named: &Named) -> Result<String> {
    let mut rust = String::new();
    for (name, texts) in LANGUAGES.iter().zip(languages) {
        let every = joined(texts, named.in_order(texts).into_iter().map(Some));
        writeln!(rust, "#[cfg(test)]\nconst {}: &str = {every:?};", name.to_uppercase())?;
    }
    if let Some(first) = languages.first() {
        for (index, key) in named.in_order(first).into_iter().enumerate() {
            function(&mut rust, index, key, &values(first, key))?;
        }
    }
    Ok(rust)
}

fn function(rust: &mut String, index: usize, key: &str, values: &[String]) -> Result<()> {
    let name = key.replace('-', "_");
    let parameters = values.iter().map(|value| format!("{}: impl Into<Value>", value.replace('-', "_")));
    let arguments = values.iter().map(|value| format!("{}.into()", value.replace('-', "_")));
    writeln!(
        rust,
        "/// The text `{key}`.\npub(crate) fn {name}({}) -> Message {{ Message::new({index}, [{}]) }}",
        parameters.collect::<Vec<_>>().join(", "),
        arguments.collect::<Vec<_>>().join(", "),
    )?;
    Ok(())
}
