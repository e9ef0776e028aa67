//! The pages, as they are and as they should be.

use std::{fs, path::Path};

use anyhow::{Context, Result};

use crate::{audit_events, environment, http_api, log_events, policy, tables};

/// The folder of the pages.
const FOLDER: &str = "docs/book/src/reference";

/// A page of the reference.
pub(crate) struct Page {
    /// The name of the file.
    pub(crate) name: &'static str,
    /// The whole text.
    pub(crate) text: String,
}

fn all(root: &Path) -> Result<Vec<Page>> {
    let page = |name, text| Page { name, text };
    Ok(vec![
        page("http-api.json", http_api::document(root)?),
        page("http-api.md", http_api::page(root)?),
        page("policy.md", policy::page(root)?),
        page("audit-events.md", audit_events::page(root)?),
        page("log-events.md", log_events::page(root)?),
        page("environment.md", environment::page(root)?),
        page("tables.md", tables::page(root)?),
    ])
}

/// Writes every stale page and returns the names of those files.
pub(crate) fn write(root: &Path) -> Result<Vec<&'static str>> {
    let pages = all(root)?.into_iter().filter(|page| is_stale(root, page));
    pages
        .map(|page| {
            fs::write(root.join(FOLDER).join(page.name), page.text)
                .with_context(|| format!("writing {}", page.name))?;
            Ok(page.name)
        })
        .collect()
}

/// Returns the names of the files that are not as they should be.
pub(crate) fn stale(root: &Path) -> Result<Vec<&'static str>> {
    Ok(all(root)?.iter().filter(|page| is_stale(root, page)).map(|page| page.name).collect())
}

fn is_stale(root: &Path, page: &Page) -> bool {
    fs::read_to_string(root.join(FOLDER).join(page.name)).map_or(true, |text| text != page.text)
}

#[cfg(test)]
mod tests {
    use super::stale;
    use crate::root;

    #[test]
    fn pages_say_what_types_and_sources_say() {
        let stale = stale(&root().unwrap()).unwrap();

        assert!(stale.is_empty(), "stale: {}; run `cargo run -p reference`", stale.join(", "));
    }
}
