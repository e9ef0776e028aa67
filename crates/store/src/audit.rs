//! The audit trail: events, each written in the same transaction as the state that it changed, and never changed
//! afterwards.

use aws_sdk_dynamodb::types::{AttributeValue, TransactWriteItem};
use domain::{AccountId, Event, Reset, ResetId};
use jiff::{Timestamp, tz::TimeZone};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::{
    StoreError, client_info,
    item::{Attributes, attributes, text},
    table::put_version,
};

/// One entry of the audit trail, as read back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    pub id: String,
    /// The account or the decoy that the entry is about.
    pub account: Option<AccountId>,
    /// The reset that the entry is about.
    pub reset: Option<ResetId>,
    /// The network of the caller that caused the event.
    pub network: Option<String>,
    /// The device of the caller that caused the event.
    pub device: Option<String>,
    /// The moment of the event.
    pub at: Timestamp,
    #[serde(flatten)]
    pub event: Event,
}

/// An entry to be written.
pub(crate) struct Record<'a> {
    /// The id of the entry, derived from something that happens once, so that the entry is written once.
    pub(crate) id: String,
    /// The moment of the event.
    pub(crate) at: Timestamp,
    /// The subjects of the entry, as attributes: account, reset, agent or version of the policy.
    pub(crate) subjects: Vec<(&'static str, String)>,
    pub(crate) event: &'a Event,
}

impl<'a> Record<'a> {
    /// Makes the entry of an event of a reset. `occurrence` is unique within the reset.
    pub(crate) fn for_reset(reset: &Reset, occurrence: &str, event: &'a Event, at: Timestamp) -> Self {
        let AccountId(account) = &reset.subject().account;
        Self {
            id: format!("{}#{occurrence}", reset.id().0),
            at,
            subjects: [("account", account.clone()), ("reset", reset.id().0.clone())]
                .into_iter()
                .chain(client_info::attributes(reset.client()))
                .collect(),
            event,
        }
    }

    /// Returns the write of the entry, for a transaction.
    pub(crate) fn put(self, table: &str) -> Result<TransactWriteItem, StoreError> {
        put_version(table, self.item()?, None)
    }

    /// Returns the item of the entry.
    pub(crate) fn item(self) -> Result<Attributes, StoreError> {
        let day = self.at.to_zoned(TimeZone::UTC).date();
        let mut item = attributes([
            ("pk", text(day.to_string())),
            // Always nine digits, so that entries sort by time.
            ("sk", text(format!("{:.9}#{}", self.at, self.id))),
            ("id", text(self.id)),
            ("at", text(self.at.to_string())),
        ]);
        for (name, value) in self.subjects {
            item.insert(name.to_owned(), text(value));
        }
        let facts = serde_json::to_value(self.event).map_err(StoreError::unavailable("writing an event"))?;
        let Value::Object(facts) = facts else { return Ok(item) };
        item.extend(facts.into_iter().filter_map(|(name, value)| Some((name, to_attribute(value)?))));
        Ok(item)
    }
}

fn to_attribute(value: Value) -> Option<AttributeValue> {
    match value {
        Value::String(value) => Some(text(value)),
        Value::Bool(value) => Some(AttributeValue::Bool(value)),
        Value::Number(value) => Some(AttributeValue::N(value.to_string())),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use aws_sdk_dynamodb::types::AttributeValue;
    use domain::{AccountId, Event, MethodKind};

    use super::{Entry, Record, Value};

    #[test]
    fn audit_entry_is_read_back() {
        let event = Event::GateProved { method: MethodKind::Mail, gates_proved: 1, gates_required: 2 };
        let record = Record {
            id: "r#3".into(),
            at: "2027-02-01T23:59:59.5Z".parse().unwrap(),
            subjects: vec![("account", "a".into()), ("reset", "r".into())],
            event: &event,
        };

        let item = record.item().unwrap();

        assert_eq!(item["pk"].as_s().unwrap(), "2027-02-01");
        assert_eq!(item["sk"].as_s().unwrap(), "2027-02-01T23:59:59.500000000Z#r#3");
        assert_eq!(item["passed"].as_n().unwrap(), "1");
        assert_eq!(item["method"].as_s().unwrap(), "mail");
        let plain = |value: &AttributeValue| {
            let number = value.as_n().ok().map(|number| Value::Number(number.parse().unwrap()));
            number.unwrap_or_else(|| Value::String(value.as_s().unwrap().clone()))
        };
        let image = item.iter().map(|(name, value)| (name.clone(), plain(value))).collect();
        let entry: Entry = serde_json::from_value(Value::Object(image)).unwrap();
        assert_eq!((entry.event, entry.account), (event, Some(AccountId("a".into()))));
    }
}
