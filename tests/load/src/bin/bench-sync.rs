//! `bench-sync`: measures the sync of a large directory, prints a table, and writes the figures as one flat object.

use std::{fs, io::Write as _, path::PathBuf};

use anyhow::Context as _;
use clap::Parser as _;
use load_tests::{progress::Progress, sync};

/// Measures how long a directory of 100,000 people takes to be told.
#[derive(Debug, clap::Parser)]
struct Arguments {
    /// Fewer people, in fewer groups, for a quick look
    #[arg(long, default_value_t = sync::USERS)]
    users: usize,
    /// As `scripts/bench` is told
    #[arg(long, hide = true)]
    sync: bool,
    /// Write the figures to this file too, as one flat JSON object
    #[arg(long)]
    json: Option<PathBuf>,
    /// The checkout
    #[arg(long, default_value = ".", hide = true)]
    root: PathBuf,
    /// The folder of built programs
    #[arg(long, default_value = "target/release", hide = true)]
    binaries: PathBuf,
}

fn main() -> anyhow::Result<()> {
    let arguments = Arguments::parse();
    let (root, binaries) = (arguments.root.canonicalize()?, arguments.binaries.canonicalize()?);
    let progress = Progress::begin();
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    let figures = runtime.block_on(sync::measure(
        &root,
        &binaries.join("readmit-agent"),
        arguments.users,
        &progress,
    ))?;
    drop(progress);
    std::io::stdout().write_all(figures.text().as_bytes())?;
    if let Some(file) = &arguments.json {
        let json = serde_json::to_string_pretty(&figures.json())?;
        fs::write(file, json + "\n").with_context(|| format!("writing {}", file.display()))?;
    }
    Ok(())
}
