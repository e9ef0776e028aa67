//! The texts of the pages, in one file per page and language. A reader loads one of them.

use std::{collections::BTreeSet, path::Path};

use anyhow::{Context, Result};
use texts_compiler::{Locale, joined, pages::Page, read_all, sources::UsedTexts};

use super::document;

/// The texts of one language on a page, in the order in which the page knows them.
pub(super) struct PageTexts {
    pub(super) tag: String,
    /// The first lines, before the texts.
    header: String,
    /// The title and text of a page that cannot start.
    broken: [String; 2],
    first: String,
    /// The texts that no first step uses.
    pub(super) more: String,
}

impl PageTexts {
    /// Returns the file of the first step, which has the path of the other file. Its last lines before the texts are
    /// for static/boot.js.
    pub(super) fn first(&self, more: &str) -> String {
        let [title, text] = &self.broken;
        format!("{}\n{more}\n{title}\n{text}\0{}", self.header, self.first)
    }
}

/// Returns the texts of a page in every language.
pub(super) fn read_every_language(root: &Path, page: &Page) -> Result<Vec<PageTexts>> {
    let used = UsedTexts::read(&root.join("frontend"))?;
    let own =
        used.page_texts(&page.module).with_context(|| format!("no page has the module {}", page.module))?;
    let texts = |locale: &Locale| {
        // Texts that the page never uses are empty; those after the last used one are left out.
        let keys = used.in_order(&locale.texts).into_iter();
        let mut list: Vec<_> = keys.map(|key| own.contains(key).then_some(key)).collect();
        list.truncate(list.iter().rposition(Option::is_some).map_or(0, |last| last + 1));
        let more = list.split_off(locale.texts.keys().filter(|key| used.first.contains(*key)).count());
        PageTexts {
            tag: locale.tag.clone(),
            header: locale.grammar.header(),
            broken: document::broken(locale),
            first: joined(locale, list),
            more: joined(locale, more),
        }
    };
    Ok(read_all(&root.join("locales"), "page")?.iter().map(texts).collect())
}

/// Returns the texts that the first part of a program uses but its file lacks.
pub(super) fn missing_first(root: &Path, used: &BTreeSet<String>) -> Result<Vec<String>> {
    let sources = UsedTexts::read(&root.join("frontend"))?;
    let locales = read_all(&root.join("locales"), "page")?;
    let texts = &locales.first().context("there is no language")?.texts;
    Ok(sources.missing_first(texts, used).into_iter().map(str::to_owned).collect())
}

#[cfg(test)]
mod tests {
    use texts_compiler::pages::Pages;

    use super::*;

    #[test]
    fn page_has_the_texts_that_it_uses_and_no_others() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let list = Pages::read(&root.join("frontend")).expect("the list of pages").pages;
        let english = |module: &str| {
            let page = list.iter().find(|page| page.module == module).expect("a page");
            let all = read_every_language(&root, page).expect("texts");
            let english = all.into_iter().next().expect("a language");
            (english.first("/more"), english.more)
        };
        let (first, more) = english("reset");
        let (first_of_account, account) = english("account");
        assert!(first.starts_with("ltr\nx1o1x\n/more\nThis page cannot start\nYour browser"), "{first}");
        let has = |texts: &str, text: &str| texts.split('\0').any(|other| other == text);
        let title = "Get back into your account";
        assert!(has(&first, title) && !has(&account, title) && !has(&first_of_account, title));
        assert!(has(&first_of_account, "Security information") && !has(&first, "Security information"));
        assert!(has(&account, "New password") && has(&more, "New password"), "both choose passwords");
        for (first, more) in [(first, more), (first_of_account, account)] {
            assert!(first.len() * 2 < more.len(), "most texts are used later");
        }
    }
}
