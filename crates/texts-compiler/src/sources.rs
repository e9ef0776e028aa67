//! Which page names which texts: each loads its own and no others.

use std::{collections::BTreeSet, fs, path::Path};

use anyhow::{Context, Result};

use crate::{DOCUMENT, Texts};

/// What a page shows before more of it has come. The texts that only later steps name come after those of these files.
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

/// What the first step's code can say too, but says only after the rest has come. `xtask build-page` demands that whatever
/// the first part of a program can say is named by one of these files or of those above.
const AFTER_FIRST: [&str; 6] = [
    "account/screens/add_method.rs",
    "account/error_action.rs",
    "reset/screens/mod.rs",
    "reset/screens/waiting.rs",
    "reset/error_action.rs",
    "error_message.rs",
];

/// What is said beside these where no more could be loaded.
const FIRST_TOO: &str = "problem-internal-title";

/// The names of the texts of each page, by the module of `src/` that it is.
#[derive(Debug, Default)]
pub struct Named {
    /// For either page, before more of it has come.
    pub first: BTreeSet<String>,
    /// By the code of the first step, after more has come.
    after_first: BTreeSet<String>,
    /// For people who cannot sign in.
    pub reset: BTreeSet<String>,
    /// For people who can.
    pub account: BTreeSet<String>,
}

impl Named {
    /// Reads `src/`. What is in neither page's module is part of both.
    pub fn by_sources(sources: &Path) -> Result<Self> {
        let mut named = Self { first: BTreeSet::from([FIRST_TOO.to_owned()]), ..Self::default() };
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

    /// Which of the texts that the first part of a program can say would be missing when it says them, as far as is known.
    pub fn missing_first<'a>(&self, texts: &Texts, said: &'a BTreeSet<String>) -> Vec<&'a str> {
        let is_known = |name: &String| self.first.contains(name) || self.after_first.contains(name);
        said.iter().filter(|name| texts.contains_key(*name) && !is_known(name)).map(String::as_str).collect()
    }

    /// Every text but the document's own, in the order in which both pages number them: the first ones, those of the reset,
    /// the others.
    pub fn in_order<'a>(&self, texts: &'a Texts) -> Vec<&'a String> {
        let mut all: Vec<_> = texts.keys().filter(|key| !key.starts_with(DOCUMENT)).collect();
        all.sort_by_key(|key| (!self.first.contains(*key), !self.reset.contains(*key)));
        all
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_in_no_known_source_is_missed() {
        let set = |names: &[&str]| names.iter().map(ToString::to_string).collect::<BTreeSet<_>>();
        let named = Named { first: set(&["a"]), after_first: set(&["b"]), ..Named::default() };
        let texts = Texts::from(["a", "b", "c", "d"].map(|name| (name.to_owned(), Vec::new())));
        assert_eq!(named.missing_first(&texts, &set(&["a", "b", "c", "Message"])), ["c"]);
    }
}
