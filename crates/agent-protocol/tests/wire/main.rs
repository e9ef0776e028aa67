//! One example of each message between the cloud and the agent. A changed snapshot breaks agents that are already
//! installed.

#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]
#![expect(clippy::too_many_lines, reason = "examples of messages are lists")]

mod jobs;
mod sessions;
mod syncs;

use std::fmt::Debug;

use serde::{Serialize, de::DeserializeOwned};

fn text(words: &str) -> String {
    words.to_owned()
}

/// Returns the value as JSON and asserts that it is read back unchanged.
fn json<T: Serialize + DeserializeOwned + PartialEq + Debug>(value: &T) -> serde_json::Value {
    let text = serde_json::to_string(value).unwrap();
    assert_eq!(&serde_json::from_str::<T>(&text).unwrap(), value);
    serde_json::from_str(&text).unwrap()
}
