//! The audit trail: events, each written in the same transaction as the state that it changed, and never changed
//! afterwards.

use aws_sdk_dynamodb::types::{AttributeValue, TransactWriteItem};
use domain::{AccountId, Event, Reset, ResetId};
use jiff::{Timestamp, tz::TimeZone};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::{
    StoreError, client_info,
    item::{Attributes, attributes, number, text},
    table::put_version,
};

const SECONDS_OF_A_DAY: i64 = 24 * 60 * 60;

/// The table of the audit trail.
#[derive(Debug, Clone)]
pub struct AuditTable {
    pub name: String,
    /// The days after which an entry is deleted; `None` if it is kept without end.
    pub retention_days: Option<u32>,
}

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
    pub(crate) fn put(self, table: &AuditTable) -> Result<TransactWriteItem, StoreError> {
        put_version(&table.name, self.item(table)?, None)
    }

    /// Returns the item of the entry.
    pub(crate) fn item(self, table: &AuditTable) -> Result<Attributes, StoreError> {
        let day = self.at.to_zoned(TimeZone::UTC).date();
        let mut item = attributes([
            ("pk", text(format!("{day}#{}", shard(&self.subjects)))),
            // Always nine digits, so that entries sort by time.
            ("sk", text(format!("{:.9}#{}", self.at, self.id))),
            ("id", text(self.id)),
            ("at", text(self.at.to_string())),
        ]);
        if let Some(days) = table.retention_days {
            let expires = self.at.as_second().saturating_add(i64::from(days) * SECONDS_OF_A_DAY);
            item.extend(attributes([("expires", number(expires))]));
        }
        for (name, value) in self.subjects {
            item.insert(name.to_owned(), text(value));
        }
        let facts = serde_json::to_value(self.event).map_err(StoreError::unavailable("writing an event"))?;
        let Value::Object(facts) = facts else { return Ok(item) };
        item.extend(facts.into_iter().filter_map(|(name, value)| Some((name, to_attribute(value)?))));
        Ok(item)
    }
}

/// Returns the shard of an entry, one of sixteen: the first hexadecimal digit of its account. So the entries of an account
/// keep their order in the stream, and those of many accounts are spread: DynamoDB writes 1,000 items a second under one
/// partition key.
fn shard(subjects: &[(&'static str, String)]) -> char {
    let account = subjects.iter().find(|(name, _)| *name == "account").map_or("", |(_, account)| account);
    let first = account.trim_start_matches("decoy-").chars().next().unwrap_or('0');
    let digit = first.to_digit(16).unwrap_or(u32::from(first) % 16);
    char::from_digit(digit, 16).unwrap_or('0')
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

    use super::{AuditTable, Entry, Record, Value, shard};

    const EVENT: Event = Event::GateProved { method: MethodKind::Mail, gates_proved: 1, gates_required: 2 };

    fn record() -> Record<'static> {
        Record {
            id: "r#3".into(),
            at: "2027-02-01T23:59:59.5Z".parse().unwrap(),
            subjects: vec![("account", "a1b2".into()), ("reset", "r".into())],
            event: &EVENT,
        }
    }

    fn table(retention_days: Option<u32>) -> AuditTable {
        AuditTable { name: "audit".into(), retention_days }
    }

    #[test]
    fn audit_entry_is_read_back() {
        let item = record().item(&table(Some(30))).unwrap();

        assert_eq!(item["pk"].as_s().unwrap(), "2027-02-01#a");
        assert_eq!(item["sk"].as_s().unwrap(), "2027-02-01T23:59:59.500000000Z#r#3");
        assert_eq!(item["passed"].as_n().unwrap(), "1");
        assert_eq!(item["method"].as_s().unwrap(), "mail");
        let plain = |value: &AttributeValue| {
            let number = value.as_n().ok().map(|number| Value::Number(number.parse().unwrap()));
            number.unwrap_or_else(|| Value::String(value.as_s().unwrap().clone()))
        };
        let image = item.iter().map(|(name, value)| (name.clone(), plain(value))).collect();
        let entry: Entry = serde_json::from_value(Value::Object(image)).unwrap();
        assert_eq!((entry.event, entry.account), (EVENT, Some(AccountId("a1b2".into()))));
    }

    #[test]
    fn entry_expires_after_the_days_of_its_table() {
        let expires =
            |days| Some(record().item(&table(days)).unwrap().get("expires")?.as_n().unwrap().clone());

        // 2027-03-03T23:59:59Z
        assert_eq!(expires(Some(30)).as_deref(), Some("1804118399"));
        assert_eq!(expires(None), None);
    }

    #[test]
    fn entries_of_an_account_are_in_one_of_sixteen_shards() {
        let of = |account: &str| shard(&[("reset", "f".into()), ("account", account.into())]);

        assert_eq!(of("a1b2"), 'a');
        assert_eq!(of("0f0f"), '0');
        assert_eq!(of("decoy-9zzz"), '9');
        assert_eq!(of("decoy-_zzz"), 'f');
        assert_eq!(shard(&[("agent", "c".into())]), '0');
    }
}
