//! Tasks of this repository that are neither the product nor a test: building the page, and checking what clippy
//! cannot.
#![expect(clippy::print_stdout, reason = "a command line tool talks to its terminal")]

mod build_page;
mod tidy;

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use clap::{Parser, Subcommand};

#[derive(Parser)]
#[command(about = "Builds the page and checks what clippy cannot")]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Builds the frontend: WebAssembly, glue, styles and index.html, hashed, compressed and measured.
    BuildPage {
        /// Where the finished page goes.
        #[arg(long, default_value = "target/page-dist")]
        out: PathBuf,
        /// In seconds, for this machine only: neither small nor compressed.
        #[arg(long)]
        quick: bool,
    },
    /// Checks the arrows between crates, the layers of each step, and habits that no lint knows.
    Tidy,
}

fn main() -> Result<()> {
    let root = root()?;
    match Arguments::parse().task {
        Task::BuildPage { out, quick } => {
            let way = if quick { build_page::Way::Quick } else { build_page::Way::Small };
            build_page::run(&root, &root.join(out), way)
        }
        Task::Tidy => tidy::run(&root),
    }
}

/// The root of the checkout that this tool was called in. Where it was built says little: checkouts may share a cache.
fn root() -> Result<PathBuf> {
    let here = std::env::current_dir().context("the current folder")?;
    let root = here.ancestors().find(|folder| folder.join("scripts/xtask").is_dir());
    root.map(Path::to_owned).with_context(|| format!("{} is in no checkout", here.display()))
}
