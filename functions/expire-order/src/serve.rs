//! Connects [`ExpireOrder`] and serves it.

use lambda_kit::{Message, now};
use store::{Wiring, queues::Deadline};

use crate::ExpireOrder;

/// Serves the step until the platform stops the process.
pub async fn serve(wiring: &Wiring) -> Result<(), lambda_kit::Error> {
    let step = &ExpireOrder { resets: wiring.resets()?, deadlines: wiring.deadlines_queue()? };
    step.resets.warm().await;
    lambda_kit::serve_queue("expire-order", |message: Message<Deadline>| async move {
        step.handle(&message.body, now()).await
    })
    .await
}
