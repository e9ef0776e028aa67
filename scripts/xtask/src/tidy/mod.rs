//! Checks the repository's own rules. Each finding says where it is and what to do.

mod arrows;
pub(crate) mod drawing;
mod layers;
mod modules;
mod retired;
mod sources;
mod texts;
mod words;

use std::{
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result, bail};

/// Runs every check and prints all findings.
pub(crate) fn run(root: &Path) -> Result<()> {
    let files = files(root)?;
    let mut findings = arrows::check(root)?;
    findings.extend(drawing::check(root)?);
    findings.extend(layers::check(root)?);
    findings.extend(modules::check(root)?);
    findings.extend(crate::routes::check(root)?);
    let glossary = std::fs::read_to_string(root.join("GLOSSARY.md")).context("reading GLOSSARY.md")?;
    let (retired_names, retired) = (words::retired_names(&glossary), retired::retired(&glossary));
    for file in files.iter().filter(|file| root.join(file).is_file()) {
        let Ok(text) = std::fs::read_to_string(root.join(file)) else { continue };
        findings.extend(sources::check(file, &text));
        findings.extend(texts::check(file, &text));
        findings.extend(words::check(file, &text, &retired_names));
        findings.extend(retired::check(file, &text, &retired, &retired_names));
    }
    for finding in &findings {
        println!("tidy: {finding}");
    }
    if !findings.is_empty() {
        bail!("{} things to tidy", findings.len());
    }
    println!("tidy: {} files, nothing to do", files.len());
    Ok(())
}

/// Returns the files that git tracks or would add.
fn files(root: &Path) -> Result<Vec<PathBuf>> {
    let output = Command::new("git")
        .current_dir(root)
        .args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"])
        .output()
        .context("running git ls-files")?;
    if !output.status.success() {
        bail!("git ls-files failed: {}", String::from_utf8_lossy(&output.stderr));
    }
    let names = String::from_utf8(output.stdout).context("file names are UTF-8")?;
    Ok(names.split('\0').filter(|name| !name.is_empty()).map(PathBuf::from).collect())
}
