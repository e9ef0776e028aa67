//! The provider for relays against Debian's Exim, which `./scripts/test mail` starts.

#![expect(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may panic")]
#![expect(clippy::disallowed_methods, reason = "the relay is named by the environment")]

use std::{env, fs, path::PathBuf, time::Duration};

use messaging::{SendError, Smtp, SmtpRelay, messages::Mail};

/// Returns a file of the relay.
fn file(name: &str) -> PathBuf {
    PathBuf::from(env::var("READMIT_RELAY").expect("READMIT_RELAY")).join(name)
}

/// Returns the relay at one of its ports, which a variable has.
fn relay(scheme: &str, port: &str) -> SmtpRelay {
    let port = env::var(port).expect("the port");
    SmtpRelay::parse(&format!("{scheme}://localhost:{port}")).unwrap()
}

/// Returns the secret of a relay whose certificate is signed by this authority.
fn secret(password: &str, authority: &str) -> String {
    serde_json::json!({ "username": "readmit", "password": password, "authority": authority }).to_string()
}

fn authority() -> String {
    fs::read_to_string(file("authority.pem")).unwrap()
}

fn right_secret() -> String {
    secret("pw-of-the-relay", &authority())
}

async fn send(relay: &SmtpRelay, secret: &str, to: &str, subject: &str) -> Result<(), SendError> {
    let mail = Mail {
        subject: subject.to_owned(),
        text: "Kod: 123456, för dig".to_owned(),
        html: "<p>Kod: <b>123456</b></p>".to_owned(),
    };
    Smtp::new(relay, secret, "Hjälp <help@company.example>").unwrap().send(to, &mail).await
}

/// Returns the mail to an address.
fn mail_to(address: &str) -> Vec<String> {
    let mails = fs::read_to_string(file("mail/box")).unwrap_or_default();
    let envelope = format!("Envelope-to: {address}\n");
    mails.split("\nFrom ").filter(|mail| mail.contains(&envelope)).map(str::to_owned).collect()
}

/// Waits for the first mail to an address.
async fn wait_for(address: &str) -> String {
    for _ in 0..100 {
        if let Some(mail) = mail_to(address).pop() {
            return mail;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("no mail came to {address} within ten seconds")
}

#[tokio::test]
async fn relay_gets_mail_by_starttls_and_by_tls() {
    for (scheme, port, user) in
        [("smtp", "READMIT_RELAY_STARTTLS", "anna"), ("smtps", "READMIT_RELAY_TLS", "cleo")]
    {
        let to = format!("{user}@home.example");
        send(&relay(scheme, port), &right_secret(), &to, "A code").await.unwrap();
        let mail = wait_for(&to).await;
        for wanted in ["<help@company.example>", "Message-ID: <", "with esmtpsa", "text/plain", "text/html"] {
            assert!(mail.contains(wanted), "{wanted}: {mail}");
        }
    }
}

#[tokio::test]
async fn only_a_refused_address_is_a_permanent_failure() {
    let relay = relay("smtp", "READMIT_RELAY_STARTTLS");
    for (to, is_permanent) in
        [("nobody@home.example", true), ("too-busy@home.example", false), ("anna@elsewhere.example", false)]
    {
        let refused = send(&relay, &right_secret(), to, "Refused").await.unwrap_err();
        assert_eq!((refused.is_permanent(), refused.is_outage()), (is_permanent, false), "{to}");
        let words = format!("{refused:?} {refused}");
        assert!(!words.contains("home.example") && !words.contains("elsewhere"), "{words}");
    }
}

#[tokio::test]
async fn relay_without_sign_in_or_connection_is_an_outage() {
    let wrong = secret("pw-of-somebody-else", &authority());
    let starttls = relay("smtp", "READMIT_RELAY_STARTTLS");
    let closed = SmtpRelay::parse("smtp://localhost:1").unwrap();
    for (relay, secret) in [(&starttls, &wrong), (&closed, &right_secret())] {
        let refused = send(relay, secret, "anna@home.example", "Not admitted").await.unwrap_err();
        assert!(refused.is_outage() && !refused.is_permanent(), "{refused:?}");
    }
}

#[tokio::test]
async fn nothing_is_sent_in_cleartext_or_to_an_untrusted_relay() {
    let plain = relay("smtp", "READMIT_RELAY_PLAIN");
    let starttls = relay("smtp", "READMIT_RELAY_STARTTLS");
    let untrusted = secret("pw-of-the-relay", "");
    for (relay, secret, subject) in
        [(&plain, &right_secret(), "In the clear"), (&starttls, &untrusted, "To a stranger")]
    {
        send(relay, secret, "bo@home.example", subject).await.unwrap_err();
    }
    send(&starttls, &right_secret(), "bo@home.example", "The last").await.unwrap();
    let last = wait_for("bo@home.example").await;
    assert!(last.contains("The last") && mail_to("bo@home.example").len() == 1, "{last}");
}
