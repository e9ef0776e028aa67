//! Builds the pages: compile, bind, optimise, assemble, compress, measure.

mod assemble;
mod bind;
mod compress;
mod measure;
mod names;
mod optimise;
mod texts;
mod toolchain;

use std::path::Path;

use anyhow::{Context, Result};

/// A page, by the module of the frontend that it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Page {
    /// For people who cannot sign in.
    Reset,
    /// For people who can.
    Account,
}

/// What the browser is given, before it is hashed and written.
struct Parts {
    wasm: Vec<u8>,
    glue: String,
}

/// The pages, each with the name of its program and that of the file that shows it. All have the same styles and icon.
const PAGES: [(Page, &str, &str); 2] =
    [(Page::Reset, "page", "index.html"), (Page::Account, "account", "account.html")];

/// Builds the pages into `out`, which is replaced.
pub(crate) fn run(root: &Path, out: &Path) -> Result<()> {
    let toolchain = toolchain::choose(root)?;
    let compiled = toolchain.compile(root)?;
    if out.exists() {
        std::fs::remove_dir_all(out).with_context(|| format!("clearing {}", out.display()))?;
    }
    let mut verdicts = Vec::new();
    for (page, program, shown_by) in PAGES {
        let Parts { wasm, glue } = bind::bind(&compiled.join(program).with_extension("wasm"))?;
        let wasm = optimise::optimise(&toolchain::scratch(root), &wasm)?;
        let parts = Parts { wasm, glue };
        let files = assemble::assemble(&root.join("frontend"), out, &parts, page, (program, shown_by))?;
        let sizes = files.iter().map(|file| compress::compress(out, file)).collect::<Result<Vec<_>>>()?;
        let ceiling = toolchain.is_for_size().then_some(measure::ceiling(page));
        println!("\n{shown_by}");
        verdicts.push(measure::report(&sizes, ceiling));
    }
    // Each page is built and measured before the first that is too heavy is refused.
    verdicts.into_iter().collect()
}
