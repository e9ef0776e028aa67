//! Which page names which texts: each loads its own and no others.

use std::{collections::BTreeSet, fs, path::Path};

use anyhow::{Context, Result};

use super::read::Texts;

/// The names of the texts of each page, by the module of `src/` that it is.
#[derive(Debug, Default)]
pub(crate) struct Named {
    /// For people who cannot sign in.
    pub(crate) reset: BTreeSet<String>,
    /// For people who can.
    pub(crate) account: BTreeSet<String>,
}

impl Named {
    /// Reads `src/`. What is in neither page's module is part of both.
    pub(crate) fn by_sources(sources: &Path) -> Result<Self> {
        let mut named = Self::default();
        for entry in list(sources)? {
            let names = names_below(&entry)?;
            if !entry.ends_with("account") {
                named.reset.extend(names.iter().cloned());
            }
            if !entry.ends_with("reset") {
                named.account.extend(names);
            }
        }
        Ok(named)
    }

    /// Every text, in the order in which both pages number them: those of the reset first, so that its list ends there.
    pub(crate) fn in_order<'a>(&self, texts: &'a Texts) -> Vec<&'a String> {
        let (reset, others): (Vec<_>, Vec<_>) = texts.keys().partition(|key| self.reset.contains(*key));
        [reset, others].concat()
    }
}

/// The texts that a file, or the files in a folder, name: `words::help_desk_question()` is `help-desk-question`.
fn names_below(path: &Path) -> Result<BTreeSet<String>> {
    if path.is_dir() {
        return list(path)?
            .iter()
            .map(|entry| names_below(entry))
            .try_fold(BTreeSet::new(), |all, some| Ok(all.into_iter().chain(some?).collect()));
    }
    let source = fs::read_to_string(path).with_context(|| format!("reading {}", path.display()))?;
    let is_of_name = |character: char| character.is_ascii_alphanumeric() || character == '_';
    let names = source.split("words::").skip(1).map(|rest| rest.split(|next| !is_of_name(next)).next());
    Ok(names.map(|name| name.unwrap_or_default().replace('_', "-")).collect())
}

fn list(folder: &Path) -> Result<Vec<std::path::PathBuf>> {
    let entries = fs::read_dir(folder).with_context(|| format!("listing {}", folder.display()))?;
    Ok(entries.map(|entry| Ok(entry?.path())).collect::<std::io::Result<_>>()?)
}
