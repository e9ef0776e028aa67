//! The audit trail: what happened, written in the same transaction as the state it tells of, and never changed.

use aws_sdk_dynamodb::types::{AttributeValue, TransactWriteItem};
use domain::{AccountId, Event, Reset};
use jiff::{Timestamp, tz::TimeZone};
use serde_json::Value;

use crate::{
    StoreError, client_info,
    item::{Attributes, attributes, text},
    table::put_version,
};

/// One entry, as far as others act on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Names the entry.
    pub id: String,
    /// The account, or the decoy; empty where it is about none.
    pub account: String,
    /// What happened, in snake case.
    pub event: String,
    /// When.
    pub at: Timestamp,
}

impl Entry {
    /// Reads an entry by the text attributes of its item; `None` if it is not one.
    pub fn read<'a>(attribute: impl Fn(&str) -> Option<&'a str>) -> Option<Self> {
        Some(Self {
            id: attribute("id")?.to_owned(),
            account: attribute("account").unwrap_or_default().to_owned(),
            event: attribute("event")?.to_owned(),
            at: attribute("at")?.parse().ok()?,
        })
    }
}

/// What is written into the trail.
pub(crate) struct Record<'a> {
    /// Names the entry; made of what happens once, so that it is written once.
    pub(crate) id: String,
    /// When.
    pub(crate) at: Timestamp,
    /// What it is about, as attributes: the account, the reset, the agent, the policy's version.
    pub(crate) about: Vec<(&'static str, String)>,
    /// What happened.
    pub(crate) fact: Fact<'a>,
}

/// What happened.
pub(crate) enum Fact<'a> {
    /// As the rules tell it.
    Event(&'a Event),
    /// Beside them, in snake case.
    Other(&'static str),
}

impl<'a> Record<'a> {
    /// What happened in a reset. `once` tells it from everything else that happens in it.
    pub(crate) fn of_reset(reset: &Reset, once: &str, event: &'a Event, at: Timestamp) -> Self {
        let AccountId(account) = &reset.subject().account;
        Self {
            id: format!("{}#{once}", reset.id().0),
            at,
            about: [("account", account.clone()), ("reset", reset.id().0.clone())]
                .into_iter()
                .chain(client_info::attributes(reset.client()))
                .collect(),
            fact: Fact::Event(event),
        }
    }

    /// The write, for a transaction.
    pub(crate) fn put(self, table: &str) -> Result<TransactWriteItem, StoreError> {
        put_version(table, self.item()?, None)
    }

    /// The entry.
    pub(crate) fn item(self) -> Result<Attributes, StoreError> {
        let day = self.at.to_zoned(TimeZone::UTC).date();
        let mut item = attributes([
            ("pk", text(day.to_string())),
            // Nine digits always, so that entries sort by time.
            ("sk", text(format!("{:.9}#{}", self.at, self.id))),
            ("id", text(self.id)),
            ("at", text(self.at.to_string())),
        ]);
        for (name, value) in self.about {
            item.insert(name.to_owned(), text(value));
        }
        match self.fact {
            Fact::Other(name) => drop(item.insert("event".to_owned(), text(name))),
            Fact::Event(event) => {
                let facts =
                    serde_json::to_value(event).map_err(StoreError::unavailable("writing an event"))?;
                let Value::Object(facts) = facts else { return Ok(item) };
                item.extend(facts.into_iter().filter_map(|(name, value)| Some((name, stored(value)?))));
            }
        }
        Ok(item)
    }
}

fn stored(value: Value) -> Option<AttributeValue> {
    match value {
        Value::String(value) => Some(text(value)),
        Value::Bool(value) => Some(AttributeValue::Bool(value)),
        Value::Number(value) => Some(AttributeValue::N(value.to_string())),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use domain::{Event, MethodKind};

    use super::{Entry, Fact, Record};

    #[test]
    fn an_entry_is_read_back() {
        let event = Event::GateProved { method: MethodKind::Mail, passed: 1, demanded: 2 };
        let record = Record {
            id: "r#3".into(),
            at: "2027-02-01T23:59:59.5Z".parse().unwrap(),
            about: vec![("account", "a".into()), ("reset", "r".into())],
            fact: Fact::Event(&event),
        };

        let item = record.item().unwrap();

        assert_eq!(item["pk"].as_s().unwrap(), "2027-02-01");
        assert_eq!(item["sk"].as_s().unwrap(), "2027-02-01T23:59:59.500000000Z#r#3");
        assert_eq!(item["passed"].as_n().unwrap(), "1");
        assert_eq!(item["method"].as_s().unwrap(), "mail");
        let entry = Entry::read(|name| item.get(name)?.as_s().ok().map(String::as_str)).unwrap();
        assert_eq!((entry.event.as_str(), entry.account.as_str()), ("gate_proved", "a"));
    }
}
