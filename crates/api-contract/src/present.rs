//! Members that may be left out but may not be null.

use serde::{Deserialize, Deserializer};

/// Reads a member that is present, for `#[serde(default, deserialize_with = "present")]`. Its value must have the
/// member's type, so `null` is refused.
pub(crate) fn present<'de, D, T>(deserializer: D) -> Result<Option<T>, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de>,
{
    T::deserialize(deserializer).map(Some)
}
