//! The command line of `bench`.

use std::{fs, io, path::PathBuf};

use crate::{deployed::Deployed, measure::Repetitions};

/// Measures what a reset costs.
#[derive(Debug, clap::Parser)]
#[command(about = "Measures what a reset costs", long_about = None)]
pub struct Arguments {
    /// Write the figures to this file too, as one flat JSON object
    #[arg(long)]
    pub json: Option<PathBuf>,
    /// Measure with fewer repetitions
    #[arg(long)]
    pub quick: bool,
    /// Measure the wait for "done" with a real domain controller (Samba; needs root)
    #[arg(long)]
    pub samba: bool,
    /// Replace docs/bench.md and docs/bench.svg by what was measured
    #[arg(long)]
    pub write_docs: bool,
    /// The calls of tables in a full reset, as a test counted them
    #[arg(long, hide = true)]
    pub calls: u32,
    /// The write units of a full reset, as a test counted them
    #[arg(long, hide = true)]
    pub write_units: u32,
    /// The functions' archive
    #[arg(long, default_value = "target/functions.zip", hide = true)]
    pub archive: PathBuf,
    /// The root of the checkout
    #[arg(long, default_value = ".", hide = true)]
    pub root: PathBuf,
    /// The folder of built programs
    #[arg(long, default_value = "target/release", hide = true)]
    pub binaries: PathBuf,
    /// The folder of the built page
    #[arg(long, default_value = "target/page-dist", hide = true)]
    pub page: PathBuf,
    /// The scratch folder, which is emptied first
    #[arg(long, default_value = "target/bench", hide = true)]
    pub data: PathBuf,
}

impl Arguments {
    /// Returns how often functions are measured.
    pub const fn repetitions(&self) -> Repetitions {
        if self.quick {
            Repetitions { pairs: 7, processes: 2, warm: 2, counted: 4 }
        } else {
            Repetitions { pairs: 21, processes: 5, warm: 4, counted: 10 }
        }
    }

    /// Makes the paths absolute, and empties the scratch folder.
    pub fn with_absolute_paths(self) -> io::Result<Self> {
        if self.data.exists() {
            fs::remove_dir_all(&self.data)?;
        }
        fs::create_dir_all(&self.data)?;
        Ok(Self {
            root: self.root.canonicalize()?,
            binaries: self.binaries.canonicalize()?,
            page: self.page.canonicalize()?,
            archive: self.archive.canonicalize()?,
            data: self.data.canonicalize()?,
            ..self
        })
    }

    /// Returns what is deployed.
    pub fn deployed(&self) -> io::Result<Deployed> {
        let archive = fs::metadata(&self.archive)?.len();
        Ok(Deployed { calls: self.calls, write_units: self.write_units, archive })
    }

    /// Returns how many whole resets are measured.
    pub const fn resets(&self) -> usize {
        if self.quick { 12 } else { 60 }
    }
}
