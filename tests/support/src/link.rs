//! A link from an agent to the cloud, which can be cut.

use std::{
    net::SocketAddr,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

use axum::{
    extract::{Request, State},
    middleware::Next,
    response::Response,
};

/// One address of the cloud.
#[derive(Debug, Clone)]
pub struct Link {
    /// The address that agents connect to.
    pub address: SocketAddr,
    pub(crate) is_cut: Arc<AtomicBool>,
}

impl Link {
    /// Cuts or restores the link. Requests in flight are lost.
    pub fn cut(&self, is_cut: bool) {
        self.is_cut.store(is_cut, Ordering::SeqCst);
    }
}

/// Forwards a request, or never answers if the link is cut before or after the request.
pub(crate) async fn forward(State(link): State<Link>, request: Request, next: Next) -> Response {
    if link.is_cut.load(Ordering::SeqCst) {
        std::future::pending::<()>().await;
    }
    let answer = next.run(request).await;
    if link.is_cut.load(Ordering::SeqCst) {
        std::future::pending::<()>().await;
    }
    answer
}
