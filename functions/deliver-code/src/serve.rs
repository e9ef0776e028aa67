//! Connects [`DeliverCode`] and serves it.

use lambda_kit::{Message, now};
use store::{SecretName, Wiring, queues::Delivery};

use crate::{DeliverCode, FailedDeliveries};

/// Serves the step until the platform stops the process.
pub async fn serve(wiring: &Wiring) -> Result<(), lambda_kit::Error> {
    let secret_names = [SecretName::Code, SecretName::Destination];
    let (settings, [code, destinations]) = wiring.settings_and_secrets(secret_names, now()).await?;
    let step = &DeliverCode {
        settings,
        queue: wiring.codes_queue()?,
        counters: wiring.counters()?,
        failed_deliveries: FailedDeliveries::new(wiring.counters()?),
        resets: wiring.resets()?,
        codes: code.code_key(),
        destinations: destinations.destination_key(),
        messenger: wiring.messenger().await?,
    };
    let serving = lambda_kit::serve_queue("deliver-code", |message: Message<Delivery>| async move {
        step.handle(&message, now()).await
    });
    // Boxed, because the compiler limits how deep futures nest.
    Box::pin(serving).await
}
