//! Every text message and mail that the functions sent, which the emulator captured instead of delivering.

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

use crate::{clock, responses};

/// The interval at which text messages are polled, since the emulator does not date them.
const INTERVAL: Duration = Duration::from_millis(200);
/// The part of the time that polling may take: a tenth. Long lists take long to read.
const SHARE_OF_TIME: u32 = 10;

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct Message {
    at: Timestamp,
    channel: Channel,
    to: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    subject: Option<String>,
    body: String,
    /// The HTML of a mail, which most programs show instead of the body.
    #[serde(skip_serializing_if = "Option::is_none")]
    html: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
enum Channel {
    Sms,
    Email,
}

/// The mails and text messages that the emulator kept.
#[derive(Debug)]
pub(crate) struct Outbox {
    emulator: captured::Emulator,
    /// The moment when each text message was first seen, by id.
    first_seen: Mutex<HashMap<String, Timestamp>>,
}

impl Outbox {
    /// Makes the outbox of the emulator at this address.
    pub(crate) fn new(emulator: &str) -> anyhow::Result<Self> {
        Ok(Self {
            emulator: captured::Emulator::new(emulator).context("reading the emulator's address")?,
            first_seen: Mutex::new(HashMap::new()),
        })
    }

    /// Records when text messages appear, as long as the program runs.
    pub(crate) async fn watch(self: Arc<Self>) {
        loop {
            let started = Instant::now();
            if let Err(error) = self.texts().await {
                tracing::debug!(%error, "text_messages_unreadable");
            }
            tokio::time::sleep(INTERVAL.max(started.elapsed() * SHARE_OF_TIME)).await;
        }
    }

    /// Returns the messages as a page.
    pub(crate) async fn page(&self) -> Response<Body> {
        match self.newest_first().await {
            Ok(messages) => responses::typed(
                StatusCode::OK,
                "text/html; charset=utf-8",
                Body::from(render::page(&messages)),
            ),
            Err(error) => unavailable(&error),
        }
    }

    /// Returns the messages as JSON, for tests and for the page's refresh.
    pub(crate) async fn json(&self) -> Response<Body> {
        let messages = self.newest_first().await;
        match messages.and_then(|messages| serde_json::to_vec(&messages).context("writing JSON")) {
            Ok(body) => responses::typed(StatusCode::OK, "application/json", Body::from(body)),
            Err(error) => unavailable(&error),
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
        let mut first_seen = self.first_seen.lock().await;
        let dated = texts.into_iter().map(|text| {
            let at = *first_seen.entry(text.id).or_insert(now);
            Message { at, channel: Channel::Sms, to: text.to, subject: None, body: text.body, html: None }
        });
        Ok(dated.collect())
    }
}

/// Returns the style sheet of the page.
pub(crate) fn styles() -> Response<Body> {
    responses::typed(StatusCode::OK, "text/css; charset=utf-8", Body::from(include_str!("outbox.css")))
}

/// Returns the script that reloads the page when another message was sent.
pub(crate) fn script() -> Response<Body> {
    responses::typed(StatusCode::OK, "text/javascript; charset=utf-8", Body::from(include_str!("outbox.js")))
}

fn unavailable(error: &anyhow::Error) -> Response<Body> {
    tracing::warn!(error = %format!("{error:#}"), "outbox_unreadable");
    responses::text(StatusCode::SERVICE_UNAVAILABLE, "The messages cannot be read just now.\n")
}
