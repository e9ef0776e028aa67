//! The command line.

use std::path::PathBuf;

/// Stands in for the CDN on one machine.
#[derive(Debug, clap::Parser)]
#[command(about = "Serves the page, /api and /outbox on 127.0.0.1")]
pub struct Arguments {
    /// The port to listen on, on 127.0.0.1 only; 0 takes any free port.
    #[arg(long, default_value_t = 8000)]
    pub port: u16,
    /// The folder with the built page.
    #[arg(long)]
    pub page: PathBuf,
    /// The styles of the company's branding, if `readmit-admin` wrote any; otherwise those of the built page serve.
    #[arg(long)]
    pub branding: Option<PathBuf>,
    /// The address of the AWS emulator, for instance `http://127.0.0.1:4566`.
    #[arg(long)]
    pub emulator: String,
    /// The id of the deployed API of the pages.
    #[arg(long)]
    pub api: String,
    /// The id of the deployed API of the agents.
    #[arg(long)]
    pub agent_api: String,
}
