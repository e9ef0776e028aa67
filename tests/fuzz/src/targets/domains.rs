//! Answers with objects of a directory.

use std::collections::HashMap;

use base64::{Engine, engine::general_purpose::STANDARD};
use ldap3::SearchEntry;
use readmit_agent::active_directory::fuzzing;
use serde_json::Value;

/// A domain of any objects is read or refused. The input is a list: `[{"dn": …, "texts": {"name": ["value"]}, "bytes":
/// {"name": ["base64"]}}]`; the first is the domain itself. Strangers
/// never have more tries of a password than the user.
pub(super) fn domain(data: &[u8]) -> bool {
    let Ok(Value::Array(objects)) = serde_json::from_slice(data) else { return false };
    let Some(entries) = objects.iter().map(entry).collect::<Option<Vec<_>>>() else { return false };
    let Some(read) = fuzzing::read_domain(entries) else { return false };
    assert!(read.spare.iter().all(|(spare, of_strangers)| of_strangers <= spare));
    for account in &read.batch.accounts {
        assert_eq!(account.id.len(), 36, "an account has the id of an object");
        assert!(!account.account_name.trim().is_empty());
    }
    !read.batch.accounts.is_empty()
}

fn entry(object: &Value) -> Option<SearchEntry> {
    let bytes = |value: &Value| STANDARD.decode(value.as_str()?).ok();
    Some(SearchEntry {
        dn: object["dn"].as_str()?.to_owned(),
        attrs: values(&object["texts"], |value| value.as_str().map(str::to_owned))?,
        bin_attrs: values(&object["bytes"], bytes)?,
    })
}

/// Reads attributes with their values; none if the member is missing.
fn values<T>(object: &Value, read: impl Fn(&Value) -> Option<T>) -> Option<HashMap<String, Vec<T>>> {
    let Some(object) = object.as_object() else { return Some(HashMap::new()) };
    let list = |value: &Value| value.as_array()?.iter().map(&read).collect::<Option<Vec<_>>>();
    object.iter().map(|(name, value)| Some((name.clone(), list(value)?))).collect()
}
