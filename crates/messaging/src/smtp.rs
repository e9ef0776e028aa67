//! Mail by a relay that speaks SMTP (RFC 5321), always encrypted. The relay signs the mails (DKIM).

mod message;
mod reply;

use std::time::Duration;

use lettre::{
    Address, AsyncSmtpTransport, AsyncTransport, Tokio1Executor,
    message::Mailbox,
    transport::smtp::{
        authentication::Credentials,
        client::{Certificate, Tls, TlsParameters},
        extension::ClientId,
    },
};
use serde::Deserialize;
use tracing::instrument;
use zeroize::Zeroizing;

use crate::{SendError, error::NO_ANSWER, messages::Mail};

const SEND: &str = "sending a mail by SMTP";
/// The longest wait for a reply. The queue tries again.
const TIMEOUT: Duration = Duration::from_secs(4);
/// The longest time that a mail takes in all. Functions that a user waits for end after ten seconds.
const MAXIMUM: Duration = Duration::from_secs(8);

/// The address of a relay, which also says how the connection is encrypted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SmtpRelay {
    host: String,
    port: u16,
    /// Whether TLS begins with the first byte (RFC 8314); otherwise STARTTLS comes before anything is said (RFC 3207).
    is_tls_from_start: bool,
}

impl SmtpRelay {
    /// Reads `smtps://HOST:PORT`, or `smtp://HOST:PORT` for STARTTLS. There is no address without encryption.
    pub fn parse(address: &str) -> Option<Self> {
        let (scheme, rest) = address.split_once("://")?;
        let is_tls_from_start = match scheme {
            "smtps" => true,
            "smtp" => false,
            _ => return None,
        };
        let (host, port) = rest.rsplit_once(':')?;
        let is_host = !host.is_empty() && !host.contains(['/', '@', ':']);
        is_host.then_some(())?;
        Some(Self { host: host.to_owned(), port: port.parse().ok()?, is_tls_from_start })
    }
}

/// The secret of a relay: what is needed to be admitted, and what to trust.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SmtpSecret {
    /// Empty if the relay knows its clients otherwise.
    username: String,
    password: Zeroizing<String>,
    /// The certificate of a private authority that signed the relay's, as PEM. Public ones are trusted anyway.
    #[serde(default)]
    authority: String,
}

/// Leaves the password out.
impl std::fmt::Debug for SmtpSecret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SmtpSecret").finish_non_exhaustive()
    }
}

/// A relay cannot be used as it is configured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SmtpError {
    /// The address is not of the form of [`SmtpRelay::parse`].
    #[error("the address of the SMTP relay is not of the form smtp://HOST:PORT or smtps://HOST:PORT")]
    Relay,
    /// The secret is not JSON with a user name and a password.
    #[error("the secret of the SMTP relay is not of the form {{\"username\": …, \"password\": …}}")]
    Secret,
    /// The sender is no mail address.
    #[error("the sender of mails is no address")]
    Sender,
    /// The host is no name, or the authority no certificate.
    #[error("the host or the authority of the SMTP relay cannot be used")]
    Tls,
}

/// Sends mails by a relay, always from the same address. Each mail has its own connection, because a function that
/// rests loses them.
#[derive(Clone)]
pub struct Smtp {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
}

impl Smtp {
    /// Returns the provider of mail that sends by a relay. `from` is the sender, with or without a name: `Help
    /// <help@example.com>`; `secret` is JSON with `username`, `password` and, if a private authority signed the relay's
    /// certificate, `authority` (PEM).
    pub fn new(relay: &SmtpRelay, secret: &str, from: &str) -> Result<Self, SmtpError> {
        let secret: SmtpSecret = serde_json::from_str(secret).map_err(|_| SmtpError::Secret)?;
        let from: Mailbox = from.parse().map_err(|_| SmtpError::Sender)?;
        let parameters = parameters(&relay.host, &secret.authority)?;
        let tls = if relay.is_tls_from_start { Tls::Wrapper(parameters) } else { Tls::Required(parameters) };
        // Dangerous only until it has `tls`.
        let mut builder = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(&relay.host)
            .port(relay.port)
            .tls(tls)
            .timeout(Some(TIMEOUT))
            .hello_name(ClientId::Domain(from.email.domain().to_owned()));
        if !secret.username.is_empty() {
            builder = builder.credentials(Credentials::new(secret.username, secret.password.to_string()));
        }
        Ok(Self { transport: builder.build(), from })
    }

