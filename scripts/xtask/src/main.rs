//! Runs the repository's own tasks: builds the page, and checks rules that clippy does not know.
#![expect(clippy::print_stdout, reason = "a command line tool talks to its terminal")]

mod build_page;
mod contract;
mod routes;
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
        /// The folder that the finished page is written to.
        #[arg(long, default_value = "target/page-dist")]
        out: PathBuf,
        /// Builds within seconds for local use: neither optimized nor compressed.
        #[arg(long)]
        quick: bool,
    },
    /// Writes the drawing of the crates from the arrows that `tidy` allows.
    Arrows,
    /// Writes the routes in infra/template.yaml from the contract.
    Routes,
    /// Checks dependencies between crates, the layers of each step, and conventions that no lint covers.
    Tidy,
}

fn main() -> Result<()> {
    let root = root()?;
    match Arguments::parse().task {
        Task::BuildPage { out, quick } => {
            let mode = if quick { build_page::BuildMode::Quick } else { build_page::BuildMode::Small };
            build_page::run(&root, &root.join(out), mode)
        }
        Task::Arrows => tidy::drawing::run(&root),
        Task::Routes => routes::run(&root),
        Task::Tidy => tidy::run(&root),
    }
}

/// Returns the root of the checkout that the current folder belongs to. The folder that this tool was compiled in may
/// be another checkout's, because checkouts may share a build cache.
fn root() -> Result<PathBuf> {
    let here = std::env::current_dir().context("the current folder")?;
    let root = here.ancestors().find(|folder| folder.join("scripts/xtask").is_dir());
    root.map(Path::to_owned).with_context(|| format!("{} is in no checkout", here.display()))
}
