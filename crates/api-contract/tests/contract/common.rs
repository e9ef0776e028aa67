//! Helpers of the tests of the contract.

use std::fmt::Debug;

use serde::{Serialize, de::DeserializeOwned};

/// Returns an owned text.
pub(crate) fn text(words: &str) -> String {
    words.to_owned()
}

/// Returns the value as JSON and asserts that it is read back unchanged.
pub(crate) fn json<T: Serialize + DeserializeOwned + PartialEq + Debug>(value: &T) -> serde_json::Value {
    let text = serde_json::to_string(value).unwrap();
    assert_eq!(&serde_json::from_str::<T>(&text).unwrap(), value);
    serde_json::from_str(&text).unwrap()
}
