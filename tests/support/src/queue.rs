//! A queue with as much of the protocol of SQS as agents need: receive, delete, change visibility. Messages of one
//! account stay in order. A receipt expires when the message is delivered again.

use std::{
    collections::{HashSet, VecDeque},
    sync::Mutex,
    time::{Duration, Instant},
};

use agent_protocol::Job;
use serde_json::{Value, json};
use tokio::sync::Notify;

/// A queue of jobs.
#[derive(Debug, Default)]
pub struct Queue {
    messages: Mutex<VecDeque<Message>>,
    sent: Notify,
}

#[derive(Debug)]
struct Message {
    /// The receipt of the newest delivery.
    receipt: String,
    account: String,
    body: String,
    visible_at: Instant,
    deliveries: u32,
}

/// The error for an expired receipt.
#[derive(Debug)]
pub struct Expired;

impl Queue {
    /// Adds a job.
    pub fn send(&self, job: &Job) {
        let message = Message {
            receipt: receipt(),
            account: job.account.clone(),
            body: serde_json::to_string(job).expect("JSON"),
            visible_at: Instant::now(),
            deliveries: 0,
        };
        self.messages().push_back(message);
        self.sent.notify_waiters();
    }

    /// Returns whether all messages are deleted.
    pub fn is_empty(&self) -> bool {
        self.messages().is_empty()
    }

    /// Answers one request.
    pub async fn answer(&self, action: &str, request: &Value) -> Result<Value, Expired> {
        let seconds =
            |name: &str| Duration::from_secs(request.get(name).and_then(Value::as_u64).unwrap_or(0));
        let receipt = request.get("ReceiptHandle").and_then(Value::as_str).unwrap_or_default();
        match action {
            "ReceiveMessage" => {
                Ok(self.receive(seconds("WaitTimeSeconds"), seconds("VisibilityTimeout")).await)
            }
            "DeleteMessage" => {
                let mut messages = self.messages();
                let index =
                    messages.iter().position(|message| message.has_receipt(receipt)).ok_or(Expired)?;
                messages.remove(index);
                Ok(json!({}))
            }
            "ChangeMessageVisibility" => {
                let visible_at = Instant::now() + seconds("VisibilityTimeout");
                let mut messages = self.messages();
                let message =
                    messages.iter_mut().find(|message| message.has_receipt(receipt)).ok_or(Expired)?;
                message.visible_at = visible_at;
                Ok(json!({}))
            }
            other => unreachable!("the agent may not call {other}"),
        }
    }

    async fn receive(&self, wait: Duration, visibility: Duration) -> Value {
        let end = Instant::now() + wait;
        loop {
            if let Some(message) = self.take(visibility) {
                return message;
            }
            if Instant::now() >= end {
                return json!({});
            }
            let pause = tokio::time::sleep(Duration::from_millis(100));
            tokio::select! {
                () = self.sent.notified() => {}
                () = pause => {}
            }
        }
    }

    fn take(&self, visibility: Duration) -> Option<Value> {
        let now = Instant::now();
        let mut messages = self.messages();
        let mut accounts = HashSet::new();
        // Later orders of an account wait for its first one.
        let first = messages.iter_mut().find(|message| {
            let is_first = accounts.insert(message.account.clone());
            is_first && message.visible_at <= now
        });
        let message = first?;
        message.receipt = receipt();
        message.visible_at = now + visibility;
        message.deliveries += 1;
        Some(json!({ "Messages": [{
            "MessageId": message.receipt,
            "ReceiptHandle": message.receipt,
            "Body": message.body,
            "Attributes": { "ApproximateReceiveCount": message.deliveries.to_string() },
        }]}))
    }

    fn messages(&self) -> std::sync::MutexGuard<'_, VecDeque<Message>> {
        self.messages.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

impl Message {
    fn has_receipt(&self, receipt: &str) -> bool {
        self.receipt == receipt && self.visible_at > Instant::now()
    }
}

fn receipt() -> String {
    uuid::Uuid::from_bytes(readmit_agent::entropy::draw()).to_string()
}
