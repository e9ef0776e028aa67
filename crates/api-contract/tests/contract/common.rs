//! What the tests of the contract share.

use std::fmt::Debug;

use serde::{Serialize, de::DeserializeOwned};

/// A text of its own.
pub(crate) fn text(words: &str) -> String {
    words.to_owned()
}

/// The value as JSON, once it is sure that it comes back the same.
pub(crate) fn json<T: Serialize + DeserializeOwned + PartialEq + Debug>(value: &T) -> serde_json::Value {
    let text = serde_json::to_string(value).unwrap();
    assert_eq!(&serde_json::from_str::<T>(&text).unwrap(), value);
    serde_json::from_str(&text).unwrap()
}
