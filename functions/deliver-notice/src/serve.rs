//! Connects [`DeliverNotice`] and serves it.

use crypto::{freeze_link::FreezeLinks, link::CancelLinks};
use lambda_kit::{Message, now};
use store::{SecretName, Wiring, queues::NoticeMessage};

use crate::{DeliverNotice, Signers};

/// Serves the step until the platform stops the process.
pub async fn serve(wiring: &Wiring) -> Result<(), lambda_kit::Error> {
    let secrets = [SecretName::Destination, SecretName::Link];
    let (settings, [destinations, link]) = wiring.settings_and_secrets(secrets, now()).await?;
    let step = &DeliverNotice {
        settings,
        counters: wiring.counters()?,
        notices: wiring.notices()?,
        queue: wiring.notices_queue()?,
        destinations: destinations.destination_key(),
        signers: Signers {
            cancel: CancelLinks::new(&link.link_key()),
            freeze: FreezeLinks::new(&link.freeze_key()),
        },
        messenger: wiring.messenger().await?,
    };
    let serving = lambda_kit::serve_queue("deliver-notice", |message: Message<NoticeMessage>| async move {
        step.handle(&message, now()).await
    });
    // Boxed, because the compiler limits how deep futures nest.
    Box::pin(serving).await
}
