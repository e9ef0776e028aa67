//! Builds the pages: compile, bind, optimise, assemble, compress, measure.

mod assemble;
mod bind;
mod compress;
mod document;
mod linked;
mod measure;
mod names;
mod optimise;
mod page_texts;
mod reach;
mod split;
mod toolchain;

use std::path::Path;

use anyhow::{Context, Result, ensure};

/// Page of the frontend, named after its module.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Page {
    /// Reset page, for users who cannot sign in.
    Reset,
    /// Account page, for users who can sign in.
    Account,
}

/// Goal of a build.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Way {
    /// Smallest download.
    Small,
    /// Shortest build.
    Quick,
}

/// Modules and glue of a page, before they are hashed and written.
struct Parts {
    /// Module that the first step needs.
    first: Vec<u8>,
    /// Module that is loaded afterwards.
    later: Vec<u8>,
    glue: String,
}

/// Pages, each with the name of its program and of its HTML file. All use the same styles and icon.
const PAGES: [(Page, &str, &str); 2] =
    [(Page::Reset, "page", "index.html"), (Page::Account, "account", "account.html")];

/// Builds the pages and replaces `out` once all of them are complete.
pub(crate) fn run(root: &Path, out: &Path, way: Way) -> Result<()> {
    let toolchain = toolchain::choose(root, way)?;
    let compiled = toolchain.compile(root, way)?;
    let fresh = out.with_extension("new");
    clear(&fresh)?;
    let mut verdicts = Vec::new();
    for (page, program, shown_by) in PAGES {
        let parts = parts(root, &compiled.join(program).with_extension("wasm"), way)?;
        let files = assemble::assemble(root, &fresh, &parts, page, (program, shown_by))?;
        files
            .iter()
            .filter(|file| file.extension().is_some_and(|extension| extension == "wasm"))
            .try_for_each(|module| optimise::validate(&fresh.join(module)))?;
        if way == Way::Small {
            let sizes = files.iter().map(|file| compress::compress(&fresh, file));
            let sizes = sizes.collect::<Result<Vec<_>>>()?;
            let ceilings = toolchain.is_for_size(way).then_some(measure::ceilings(page));
            println!("\n{shown_by}");
            verdicts.push(measure::report(&sizes, ceilings));
        }
    }
    clear(out)?;
    std::fs::rename(&fresh, out).with_context(|| format!("replacing {}", out.display()))?;
    // Reported only now, so that the sizes of all pages are printed even if one exceeds its limit.
    verdicts.into_iter().collect()
}

fn clear(folder: &Path) -> Result<()> {
    if folder.exists() {
        std::fs::remove_dir_all(folder).with_context(|| format!("clearing {}", folder.display()))?;
    }
    Ok(())
}

/// Binds, optimises and splits a compiled module.
fn parts(root: &Path, module: &Path, way: Way) -> Result<Parts> {
    let module = std::fs::read(module).with_context(|| format!("reading {}", module.display()))?;
    let reach = reach::of_first_step(&module)?;
    let missing = page_texts::missing_first(root, &reach.texts)?;
    ensure!(
        missing.is_empty(),
        "the first step can say what its file of texts lacks: {}. Add the source that names it to FIRST, or to AFTER_FIRST \
         when it is said after the rest has come (crates/texts-compiler/src/sources.rs)",
        missing.join(", ")
    );
    let (wasm, glue) = bind::bind(module)?;
    let wasm = match way {
        Way::Small => optimise::optimise(&toolchain::scratch(root), &wasm)?,
        Way::Quick => wasm,
    };
    let (first, later) = split::split(&wasm, &reach)?;
    Ok(Parts { first, later, glue })
}
