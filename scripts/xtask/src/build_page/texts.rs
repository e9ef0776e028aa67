//! Writes the texts of the pages, by page and language, so that a browser loads one language only. Uses the same reader
//! as the frontend's build script.

#[path = "../../../../frontend/build/texts.rs"]
mod languages;
#[path = "../../../../frontend/build/pages.rs"]
mod pages;
#[path = "../../../../frontend/build/read.rs"]
mod read;

use std::path::Path;

use anyhow::Result;

use pages::Named;

use super::{
    Page,
    assemble::{MORE_TEXTS, TEXTS},
};

/// Returns names and contents of a page's text files: for each language one for the first step and one for later steps.
/// The texts are in the order in which the page numbers them.
pub(super) fn of_every_language(frontend: &Path, page: Page) -> Result<Vec<(String, String)>> {
    let all = languages::every_language(&frontend.join("locales"))?;
    let said = Named::by_sources(&frontend.join("src"))?;
    let mut files = Vec::new();
    for (tag, texts) in languages::LANGUAGES.iter().zip(&all) {
        let own = match page {
            Page::Reset => &said.reset,
            Page::Account => &said.account,
        };
        // Texts that the page does not use are left empty, so that the numbers of the others stay the same.
        let keys = said.in_order(texts).into_iter();
        let mut list: Vec<_> = keys.map(|key| own.contains(key).then_some(key)).collect();
        list.truncate(list.iter().rposition(Option::is_some).map_or(0, |last| last + 1));
        let more = list.split_off(texts.keys().filter(|key| said.first.contains(*key)).count());
        files.push((format!("{TEXTS}{tag}"), languages::joined(texts, list)));
        files.push((format!("{MORE_TEXTS}{tag}"), languages::joined(texts, more)));
    }
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn page_has_only_the_texts_it_uses() {
        let frontend = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../frontend");
        let texts = |page| {
            let files = of_every_language(&frontend, page).expect("texts").into_iter();
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
