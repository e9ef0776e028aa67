//! Turns the texts of `locales/*/page.ftl` into one function per text.

use std::path::Path;

use anyhow::{Context, Result};
use texts_compiler::{languages, locale_files, messages, read_all, sources::UsedTexts};

fn main() -> Result<()> {
    let locales = languages();
    for file in locale_files(&locales, "page") {
        println!("cargo::rerun-if-changed={}", file.display());
    }
    println!("cargo::rerun-if-changed=src");
    let package = std::env::var_os("CARGO_MANIFEST_DIR").context("cargo sets CARGO_MANIFEST_DIR")?;
    println!("cargo::rerun-if-changed=pages.toml");
    let used = UsedTexts::read(Path::new(&package))?;
    let out = std::env::var_os("OUT_DIR").context("cargo sets OUT_DIR")?;
    let rust = messages(&read_all(&locales, "page")?, &used)?;
    std::fs::write(Path::new(&out).join("words.rs"), rust).context("writing the functions")
}
