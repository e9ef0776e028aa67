//! Mails, through SES.

use aws_sdk_ses::{
    error::BuildError,
    types::{Body, Content, Destination, Message},
};
use tracing::instrument;

use crate::{Clients, error::CarrierError, messages::Mail};

const SEND: &str = "sending a mail";

/// Sends mails, always from the same address.
#[derive(Debug, Clone)]
pub struct Mails {
    clients: Clients,
    from: String,
}

impl Mails {
    /// `from` is the sender of every mail.
    pub const fn new(clients: Clients, from: String) -> Self {
        Self { clients, from }
    }

    /// Hands one mail to the carrier.
    #[instrument(level = "debug", skip_all)]
    pub async fn send(&self, address: &str, mail: &Mail) -> Result<(), CarrierError> {
        let message = message(mail).map_err(|_| CarrierError::because(SEND, "a part is incomplete"))?;
        let sent = self
            .clients
            .mails()
            .send_email()
            .source(&self.from)
            .destination(Destination::builder().to_addresses(address).build())
            .message(message)
            .send();
        sent.await.map_err(|error| CarrierError::new(SEND, &error))?;
        Ok(())
    }
}

fn message(mail: &Mail) -> Result<Message, BuildError> {
    let body = Body::builder().text(content(&mail.text)?).html(content(&mail.html)?).build();
    Ok(Message::builder().subject(content(&mail.subject)?).body(body).build())
}

fn content(data: &str) -> Result<Content, BuildError> {
    Content::builder().charset("UTF-8").data(data).build()
}
