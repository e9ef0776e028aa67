//! Reduces the size of the module with wasm-opt.

use std::{path::Path, process::Command};

use anyhow::{Context, Result, bail};

/// The features of WebAssembly that wasm-opt may use. `--all-features` produces modules that browsers reject.
const FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

/// Passes of wasm-opt. Flattening and rebuilding the control flow leaves fewer branches and loops. `-Os` after `-O2`
/// compresses better than `-Oz`, which is smaller only before compression. `--low-memory-unused` is safe because the
/// first kilobyte is the end of the stack, which no pointer with an offset reaches.
const PASSES: [&str; 7] = [
    "--flatten",
    "--rereloop",
    "-O2",
    "-Os",
    "--converge",
    "--low-memory-unused",
    "--always-inline-max-function-size=4",
];

/// Runs wasm-opt if it is installed; otherwise returns the module unchanged.
pub(super) fn optimize(scratch: &Path, wasm: &[u8]) -> Result<Vec<u8>> {
    let before = scratch.join("before.wasm");
    let after = scratch.join("after.wasm");
    std::fs::write(&before, wasm).context("writing the module for wasm-opt")?;
    let run =
        Command::new("wasm-opt").args(FEATURES).args(PASSES).arg("-o").arg(&after).arg(&before).status();
    match run {
        Err(_) => {
            println!("page: wasm-opt is not installed (apt-get install binaryen); the module stays larger");
            return Ok(wasm.to_vec());
        }
        Ok(status) if !status.success() => bail!("wasm-opt refused the module"),
        Ok(_) => {}
    }
    let mut optimized = std::fs::read(&after).context("reading what wasm-opt made")?;
    fix_table_export(wasm, &mut optimized);
    Ok(optimized)
}

/// The name under which the table of JavaScript objects is exported.
pub(super) const OBJECTS_TABLE: &str = "__wbindgen_externrefs";
/// The encoded export of the table: its name and the byte that marks a table. The index of the table follows.
const TABLE_EXPORT: &[u8] = b"__wbindgen_externrefs\x01";

/// Restores the index in the export of the table. Binaryen 108 (Debian 12) always exports the first table. The order of
/// the tables does not change, so that the index from before is correct.
fn fix_table_export(before: &[u8], after: &mut [u8]) {
    let place = |wasm: &[u8]| {
        let found = wasm.windows(TABLE_EXPORT.len()).position(|window| window == TABLE_EXPORT);
        found.map(|at| at + TABLE_EXPORT.len())
    };
    let index = place(before).and_then(|at| before.get(at).copied());
    let target = place(after).and_then(|at| after.get_mut(at));
    if let (Some(index), Some(target)) = (index, target) {
        *target = index;
    }
}

/// Validates a module with node, if it is installed.
pub(super) fn validate(module: &Path) -> Result<()> {
    let script =
        "process.exit(WebAssembly.validate(require('node:fs').readFileSync(process.argv[1])) ? 0 : 1)";
    match Command::new("node").args(["-e", script]).arg(module).status() {
        Ok(status) if !status.success() => bail!("{} does not validate", module.display()),
        Ok(_) => Ok(()),
        Err(_) => {
            println!("page: node is not installed; the module is validated by the first browser instead");
            Ok(())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn table_export_keeps_its_index() {
        let module = |index: u8| [b"before\x15".as_slice(), TABLE_EXPORT, &[index, 7]].concat();
        let mut after = module(0);
        fix_table_export(&module(1), &mut after);
        assert_eq!(after, module(1));
        let mut without = b"no such export".to_vec();
        fix_table_export(&module(1), &mut without);
        assert_eq!(without, b"no such export");
    }
}
