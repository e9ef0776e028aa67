//! Turns the texts of `locales/*.ftl` into one function per text.
//!
//! A Fluent runtime with its plural rules and number formats would weigh more than the rest of the page. The page
//! needs texts, values in texts, and "one" beside "many"; whatever else Fluent can do is refused here, at build time,
//! and so is a text that one language has and another lacks.

#[path = "build/functions.rs"]
mod functions;
#[path = "build/pages.rs"]
mod pages;
#[path = "build/read.rs"]
mod read;
#[path = "build/texts.rs"]
mod texts;

use std::path::Path;

use anyhow::{Context, Result};

fn main() -> Result<()> {
    println!("cargo::rerun-if-changed=build");
    println!("cargo::rerun-if-changed=locales");
    println!("cargo::rerun-if-changed=src");
    let package = std::env::var_os("CARGO_MANIFEST_DIR").context("cargo sets CARGO_MANIFEST_DIR")?;
    let package = Path::new(&package);
    let languages = texts::every_language(&package.join("locales"))?;
    let named = pages::Named::by_sources(&package.join("src"))?;
    let out = std::env::var_os("OUT_DIR").context("cargo sets OUT_DIR")?;
    let rust = functions::rust(&languages, &named)?;
    std::fs::write(Path::new(&out).join("words.rs"), rust).context("writing the functions")
}
