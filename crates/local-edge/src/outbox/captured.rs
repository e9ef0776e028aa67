//! The messages that the emulator captured, in its format.

use std::{collections::BTreeMap, time::Duration};

use anyhow::Context;
use jiff::Timestamp;
use reqwest::Url;
use serde::{Deserialize, de::DeserializeOwned};

use super::{Channel, Message};

/// The client of the emulator's two lists.
#[derive(Debug)]
pub(super) struct Emulator {
    client: reqwest::Client,
    address: Url,
}

/// A text message, which has no date.
pub(super) struct Text {
    pub(super) id: String,
    pub(super) to: String,
    pub(super) body: String,
}

#[derive(Deserialize)]
struct Texts {
    sms_messages: BTreeMap<String, Vec<CapturedText>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct CapturedText {
    message_id: String,
    message: String,
}

#[derive(Deserialize)]
struct Mails {
    messages: BTreeMap<String, Vec<CapturedMail>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct CapturedMail {
    to: Vec<String>,
    #[serde(default)]
    subject: String,
    #[serde(default)]
    body_text: String,
    #[serde(default)]
    body_html: String,
    timestamp: f64,
}

impl Emulator {
    pub(super) fn new(address: &str) -> anyhow::Result<Self> {
        let client = reqwest::Client::builder().no_proxy().timeout(Duration::from_secs(10)).build()?;
        Ok(Self { client, address: Url::parse(address)? })
    }

    pub(super) async fn texts(&self) -> anyhow::Result<Vec<Text>> {
        let lists: Texts = self.read("/_ministack/sns/sms-messages").await?;
        let of_number = |(to, texts): (String, Vec<CapturedText>)| {
            texts.into_iter().map(move |text| Text {
                id: text.message_id,
                to: to.clone(),
                body: text.message,
            })
        };
        Ok(lists.sms_messages.into_iter().flat_map(of_number).collect())
    }

    pub(super) async fn mails(&self) -> anyhow::Result<Vec<Message>> {
        let lists: Mails = self.read("/_ministack/ses/messages").await?;
        lists.messages.into_values().flatten().map(CapturedMail::into_message).collect()
    }

    async fn read<T: DeserializeOwned>(&self, path: &str) -> anyhow::Result<T> {
        let url = self.address.join(path)?;
        let response = self.client.get(url).send().await?.error_for_status()?;
        response.json().await.with_context(|| format!("reading {path}"))
    }
}

impl CapturedMail {
    fn into_message(self) -> anyhow::Result<Message> {
        #[expect(clippy::cast_possible_truncation, reason = "milliseconds of a date fit")]
        let milliseconds = (self.timestamp * 1000.0) as i64;
        Ok(Message {
            at: Timestamp::from_millisecond(milliseconds).context("the date of a mail")?,
            channel: Channel::Email,
            to: self.to.join(", "),
            subject: Some(self.subject),
            body: self.body_text,
            html: Some(self.body_html).filter(|html| !html.is_empty()),
        })
    }
}
