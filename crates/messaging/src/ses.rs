//! Mail by Amazon Simple Email Service.

use aws_clients::Clients;
use aws_sdk_ses::{
    error::BuildError,
    types::{Body, Content, Destination, Message},
};
use tracing::instrument;

use crate::{SendError, messages::Mail};

const SEND: &str = "sending a mail";

/// Sends mails, always from the same address.
#[derive(Debug, Clone)]
pub struct Ses {
    clients: Clients,
    from: String,
}

impl Ses {
    /// Returns a provider whose mails all come from the address `from`.
    pub const fn new(clients: Clients, from: String) -> Self {
        Self { clients, from }
    }

    #[instrument(level = "debug", skip_all)]
    pub async fn send(&self, address: &str, mail: &Mail) -> Result<(), SendError> {
        let message = message(mail).map_err(|_| SendError::because(SEND, "a part is incomplete"))?;
        let sent = self
            .clients
            .ses()
            .send_email()
            .source(&self.from)
            .destination(Destination::builder().to_addresses(address).build())
            .message(message)
            .send();
        sent.await.map_err(|error| SendError::new(SEND, &error))?;
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
