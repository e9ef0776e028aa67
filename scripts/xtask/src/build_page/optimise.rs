//! Makes the module smaller.

use std::{path::Path, process::Command};

use anyhow::{Context, Result, bail};

/// Named one by one: `--all-features` makes modules that browsers refuse.
const FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

/// Runs wasm-opt where it is installed, and asks node, where it is, whether the result is a module.
pub(super) fn optimise(scratch: &Path, wasm: &[u8]) -> Result<Vec<u8>> {
    let before = scratch.join("before.wasm");
    let after = scratch.join("after.wasm");
    std::fs::write(&before, wasm).context("writing the module for wasm-opt")?;
    let run = Command::new("wasm-opt")
        .args(FEATURES)
        .args(["-Oz", "--converge", "-o"])
        .arg(&after)
        .arg(&before)
        .status();
    match run {
        Err(_) => {
            println!("page: wasm-opt is not installed (apt-get install binaryen); the module stays larger");
            return Ok(wasm.to_vec());
        }
        Ok(status) if !status.success() => bail!("wasm-opt refused the module"),
        Ok(_) => {}
    }
    validate(&after)?;
    std::fs::read(&after).context("reading what wasm-opt made")
}

fn validate(module: &Path) -> Result<()> {
    let script =
        "process.exit(WebAssembly.validate(require('node:fs').readFileSync(process.argv[1])) ? 0 : 1)";
    match Command::new("node").args(["-e", script]).arg(module).status() {
        Ok(status) if !status.success() => bail!("wasm-opt made a module that does not validate"),
        Ok(_) => Ok(()),
        Err(_) => {
            println!("page: node is not installed; the module is validated by the first browser instead");
            Ok(())
        }
    }
}
