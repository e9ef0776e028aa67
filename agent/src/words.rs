//! The texts of commands: one function per text of `locales/*/agent.ftl`. Its parameters are the values of the text, in
//! alphabetical order.

use texts::{Text, Value};

include!(concat!(env!("OUT_DIR"), "/words.rs"));

/// Returns the values as a list with "or".
pub(crate) fn any(values: impl IntoIterator<Item = impl Into<Value>>) -> Value {
    let mut values: Vec<Value> = values.into_iter().map(Into::into).collect();
    match values.pop() {
        Some(last) if !values.is_empty() => either(last, Value::List(values)).into(),
        last => last.unwrap_or(Value::List(Vec::new())),
    }
}
