//! Finds the texts that each page uses. A page loads only its own.

use std::{collections::BTreeSet, fs, path::Path};

use anyhow::{Context, Result};

use crate::{DOCUMENT, Texts, pages::Pages};

/// The text of a page that could not load more texts. It belongs to the texts of the first step.
const LOAD_ERROR: &str = "problem-internal-title";

/// The names of the texts that each page uses.
#[derive(Debug, Default)]
pub struct UsedTexts {
    /// The texts of the first step of any page.
    pub first: BTreeSet<String>,
    /// The texts that the first step uses only once the others are loaded.
    after_first: BTreeSet<String>,
    /// The module of each page and its texts, in the order of the list.
    pages: Vec<(String, BTreeSet<String>)>,
}

impl UsedTexts {
    /// Reads the list of pages and the sources in the folder `frontend`. Sources in no page's module belong to all
    /// pages.
    pub fn read(frontend: &Path) -> Result<Self> {
        let (sources, list) = (frontend.join("src"), Pages::read(frontend)?);
        let first = list.pages.iter().flat_map(|page| &page.first).chain(&list.first);
        let after_first = list.pages.iter().flat_map(|page| &page.after_first).chain(&list.after_first);
        let mut used = Self {
            first: names_in(&sources, first)?,
            after_first: names_in(&sources, after_first)?,
            pages: list.pages.iter().map(|page| (page.module.clone(), BTreeSet::new())).collect(),
        };
        used.first.insert(LOAD_ERROR.to_owned());
        for entry in entries(&sources)? {
            let names = names_below(&entry)?;
            let owner = used.pages.iter().position(|(module, _)| entry.ends_with(module));
            let all = used.pages.iter_mut().enumerate();
            for (_, (_, texts)) in all.filter(|(index, _)| owner.is_none_or(|owner| owner == *index)) {
                texts.extend(names.iter().cloned());
            }
        }
        Ok(used)
    }

    /// Returns the texts of the page of a module.
    pub fn page_texts(&self, module: &str) -> Option<&BTreeSet<String>> {
        self.pages.iter().find(|(name, _)| name == module).map(|(_, texts)| texts)
    }

    /// Returns the texts that the first part of a program uses (`used`) but the file of its first step may lack.
    pub fn missing_first<'a>(&self, texts: &Texts, used: &'a BTreeSet<String>) -> Vec<&'a str> {
        let is_listed = |name: &String| self.first.contains(name) || self.after_first.contains(name);
        used.iter().filter(|name| texts.contains_key(*name) && !is_listed(name)).map(String::as_str).collect()
    }

    /// Returns every text except those of the document, in the order in which all pages number them: those of the first
    /// step, then those of each page in turn that no earlier page uses.
    pub fn in_order<'a>(&self, texts: &'a Texts) -> Vec<&'a String> {
        let page = |key: &String| self.pages.iter().position(|(_, texts)| texts.contains(key));
        let mut all: Vec<_> = texts.keys().filter(|key| !key.starts_with(DOCUMENT)).collect();
        all.sort_by_key(|key| (!self.first.contains(*key), page(key).unwrap_or(usize::MAX)));
        all
    }
}

fn names_in<'a>(sources: &Path, files: impl Iterator<Item = &'a String>) -> Result<BTreeSet<String>> {
    let names = files.map(|file| names_below(&sources.join(file))).collect::<Result<Vec<_>>>()?;
    Ok(names.into_iter().flatten().collect())
}

/// Returns the texts that a file, or the files in a folder, name: `words::help_desk_question()` is
/// `help-desk-question`.
fn names_below(path: &Path) -> Result<BTreeSet<String>> {
    if path.is_dir() {
        return entries(path)?
            .iter()
            .map(|entry| names_below(entry))
            .try_fold(BTreeSet::new(), |all, some| Ok(all.into_iter().chain(some?).collect()));
    }
    let source = fs::read_to_string(path).with_context(|| format!("reading {}", path.display()))?;
    let is_of_name = |character: char| character.is_ascii_alphanumeric() || character == '_';
    let names = source.split("words::").skip(1).map(|rest| rest.split(|next| !is_of_name(next)).next());
    Ok(names.map(|name| name.unwrap_or_default().replace('_', "-")).collect())
}

fn entries(folder: &Path) -> Result<Vec<std::path::PathBuf>> {
    let entries = fs::read_dir(folder).with_context(|| format!("listing {}", folder.display()))?;
    Ok(entries.map(|entry| Ok(entry?.path())).collect::<std::io::Result<_>>()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_of_an_unlisted_source_is_missing() {
        let set = |names: &[&str]| names.iter().map(ToString::to_string).collect::<BTreeSet<_>>();
        let named = UsedTexts { first: set(&["a"]), after_first: set(&["b"]), ..UsedTexts::default() };
        let texts = Texts::from(["a", "b", "c", "d"].map(|name| (name.to_owned(), Vec::new())));
        assert_eq!(named.missing_first(&texts, &set(&["a", "b", "c", "Message"])), ["c"]);
    }
}
