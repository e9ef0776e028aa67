//! Items of tables.

use serde_json::Value;
use store::fuzzing::{ItemKind, read_and_write};

use crate::json::attributes;

/// An item of any kind is read whole, or refused as damaged. When it is written and read again, it is the same.
pub(super) fn item(data: &[u8]) -> bool {
    let Ok(Value::Object(object)) = serde_json::from_slice(data) else { return false };
    let Some(item) = attributes(&object) else { return false };
    let mut is_read = false;
    for kind in ItemKind::ALL {
        let Ok(Some(written)) = read_and_write(kind, item.clone()) else { continue };
        let again = read_and_write(kind, written.clone());
        assert_eq!(again.expect("what was written is read").as_ref(), Some(&written), "{kind:?}");
        is_read = true;
    }
    is_read
}
