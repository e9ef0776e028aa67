//! Wires [`ExpireOrder`] to its table, its queue and the clock.

use cloud::{Wiring, queues::Deadline};
use expire_order::ExpireOrder;
use lambda_kit::{Message, environment, now};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), lambda_kit::Error> {
    lambda_kit::init_telemetry();
    let wiring = Wiring::read(environment::optional)?;
    let step = &ExpireOrder { resets: wiring.resets()?, deadlines: wiring.deadlines_queue()? };
    step.resets.warm().await;
    lambda_kit::serve_queue("expire-order", |message: Message<Deadline>| async move {
        step.handle(&message.body, now()).await
    })
    .await
}
