//! Sent messages, as the edge shows them.

use std::time::Duration;

use serde_json::Value;

use crate::{Client, json::text};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// `sms` or `email`.
    pub channel: String,
    /// The number or the address.
    pub to: String,
    /// The subject of a mail.
    pub subject: Option<String>,
    /// The text.
    pub body: String,
}

impl Message {
    /// Returns the code of the message: its only run of six digits.
    pub fn code(&self) -> Option<String> {
        let runs = self.body.split(|character: char| !character.is_ascii_digit());
        let mut codes: Vec<&str> = runs.filter(|run| run.len() == 6).collect();
        codes.dedup();
        assert!(codes.len() <= 1, "more than one code in {self:?}");
        codes.first().map(|code| (*code).to_owned())
    }
}

/// Returns the messages to these destinations, newest first.
pub async fn messages(destinations: &[&str]) -> Vec<Message> {
    let sent = Client::new().get("/outbox.json", None).await;
    assert_eq!(sent.status, 200, "{sent}");
    let all = sent.json();
    let all = all.as_array().unwrap_or_else(|| panic!("no list: {all}"));
    all.iter().map(message).filter(|message| destinations.contains(&message.to.as_str())).collect()
}

/// Waits until this many messages were sent to a destination, and returns them, newest first.
pub async fn wait_for(destination: &str, count: usize) -> Vec<Message> {
    for _ in 0..200 {
        let sent = messages(&[destination]).await;
        if sent.len() >= count {
            return sent;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("no message number {count} was sent to {destination} within twenty seconds")
}

/// Waits for a code to a destination to which this many messages had been sent, and returns it. A notice may come before
/// it or after it.
pub async fn new_code(destination: &str, before: usize) -> String {
    for count in before + 1.. {
        let sent = wait_for(destination, count).await;
        let new = &sent[..sent.len() - before];
        if let Some(code) = new.iter().find_map(Message::code) {
            return code;
        }
    }
    unreachable!("waiting for ever more messages ends with a panic")
}

/// Waits for a link of this form to a destination, and returns the token behind it.
pub async fn link(destination: &str, beginning: &str) -> String {
    for count in 1.. {
        let messages = wait_for(destination, count).await;
        let found = messages.iter().find_map(|message| message.body.split_once(beginning));
        if let Some((_, rest)) = found {
            return rest.split_whitespace().next().unwrap_or_default().to_owned();
        }
    }
    unreachable!("waiting for ever more messages ends with a panic")
}

/// Waits long enough for unwanted messages to arrive.
pub async fn wait_until_idle() {
    tokio::time::sleep(Duration::from_secs(3)).await;
}

fn message(sent: &Value) -> Message {
    Message {
        channel: text(sent, "/channel"),
        to: text(sent, "/to"),
        subject: sent["subject"].as_str().map(str::to_owned),
        body: text(sent, "/body"),
    }
}
