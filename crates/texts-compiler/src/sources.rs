//! Finds the texts that each page uses. A page loads only its own.

use std::{collections::BTreeSet, fs, path::Path};

use anyhow::{Context, Result};

use crate::{DOCUMENT, Texts};

/// The sources of a page's first step. Their texts come first, in the file that the page loads with that step.
const FIRST: [&str; 19] = [
    "account/app.rs",
    "account/context.rs",
    "account/screens/freeze_account.rs",
    "account/screens/mod.rs",
    "account/screens/sign_in.rs",
    "account/screens/sign_in/checking.rs",
    "account/screens/stopped.rs",
    "parts/alert.rs",
    "parts/button.rs",
    "parts/choice.rs",
    "parts/field.rs",
    "parts/follow.rs",
    "parts/frame.rs",
    "parts/password_field.rs",
    "reset/app.rs",
    "reset/progress.rs",
    "reset/screens/cancel_order.rs",
    "reset/screens/identify.rs",
    "reset/time_left.rs",
];

/// Sources whose texts the code of the first step contains too, but uses only once the other texts are loaded. `xtask
/// build-page` checks that these files and those of [`FIRST`] name every text in the first part of a program.
const AFTER_FIRST: [&str; 6] = [
    "account/screens/add_method.rs",
    "account/error_action.rs",
    "reset/screens/mod.rs",
    "reset/screens/waiting.rs",
    "reset/error_action.rs",
    "error_message.rs",
];

/// The text for a page that could not load more. It comes first too.
const LOAD_ERROR: &str = "problem-internal-title";

/// The names of the texts that each page uses.
#[derive(Debug, Default)]
pub struct Named {
    /// The texts of the first step of either page.
    pub first: BTreeSet<String>,
    /// The texts that the first step uses only once the others are loaded.
    after_first: BTreeSet<String>,
    /// The texts of the reset page.
    pub reset: BTreeSet<String>,
    /// The texts of the account page.
    pub account: BTreeSet<String>,
}

impl Named {
    /// Reads the sources in `src/`. Those in neither page's module belong to both pages.
    pub fn by_sources(sources: &Path) -> Result<Self> {
        let mut named = Self { first: BTreeSet::from([LOAD_ERROR.to_owned()]), ..Self::default() };
        for file in FIRST {
            named.first.extend(names_below(&sources.join(file))?);
        }
        for file in AFTER_FIRST {
            named.after_first.extend(names_below(&sources.join(file))?);
        }
        for entry in list(sources)? {
            let found = names_below(&entry)?;
            if !entry.ends_with("account") {
                named.reset.extend(found.iter().cloned());
            }
            if !entry.ends_with("reset") {
                named.account.extend(found);
            }
        }
        Ok(named)
    }

    /// Returns the texts that the first part of a program uses (`used`) but the file of its first step may lack.
    pub fn missing_first<'a>(&self, texts: &Texts, used: &'a BTreeSet<String>) -> Vec<&'a str> {
        let is_listed = |name: &String| self.first.contains(name) || self.after_first.contains(name);
        used.iter().filter(|name| texts.contains_key(*name) && !is_listed(name)).map(String::as_str).collect()
    }

    /// Returns every text except those of the document, in the order in which both pages number them: those of the
    /// first step, of the reset page, and the others.
    pub fn in_order<'a>(&self, texts: &'a Texts) -> Vec<&'a String> {
        let mut all: Vec<_> = texts.keys().filter(|key| !key.starts_with(DOCUMENT)).collect();
        all.sort_by_key(|key| (!self.first.contains(*key), !self.reset.contains(*key)));
        all
    }
}

/// Returns the texts that a file, or the files in a folder, name: `words::help_desk_question()` is
/// `help-desk-question`.
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_in_no_listed_source_is_missing() {
        let set = |names: &[&str]| names.iter().map(ToString::to_string).collect::<BTreeSet<_>>();
        let named = Named { first: set(&["a"]), after_first: set(&["b"]), ..Named::default() };
        let texts = Texts::from(["a", "b", "c", "d"].map(|name| (name.to_owned(), Vec::new())));
        assert_eq!(named.missing_first(&texts, &set(&["a", "b", "c", "Message"])), ["c"]);
    }
}
