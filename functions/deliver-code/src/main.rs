//! Wires [`DeliverCode`] to its tables, its carriers, its keys and the clock.

use cloud::{Wiring, queues::Delivery};
use deliver_code::DeliverCode;
use lambda_kit::{Message, environment, now};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), lambda_kit::Error> {
    lambda_kit::init_telemetry();
    let wiring = Wiring::read(environment::optional)?;
    let settings = wiring.settings()?;
    let (secrets, ()) = tokio::join!(
        async { tokio::try_join!(wiring.secret("CODE_SECRET_ARN"), wiring.secret("DESTINATION_SECRET_ARN")) },
        settings.warm(now()),
    );
    let (code, destinations) = secrets?;
    let step = &DeliverCode {
        settings,
        resets: wiring.resets()?,
        accounts: wiring.accounts()?,
        codes: code.code_key(),
        destinations: destinations.destination_key(),
        carriers: wiring.carriers()?,
    };
    lambda_kit::serve_queue("deliver-code", |message: Message<Delivery>| async move {
        step.handle(&message.body, now()).await
    })
    .await
}
