//! Every text message and mail that the functions sent, which the emulator kept instead of delivering.

mod captured;
mod render;

use std::{cmp::Reverse, collections::HashMap, sync::Arc, time::Duration};

use anyhow::Context;
use axum::{
    body::Body,
    http::{Response, StatusCode},
};
use jiff::Timestamp;
use serde::Serialize;
use tokio::{sync::Mutex, time::Instant};

use crate::{answers, clock};

/// The emulator does not say when a text message was sent, so it is looked for this often.
const INTERVAL: Duration = Duration::from_millis(200);
/// Long lists take long to read: at most this part of the time is spent on it.
const SHARE_OF_TIME: u32 = 10;

/// One message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct Message {
    at: Timestamp,
    channel: Channel,
    to: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    subject: Option<String>,
    body: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
enum Channel {
    Sms,
    Email,
}

/// What was sent.
#[derive(Debug)]
pub(crate) struct Outbox {
    emulator: captured::Emulator,
    /// When each text message was first seen.
    seen: Mutex<HashMap<String, Timestamp>>,
}

impl Outbox {
    /// Of the emulator at this address.
    pub(crate) fn new(emulator: &str) -> anyhow::Result<Self> {
        Ok(Self {
            emulator: captured::Emulator::new(emulator).context("reading the emulator's address")?,
            seen: Mutex::new(HashMap::new()),
        })
    }

    /// Notes when text messages appear, as long as the program runs.
    pub(crate) async fn watch(self: Arc<Self>) {
        loop {
            let started = Instant::now();
            if let Err(error) = self.texts().await {
                tracing::debug!(%error, "reading text messages");
            }
            tokio::time::sleep(INTERVAL.max(started.elapsed() * SHARE_OF_TIME)).await;
        }
    }

    /// For people.
    pub(crate) async fn page(&self) -> Response<Body> {
        match self.newest_first().await {
            Ok(messages) => answers::typed(
                StatusCode::OK,
                "text/html; charset=utf-8",
                Body::from(render::page(&messages)),
            ),
            Err(error) => not_read(&error),
        }
    }

    /// For tests and for the page's refresh.
    pub(crate) async fn json(&self) -> Response<Body> {
        let messages = self.newest_first().await;
        match messages.and_then(|messages| serde_json::to_vec(&messages).context("writing JSON")) {
            Ok(body) => answers::typed(StatusCode::OK, "application/json", Body::from(body)),
            Err(error) => not_read(&error),
        }
    }

    async fn newest_first(&self) -> anyhow::Result<Vec<Message>> {
        let mut messages = self.texts().await?;
        messages.extend(self.emulator.mails().await?);
        messages.sort_by_key(|message| Reverse(message.at));
        Ok(messages)
    }

    async fn texts(&self) -> anyhow::Result<Vec<Message>> {
        let texts = self.emulator.texts().await?;
        let now = clock::now();
        let mut seen = self.seen.lock().await;
        let dated = texts.into_iter().map(|text| {
            let at = *seen.entry(text.id).or_insert(now);
            Message { at, channel: Channel::Sms, to: text.to, subject: None, body: text.body }
        });
        Ok(dated.collect())
    }
}

/// Looks.
pub(crate) fn styles() -> Response<Body> {
    answers::typed(StatusCode::OK, "text/css; charset=utf-8", Body::from(include_str!("outbox.css")))
}

/// Loads the page anew when something was sent.
pub(crate) fn script() -> Response<Body> {
    answers::typed(StatusCode::OK, "text/javascript; charset=utf-8", Body::from(include_str!("outbox.js")))
}

fn not_read(error: &anyhow::Error) -> Response<Body> {
    tracing::warn!(error = %format!("{error:#}"), "the outbox cannot be read");
    answers::text(StatusCode::SERVICE_UNAVAILABLE, "The messages cannot be read just now.\n")
}
