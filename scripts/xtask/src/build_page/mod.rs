//! Builds the page: compile, bind, optimise, assemble, compress, measure.

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

/// What the browser is given, before it is hashed and written.
struct Parts {
    wasm: Vec<u8>,
    glue: String,
}

/// Builds the page into `out`, which is replaced.
pub(crate) fn run(root: &Path, out: &Path) -> Result<()> {
    let toolchain = toolchain::choose(root)?;
    let compiled = toolchain.compile(root)?;
    let Parts { wasm, glue } = bind::bind(&compiled)?;
    let wasm = optimise::optimise(&toolchain::scratch(root), &wasm)?;
    if out.exists() {
        std::fs::remove_dir_all(out).with_context(|| format!("clearing {}", out.display()))?;
    }
    let files = assemble::assemble(&root.join("frontend"), out, &Parts { wasm, glue })?;
    let sizes = files.iter().map(|file| compress::compress(out, file)).collect::<Result<Vec<_>>>()?;
    measure::report(&sizes, toolchain.is_for_size())
}
