//! Connects [`Notify`] and serves it.

use lambda_kit::now;
use store::Wiring;

use crate::Notify;

/// Serves the step until the platform stops the process.
pub async fn serve(wiring: &Wiring) -> Result<(), lambda_kit::Error> {
    let step = &Notify {
        settings: wiring.settings()?,
        activities: wiring.activities()?,
        notices: wiring.notices()?,
        queue: wiring.notices_queue()?,
    };
    step.settings.warm(now()).await;
    let serving =
        lambda_kit::serve_stream("notify", |record| async move { step.handle(&record, now()).await });
    // Boxed, because the compiler limits how deep futures nest.
    Box::pin(serving).await
}
