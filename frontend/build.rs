//! Turns the texts of `locales/*.ftl` into one function per text.
//!
//! A Fluent runtime with its plural rules and number formats would weigh more than the rest of the page. The page
//! needs texts, values in texts, and "one" beside "many"; whatever else Fluent can do is refused here, at build time,
//! and so is a text that one language has and another lacks.

#[path = "build/functions.rs"]
mod functions;
#[path = "build/read.rs"]
mod read;
#[path = "build/texts.rs"]
mod texts;

use std::path::Path;

use anyhow::{Context, Result};

fn main() -> Result<()> {
    println!("cargo::rerun-if-changed=build");
    println!("cargo::rerun-if-changed=locales");
    let package = std::env::var_os("CARGO_MANIFEST_DIR").context("cargo sets CARGO_MANIFEST_DIR")?;
    let languages = texts::every_language(&Path::new(&package).join("locales"))?;
    let out = std::env::var_os("OUT_DIR").context("cargo sets OUT_DIR")?;
    let rust = functions::rust(&languages)?;
    std::fs::write(Path::new(&out).join("words.rs"), rust).context("writing the functions")
}
