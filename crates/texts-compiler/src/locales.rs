//! The texts of every language.

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, bail};
use texts::Language;

use crate::{
    Grammar,
    compile::values,
    read::{self, Texts},
};

/// The prefix of the names of texts in the HTML document itself.
pub const DOCUMENT: &str = "document-";

/// One file of one language.
#[derive(Debug, Clone)]
pub struct Locale {
    /// The BCP 47 tag.
    pub tag: String,
    /// The direction and the plural rule.
    pub grammar: Grammar,
    pub texts: Texts,
}

/// Returns the folder of the languages, `locales/` of the checkout.
pub fn languages() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../locales")
}

/// Reads `<tag>/<file>.ftl` of every listed language, and checks that all have the same texts with the same values.
pub fn read_all(locales: &Path, file: &str) -> Result<Vec<Locale>> {
    let all =
        Language::all().map(|language| read(locales, language.tag(), file)).collect::<Result<Vec<_>>>()?;
    let Some((first, others)) = all.split_first() else { bail!("there is no language") };
    for other in others {
        compare(first, other).with_context(|| format!("in {}/{file}.ftl", other.tag))?;
    }
    Ok(all)
}

/// Returns the files that a build script reads for one file of each language, and no others: a change of one compiles
/// much again.
pub fn locale_files(locales: &Path, file: &str) -> Vec<PathBuf> {
    let files = Language::all().map(|language| locales.join(language.tag()).join(file).with_extension("ftl"));
    [locales.join("languages.toml")].into_iter().chain(files).collect()
}

/// Reads one file of one language.
pub fn read(locales: &Path, tag: &str, file: &str) -> Result<Locale> {
    let path = locales.join(tag).join(file).with_extension("ftl");
    let source = std::fs::read_to_string(&path).with_context(|| format!("reading {}", path.display()))?;
    let grammar = Grammar::new(tag)?;
    let texts = read::texts(&source, &grammar).with_context(|| format!("in {tag}/{file}.ftl"))?;
    Ok(Locale { tag: tag.to_owned(), grammar, texts })
}

fn compare(first: &Locale, other: &Locale) -> Result<()> {
    let keys = |texts: &Texts| texts.keys().cloned().collect::<BTreeSet<_>>();
    let different: Vec<_> = keys(&first.texts).symmetric_difference(&keys(&other.texts)).cloned().collect();
    if !different.is_empty() {
        bail!("only one of {} and {} has: {}", first.tag, other.tag, different.join(", "));
    }
    match first.texts.keys().find(|key| values(&first.texts, key) != values(&other.texts, key)) {
        Some(key) => bail!("{key} has other values than in {}", first.tag),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn locale(source: &str) -> Locale {
        let grammar = Grammar::new("en").expect("a language");
        let texts = read::texts(source, &grammar).expect("texts");
        Locale { tag: "en".to_owned(), grammar, texts }
    }

    #[test]
    fn languages_differ_in_words_only() {
        let first = locale("a = { $x } and { $y }\nb = B\n");
        assert!(compare(&first, &locale("b = C\na = { $y }, { $x }\n")).is_ok());
        let error = |source| compare(&first, &locale(source)).expect_err("refused").to_string();
        assert!(error("a = { $x } and { $y }\n").ends_with("has: b"));
        assert!(error("a = { $x }\nb = B\n").starts_with("a has other values"));
    }

    #[test]
    fn a_missing_category_is_named_with_its_text_and_file() {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::create_dir(folder.path().join("pl")).expect("a folder");
        let source = "days-left = { $n ->\n    [one] x\n    [few] y\n   *[other] z\n}\n";
        std::fs::write(folder.path().join("pl/page.ftl"), source).expect("written");
        let error = format!("{:#}", read(folder.path(), "pl", "page").expect_err("refused"));
        assert_eq!(error, "in pl/page.ftl: days-left: there is no variant for the plural category [many]");
    }

    #[test]
    fn every_listed_language_has_its_folder_and_no_other_is_there() {
        let folders: BTreeSet<_> = std::fs::read_dir(languages())
            .expect("locales")
            .filter_map(|entry| Some(entry.ok()?.path()).filter(|path| path.is_dir()))
            .filter_map(|path| Some(path.file_name()?.to_str()?.to_owned()))
            .collect();
        assert_eq!(folders, Language::all().map(|language| language.tag().to_owned()).collect());
    }
}
