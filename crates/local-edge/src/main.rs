//! The program: arguments, log, serve.

use clap::Parser;
use local_edge::Arguments;

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    tracing_subscriber::fmt()
        .with_env_filter(tracing_subscriber::EnvFilter::from_default_env())
        .with_writer(std::io::stderr)
        .init();
    local_edge::run(Arguments::parse()).await
}
