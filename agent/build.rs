//! Turns the texts of `locales/*/agent.ftl` into one function per text.

use std::path::Path;

use anyhow::{Context, Result};
use texts_compiler::{catalogs, languages, locale_files, read_all};

fn main() -> Result<()> {
    let locales = languages();
    for file in locale_files(&locales, "agent") {
        println!("cargo::rerun-if-changed={}", file.display());
    }
    let out = std::env::var_os("OUT_DIR").context("cargo sets OUT_DIR")?;
    let rust = catalogs(&read_all(&locales, "agent")?)?;
    std::fs::write(Path::new(&out).join("words.rs"), rust).context("writing the functions")
}
