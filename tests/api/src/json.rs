//! Reading JSON in tests.

use serde_json::Value;

/// Returns the string at a path such as `/seal/binding`.
pub fn text(value: &Value, path: &str) -> String {
    match value.pointer(path) {
        Some(Value::String(text)) => text.clone(),
        other => panic!("no text at {path} but {other:?} in {value}"),
    }
}

/// Returns the integer at a path.
pub fn number(value: &Value, path: &str) -> i64 {
    value.pointer(path).and_then(Value::as_i64).unwrap_or_else(|| panic!("no number at {path} in {value}"))
}

/// Returns the list at a path.
pub fn list(value: &Value, path: &str) -> Vec<Value> {
    let found = value.pointer(path).and_then(Value::as_array);
    found.unwrap_or_else(|| panic!("no list at {path} in {value}")).clone()
}

/// Returns the sorted names of an object's members.
pub fn members(value: &Value) -> Vec<String> {
    let object = value.as_object().unwrap_or_else(|| panic!("no object: {value}"));
    let mut names: Vec<String> = object.keys().cloned().collect();
    names.sort();
    names
}
