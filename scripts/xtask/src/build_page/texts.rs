//! The page's texts, one file per language: each reader loads one. Read as the page's own build script reads them.

#[path = "../../../../frontend/build/texts.rs"]
mod languages;
#[path = "../../../../frontend/build/read.rs"]
mod read;

use std::path::Path;

use anyhow::Result;

use super::assemble::TEXTS;

/// The name of each language's file and its texts, in the order that the page knows them in.
pub(super) fn of_every_language(frontend: &Path) -> Result<Vec<(String, String)>> {
    let all = languages::every_language(&frontend.join("locales"))?;
    let named = languages::LANGUAGES.map(|tag| format!("{TEXTS}{tag}"));
    Ok(named.into_iter().zip(all.iter().map(languages::joined)).collect())
}
