//! The texts of the pages, one file per page and language: each reader loads one. Read as the pages' own build script reads them.

#[path = "../../../../frontend/build/texts.rs"]
mod languages;
#[path = "../../../../frontend/build/pages.rs"]
mod pages;
#[path = "../../../../frontend/build/read.rs"]
mod read;

use std::path::Path;

use anyhow::Result;

use super::{Page, assemble::TEXTS};

/// The name of each language's file and a page's texts, in the order that the page knows them in.
pub(super) fn of_every_language(frontend: &Path, page: Page) -> Result<Vec<(String, String)>> {
    let all = languages::every_language(&frontend.join("locales"))?;
    let said = pages::Named::by_sources(&frontend.join("src"))?;
    let named = languages::LANGUAGES.map(|tag| format!("{TEXTS}{tag}"));
    let own = match page {
        Page::Reset => &said.reset,
        Page::Account => &said.account,
    };
    // Gaps in place of what the page never says, up to the last text that it does.
    let joined = all.iter().map(|texts| {
        let mut list: Vec<_> =
            said.in_order(texts).into_iter().map(|key| own.contains(key).then_some(key)).collect();
        list.truncate(list.iter().rposition(Option::is_some).map_or(0, |last| last + 1));
        languages::joined(texts, list)
    });
    Ok(named.into_iter().zip(joined).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_has_the_texts_that_it_says_and_no_others() {
        let frontend = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../frontend");
        let texts = |page| of_every_language(&frontend, page).expect("texts").swap_remove(0).1;
        let (reset, account) = (texts(Page::Reset), texts(Page::Account));
        let has = |texts: &str, text: &str| texts.split('\0').any(|other| other == text);
        assert!(has(&reset, "Get back into your account") && !has(&account, "Get back into your account"));
        assert!(has(&account, "Security information") && !has(&reset, "Security information"));
        assert!(has(&account, "New password") && has(&reset, "New password"), "both choose passwords");
    }
}
