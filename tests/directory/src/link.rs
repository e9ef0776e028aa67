//! A way from an agent to the cloud, which can be cut.

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

/// One way to the cloud.
#[derive(Debug, Clone)]
pub struct Link {
    /// Where it begins.
    pub address: SocketAddr,
    pub(crate) is_cut: Arc<AtomicBool>,
}

impl Link {
    /// Lets nothing through any more, or everything again. What was under way is lost.
    pub fn cut(&self, is_cut: bool) {
        self.is_cut.store(is_cut, Ordering::SeqCst);
    }
}

/// Whoever asks over a cut line never hears anything, whether the question arrived or the answer was lost.
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
