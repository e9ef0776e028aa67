//! Writes the reference pages of the book from the types and sources that they describe.
#![expect(clippy::print_stdout, reason = "a command line tool talks to its terminal")]

mod audit_events;
mod environment;
mod http_api;
mod log_events;
mod markdown;
mod meanings;
mod members;
mod pages;
mod policy;
mod schema;
mod sources;
mod tables;

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use clap::Parser;

#[derive(Parser)]
#[command(about = "Writes the reference pages of the book")]
struct Arguments {
    /// Writes nothing, and fails if a page is stale
    #[arg(long)]
    check: bool,
}

fn main() -> Result<()> {
    let root = root()?;
    if Arguments::parse().check {
        let stale = pages::stale(&root)?;
        ensure!(stale.is_empty(), "stale: {}; run `cargo run -p reference`", stale.join(", "));
        return Ok(());
    }
    for page in pages::write(&root)? {
        println!("{page}");
    }
    Ok(())
}

/// Returns the root of the checkout that the current folder belongs to. The folder that this tool was compiled in may
/// be another checkout's, because checkouts may share a build cache.
fn root() -> Result<PathBuf> {
    let here = std::env::current_dir().context("the current folder")?;
    let root = here.ancestors().find(|folder| folder.join("scripts/reference").is_dir());
    root.map(Path::to_owned).with_context(|| format!("{} is in no checkout", here.display()))
}
