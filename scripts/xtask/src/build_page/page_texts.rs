//! The texts of the pages, one file per page and language: each reader loads one.

use std::{collections::BTreeSet, path::Path};

use anyhow::{Context, Result};
use texts_compiler::{joined, read_all, sources::Named};

use super::{
    Page,
    assemble::{MORE_TEXTS, TEXTS},
};

/// The names and contents of a page's files, in the order that the page knows the texts in: for each language one
/// for the first step and one for those that come after it.
pub(super) fn of_every_language(root: &Path, page: Page) -> Result<Vec<(String, String)>> {
    let named = Named::by_sources(&root.join("frontend/src"))?;
    let mut files = Vec::new();
    for locale in read_all(&root.join("locales"), "page")? {
        let own = match page {
            Page::Reset => &named.reset,
            Page::Account => &named.account,
        };
        // Gaps in place of what the page never says, up to the last text that it does.
        let keys = named.in_order(&locale.texts).into_iter();
        let mut list: Vec<_> = keys.map(|key| own.contains(key).then_some(key)).collect();
        list.truncate(list.iter().rposition(Option::is_some).map_or(0, |last| last + 1));
        let more = list.split_off(locale.texts.keys().filter(|key| named.first.contains(*key)).count());
        let first = format!("{}\0{}", locale.grammar.header(), joined(&locale, list));
        files.push((format!("{TEXTS}{}", locale.tag), first));
        files.push((format!("{MORE_TEXTS}{}", locale.tag), joined(&locale, more)));
    }
    Ok(files)
}

/// Which of the texts that the first part of a program can say are not in the file that comes with it.
pub(super) fn missing_first(root: &Path, said: &BTreeSet<String>) -> Result<Vec<String>> {
    let named = Named::by_sources(&root.join("frontend/src"))?;
    let locales = read_all(&root.join("locales"), "page")?;
    let texts = &locales.first().context("there is no language")?.texts;
    Ok(named.missing_first(texts, said).into_iter().map(str::to_owned).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_has_the_texts_that_it_says_and_no_others() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let texts = |page| {
            let files = of_every_language(&root, page).expect("texts").into_iter();
            let english = files.filter(|(name, _)| name.ends_with("-en")).map(|(_, texts)| texts);
            english.collect::<Vec<_>>()
        };
        let both = |page| {
            let files = texts(page).try_into();
            files.unwrap_or_else(|_: Vec<_>| panic!("one file for the first step, and one for the others"))
        };
        let [first, more] = both(Page::Reset);
        let [first_of_account, account] = both(Page::Account);
        let has = |texts: &str, text: &str| texts.split('\0').any(|other| other == text);
        let title = "Get back into your account";
        assert!(has(&first, title) && !has(&account, title) && !has(&first_of_account, title));
        assert!(has(&first_of_account, "Security information") && !has(&first, "Security information"));
        assert!(has(&account, "New password") && has(&more, "New password"), "both choose passwords");
        for (first, more) in [(first, more), (first_of_account, account)] {
            assert!(first.len() * 2 < more.len(), "most is said later");
        }
    }
}
