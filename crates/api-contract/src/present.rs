//! A member that may be left out but may not be null.

use serde::{Deserialize, Deserializer};

/// For `#[serde(default, deserialize_with = "present")]`: where the member is there, it has a value of its type.
pub(crate) fn present<'de, D, T>(deserializer: D) -> Result<Option<T>, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de>,
{
    T::deserialize(deserializer).map(Some)
}
