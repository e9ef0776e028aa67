//! Codes in messages, read from the emulator, because a request to the edge would count as work of Readmit.

use std::{collections::HashMap, thread, time::Duration};

use anyhow::{Context as _, bail};
use serde_json::Value;

use crate::site::Site;

/// Waits until every address, all of one kind, has a code, and returns the newest code of each.
pub fn codes(emulator: &mut Site, addresses: &[&str]) -> anyhow::Result<Vec<String>> {
    let are_numbers = addresses.iter().all(|address| address.starts_with('+'));
    for _ in 0..3000 {
        let newest = if are_numbers {
            texts(&emulator.call("GET", "/_ministack/sns/sms-messages", None, None)?)
        } else {
            mails(&emulator.call("GET", "/_ministack/ses/messages", None, None)?)
        };
        let newest = newest.context("the emulator's messages are no list")?;
        let found: Option<Vec<String>> =
            addresses.iter().map(|address| newest.get(*address).cloned()).collect();
        if let Some(found) = found {
            return Ok(found);
        }
        thread::sleep(Duration::from_millis(20));
    }
    bail!("no code arrived within a minute")
}

/// Returns text messages by number. The lists have the oldest first.
fn texts(sent: &Value) -> Option<HashMap<String, String>> {
    let mut newest = HashMap::new();
    for (number, texts) in sent["sms_messages"].as_object()? {
        let mut codes = texts.as_array()?.iter().filter_map(|text| text["Message"].as_str().and_then(code));
        newest.extend(codes.next_back().map(|code| (number.clone(), code)));
    }
    Some(newest)
}

/// Returns mails by address.
fn mails(sent: &Value) -> Option<HashMap<String, String>> {
    let lists = sent["messages"].as_object()?.values();
    let mut newest: HashMap<&str, (f64, String)> = HashMap::new();
    for mail in lists.filter_map(Value::as_array).flatten() {
        let at = mail["Timestamp"].as_f64()?;
        let Some(code) = mail["BodyText"].as_str().and_then(code) else { continue };
        for to in mail["To"].as_array()?.iter().filter_map(Value::as_str) {
            if newest.get(to).is_none_or(|(before, _)| *before < at) {
                newest.insert(to, (at, code.clone()));
            }
        }
    }
    Some(newest.into_iter().map(|(to, (_, code))| (to.to_owned(), code)).collect())
}

/// Returns the only run of six digits.
fn code(body: &str) -> Option<String> {
    body.split(|character: char| !character.is_ascii_digit()).find(|run| run.len() == 6).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{mails, texts};

    #[test]
    fn newest_code_of_each_address_counts() {
        let sent = json!({ "messages": { "sender": [
            { "To": ["a@x"], "BodyText": "Your code is 222222.", "Timestamp": 2.5 },
            { "To": ["b@x"], "BodyText": "Hello", "Timestamp": 3.0 },
            { "To": ["a@x"], "BodyText": "Your code is 111111.", "Timestamp": 1.5 },
        ] } });
        let newest = mails(&sent).unwrap();
        assert_eq!(newest.get("a@x").map(String::as_str), Some("222222"));
        assert_eq!(newest.get("b@x"), None);

        let sent = json!({ "sms_messages": { "+461": [{ "Message": "111111" }, { "Message": "222222" }], "+462": [] } });
        let newest = texts(&sent).unwrap();
        assert_eq!((newest.len(), newest.get("+461").map(String::as_str)), (1, Some("222222")));
    }
}
