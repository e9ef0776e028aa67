//! Builds the pages: compile, bind, optimize, assemble, compress, measure.

mod assemble;
mod bind;
mod compress;
mod document;
mod linked;
mod measure;
mod names;
mod optimize;
mod page_texts;
mod reach;
mod split;
mod styles;
mod toolchain;

use std::path::Path;

use anyhow::{Context, Result, ensure};
use texts_compiler::pages::Pages;

/// The goal of a build.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum BuildMode {
    /// The smallest download.
    Small,
    /// The shortest build.
    Quick,
}

/// The modules and the glue of a page, before they are hashed and written.
struct Parts {
    /// The module that the first step needs.
    first: Vec<u8>,
    /// The module that is loaded afterwards.
    later: Vec<u8>,
    glue: String,
}

/// Builds the pages and replaces `out` once all of them are complete.
pub(crate) fn run(root: &Path, out: &Path, mode: BuildMode) -> Result<()> {
    let toolchain = toolchain::choose(root, mode)?;
    let list = Pages::read(&root.join("frontend"))?;
    let compiled = toolchain.compile(root, mode, &list)?;
    let fresh = out.with_extension("new");
    clear(&fresh)?;
    let mut verdicts = Vec::new();
    for page in &list.pages {
        let parts = parts(root, &compiled.join(&page.program).with_extension("wasm"), mode)?;
        let files = assemble::assemble(root, &fresh, &parts, page)?;
        files
            .iter()
            .filter(|file| file.extension().is_some_and(|extension| extension == "wasm"))
            .try_for_each(|module| optimize::validate(&fresh.join(module)))?;
        if mode == BuildMode::Small {
            let sizes = files.iter().map(|file| compress::compress(&fresh, file));
            let sizes = sizes.collect::<Result<Vec<_>>>()?;
            let ceilings = toolchain.is_for_size(mode).then_some((list.first_maximum, page.maximum));
            println!("\n{}", page.document);
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

/// Binds, optimizes and splits a compiled module.
fn parts(root: &Path, module: &Path, mode: BuildMode) -> Result<Parts> {
    let module = std::fs::read(module).with_context(|| format!("reading {}", module.display()))?;
    let reach = reach::read_first_step(&module)?;
    let missing = page_texts::missing_first(root, &reach.texts)?;
    ensure!(
        missing.is_empty(),
        "the first step can show texts that its file lacks: {}. Add the source that names it to `first` in \
         frontend/pages.toml, or to `after_first` if it is said only once the others are loaded",
        missing.join(", ")
    );
    let (wasm, glue) = bind::bind(module)?;
    let wasm = match mode {
        BuildMode::Small => optimize::optimize(&toolchain::scratch(root), &wasm)?,
        BuildMode::Quick => wasm,
    };
    let (first, later) = split::split(&wasm, &reach)?;
    Ok(Parts { first, later, glue })
}
