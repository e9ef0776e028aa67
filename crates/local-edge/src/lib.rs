//! Stands in for the CDN on a developer's machine: static files, security headers, `/api`, `/outbox`. It knows nothing
//! about resets and is not deployed.

mod address;
mod arguments;
mod clock;
mod headers;
mod instance;
mod outbox;
mod page;
mod proxy;
mod responses;
mod router;
mod well_known;

pub use arguments::Arguments;
pub use headers::{CONTENT_SECURITY_POLICY, PERMISSIONS_POLICY};
pub use page::addresses;

use std::{net::Ipv4Addr, sync::Arc};

use anyhow::Context;
use axum::serve::ListenerExt;
use tokio::net::TcpListener;

/// Serves until the process gets a stop signal. Only this machine can connect.
pub async fn run(arguments: Arguments) -> anyhow::Result<()> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, arguments.port))
        .await
        .with_context(|| format!("listening on 127.0.0.1:{}", arguments.port))?;
    serve(listener, arguments, shutdown_signal()).await
}

/// Serves on an open socket until `shutdown_signal` is done.
pub async fn serve(
    listener: TcpListener,
    arguments: Arguments,
    shutdown_signal: impl Future<Output = ()> + Send + 'static,
) -> anyhow::Result<()> {
    let port = listener.local_addr().context("asking for the port")?.port();
    let outbox = Arc::new(outbox::Outbox::new(&arguments.emulator)?);
    tokio::spawn(Arc::clone(&outbox).watch());
    let edge = router::Edge {
        address: address::Address::new(port),
        page: page::Page::load(&arguments.page, arguments.branding)?,
        proxy: proxy::Proxy::new(&arguments.emulator, &arguments.api, &arguments.agent_api)?,
        outbox,
    };
    tracing::info!(port, "serving");
    // Small answers must not wait for the acknowledgement of the previous one.
    let listener = listener.tap_io(|connection| {
        if let Err(error) = connection.set_nodelay(true) {
            tracing::debug!(%error, "no_delay_not_set");
        }
    });
    axum::serve(listener, router::router(edge))
        .with_graceful_shutdown(shutdown_signal)
        .await
        .context("serving")
}

async fn shutdown_signal() {
    use tokio::signal::unix::{SignalKind, signal};
    let Ok(mut terminate) = signal(SignalKind::terminate()) else { return };
    tokio::select! {
        _ = terminate.recv() => {},
        _ = tokio::signal::ctrl_c() => {},
    }
}
