//! DynamoDB in process, for storage tests.

use std::io;

use dynoxide::{Database, server};
use tokio::net::TcpListener;

/// Starts an empty database, which ends with the runtime, and returns its URL.
pub async fn start() -> io::Result<String> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let url = format!("http://{}", listener.local_addr()?);
    let database = Database::memory().map_err(io::Error::other)?;
    tokio::spawn(server::serve_on(listener, database));
    Ok(url)
}
