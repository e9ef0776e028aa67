//! `bench-agent`: measures an agent, prints a table, and writes the figures as one flat JSON object.

use std::{fs, io::Write as _, path::PathBuf};

use anyhow::Context as _;
use bench::{docs::Document, progress::Progress, sync, writes};
use clap::Parser as _;
use serde_json::Value;

/// Measures an agent's writes, or its sync of a directory of 100,000 people.
#[derive(Debug, clap::Parser)]
#[expect(clippy::struct_excessive_bools, reason = "one for each option")]
struct Arguments {
    /// Measure the writes
    #[arg(long, required_unless_present = "sync")]
    agent: bool,
    /// Measure the sync
    #[arg(long, conflicts_with = "agent")]
    sync: bool,
    /// The number of people; fewer of them, in fewer groups, give a quick look
    #[arg(long, default_value_t = sync::USERS)]
    users: usize,
    /// Write the figures to this file too, as one flat JSON object
    #[arg(long)]
    json: Option<PathBuf>,
    /// Replace the figures of what is measured in docs/bench.md
    #[arg(long)]
    write_docs: bool,
    /// Write with fewer turns
    #[arg(long, conflicts_with = "sync")]
    quick: bool,
    /// The root of the checkout
    #[arg(long, default_value = ".", hide = true)]
    root: PathBuf,
    /// The folder of built programs
    #[arg(long, default_value = "target/release", hide = true)]
    binaries: PathBuf,
}

impl Arguments {
    /// Makes the paths absolute.
    fn with_absolute_paths(self) -> std::io::Result<Self> {
        Ok(Self {
            json: self.json.map(std::path::absolute).transpose()?,
            root: self.root.canonicalize()?,
            binaries: self.binaries.canonicalize()?,
            ..self
        })
    }
}

fn main() -> anyhow::Result<()> {
    let arguments = Arguments::parse().with_absolute_paths()?;
    // The tests' domain controllers are found from the folder of their package.
    std::env::set_current_dir(arguments.root.join("tests/directory"))?;
    let progress = Progress::begin();
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    let (text, json) = runtime.block_on(measure(&arguments, &progress))?;
    drop(progress);
    std::io::stdout().write_all(text.as_bytes())?;
    if let Some(file) = &arguments.json {
        let json = serde_json::to_string_pretty(&json)?;
        fs::write(file, json + "\n").with_context(|| format!("writing {}", file.display()))?;
    }
    if arguments.write_docs {
        let page = arguments.root.join("docs/bench.md");
        let mut document = Document::read(&fs::read_to_string(&page)?);
        let part = if arguments.sync { &mut document.sync } else { &mut document.agent };
        text.trim_end().clone_into(part);
        fs::write(&page, document.text())?;
    }
    Ok(())
}

async fn measure(arguments: &Arguments, progress: &Progress) -> anyhow::Result<(String, Value)> {
    let program = arguments.binaries.join("readmit-agent");
    if arguments.sync {
        let figures = sync::measure(&arguments.root, &program, arguments.users, progress).await?;
        return Ok((figures.text(), figures.json()));
    }
    let figures = writes::measure(&program, arguments.quick, progress).await?;
    Ok((figures.text(), figures.json()))
}
