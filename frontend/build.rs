//! Turns the texts of `locales/*.ftl` into one string per language and one function per text.
//!
//! A Fluent runtime with its plural rules and number formats would weigh more than the rest of the page. The page
//! needs texts, values in texts, and "one" beside "many"; whatever else Fluent can do is refused here, at build time,
//! and so is a text that one language has and another lacks.

#[path = "build/read.rs"]
mod read;
#[path = "build/write.rs"]
mod write;

use std::path::Path;

use anyhow::{Context, Result};

/// The first is the one that the others are compared with.
const LANGUAGES: [&str; 2] = ["en", "sv"];

fn main() -> Result<()> {
    println!("cargo::rerun-if-changed=build");
    println!("cargo::rerun-if-changed=locales");
    let package = std::env::var_os("CARGO_MANIFEST_DIR").context("cargo sets CARGO_MANIFEST_DIR")?;
    let locales = Path::new(&package).join("locales");
    let read = |language: &&str| {
        let path = locales.join(format!("{language}.ftl"));
        let source = std::fs::read_to_string(&path).with_context(|| format!("reading {}", path.display()))?;
        read::texts(&source).with_context(|| format!("in locales/{language}.ftl"))
    };
    let languages = LANGUAGES.iter().map(read).collect::<Result<Vec<_>>>()?;
    let out = std::env::var_os("OUT_DIR").context("cargo sets OUT_DIR")?;
    let rust = write::rust(&LANGUAGES, &languages)?;
    std::fs::write(Path::new(&out).join("words.rs"), rust).context("writing the texts")
}
