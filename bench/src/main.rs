//! `bench`: measures, prints a table, writes files.

use std::{fs, io::Write as _};

use anyhow::Context as _;
use bench::{
    arguments::Arguments,
    docs::Document,
    progress::Progress,
    report::{Report, plot},
    run::run,
};
use clap::Parser as _;

fn main() -> anyhow::Result<()> {
    let arguments = Arguments::parse().with_absolute_paths().context("the folders to work with")?;
    let progress = Progress::begin();
    let report = run(&arguments, &progress)?;
    drop(progress);
    std::io::stdout().write_all(report.text().as_bytes())?;
    if let Some(file) = &arguments.json {
        let json = serde_json::to_string_pretty(&report.json())?;
        fs::write(file, json + "\n").with_context(|| format!("writing {}", file.display()))?;
    }
    if arguments.write_docs { write_docs(&arguments, &report) } else { Ok(()) }
}

fn write_docs(arguments: &Arguments, report: &Report) -> anyhow::Result<()> {
    let folder = arguments.root.join("docs");
    fs::create_dir_all(&folder)?;
    let text = report.text();
    let introduction = "# What a reset costs\n\n\
        Measured by `./scripts/bench --write-docs`: real programs, real requests. Instructions hardly vary between runs; \
        times are those of one machine on one day.\n\n\
        ![Instructions of one warm request](bench.svg)\n\n";
    let page = folder.join("bench.md");
    let mut document = Document::read(&fs::read_to_string(&page).unwrap_or_default());
    document.resets = format!("{introduction}{}", text.trim_end());
    fs::write(&page, document.text())?;
    fs::write(folder.join("bench.svg"), plot(&report.functions))?;
    Ok(())
}