    /// Hands one mail to the relay.
    #[instrument(level = "debug", skip_all)]
    pub async fn send(&self, address: &str, mail: &Mail) -> Result<(), SendError> {
        let to: Address = address.parse().map_err(|_| SendError::because(SEND, reply::ADDRESS_REFUSED))?;
        let message = message::compose(&self.from, to, mail, random_id()?);
        let message = message.map_err(|_| SendError::because(SEND, "a part is incomplete"))?;
        let sent = tokio::time::timeout(MAXIMUM, self.transport.send(message)).await;
        match sent {
            Ok(Ok(_)) => Ok(()),
            Ok(Err(error)) => Err(SendError::because(SEND, reply::reason(&error))),
            Err(_) => Err(SendError::because(SEND, NO_ANSWER)),
        }
    }
}

/// Leaves the credentials out.
impl std::fmt::Debug for Smtp {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Smtp").field("from", &self.from.email).finish_non_exhaustive()
    }
}

#[expect(clippy::disallowed_methods, reason = "SES makes its own ids too: they are of this mail only")]
fn random_id() -> Result<u128, SendError> {
    let mut random = [0; 16];
    getrandom::fill(&mut random).map_err(|_| SendError::because(SEND, "no randomness"))?;
    Ok(u128::from_ne_bytes(random))
}

fn parameters(host: &str, authority: &str) -> Result<TlsParameters, SmtpError> {
    let mut builder = TlsParameters::builder(host.to_owned());
    if !authority.is_empty() {
        // A text without a certificate would be read as no certificates.
        authority.contains("-----BEGIN CERTIFICATE-----").then_some(()).ok_or(SmtpError::Tls)?;
        let certificate = Certificate::from_pem(authority.as_bytes()).map_err(|_| SmtpError::Tls)?;
        builder = builder.add_root_certificate(certificate);
    }
    builder.build_rustls().map_err(|_| SmtpError::Tls)
}

#[cfg(test)]
mod tests {
    use super::{Smtp, SmtpError, SmtpRelay};

    const SECRET: &str = r#"{"username":"readmit","password":"pw-of-the-relay"}"#;

    fn relay(secret: &str, from: &str) -> Result<Smtp, SmtpError> {
        Smtp::new(&SmtpRelay::parse("smtp://mail.example.com:587").unwrap(), secret, from)
    }

    #[test]
    fn every_address_of_a_relay_is_encrypted() {
        let read = |address| SmtpRelay::parse(address);
        let relay = |is_tls_from_start, port| {
            Some(SmtpRelay { host: "mail.example.com".to_owned(), port, is_tls_from_start })
        };
        assert_eq!(read("smtp://mail.example.com:587"), relay(false, 587));
        assert_eq!(read("smtps://mail.example.com:465"), relay(true, 465));
        for wrong in [
            "",
            "mail.example.com",
            "mail.example.com:587",
            "smtp://mail.example.com",
            "smtp://mail.example.com:99999",
            "smtp://:587",
            "smtp://user:pw@mail.example.com:587",
            "smtp://mail.example.com:587/?tls=opportunistic",
            "lmtp://mail.example.com:587",
        ] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn wrong_settings_of_a_relay_are_named() {
        let from = "Help <help@example.com>";
        assert!(relay(SECRET, from).is_ok());
        let authority = r#"{"username":"","password":"","authority":"no certificate"}"#;
        let more = r#"{"username":"a","password":"b","user":"c"}"#;
        for (secret, from, error) in [
            ("pw-of-the-relay", from, SmtpError::Secret),
            (more, from, SmtpError::Secret),
            (SECRET, "help", SmtpError::Sender),
            (authority, from, SmtpError::Tls),
        ] {
            assert_eq!(relay(secret, from).unwrap_err(), error, "{from}");
        }
    }

    #[test]
    fn password_of_a_relay_is_never_printed() {
        let printed = format!("{:?}", relay(SECRET, "help@example.com").unwrap());
        assert!(printed.contains("help") && !printed.contains("readmit"), "{printed}");
        assert!(!printed.contains("pw-of-the-relay"), "{printed}");
    }
}
