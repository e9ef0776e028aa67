//! Items of tables as the JSON of DynamoDB's API: `{"pk": {"S": "RESET#1"}}`. A text that is JSON itself may stand
//! unescaped as `J`, so that the fuzzer can change it.

use std::collections::HashMap;

use base64::{Engine, engine::general_purpose::STANDARD};
use serde_json::{Map, Value};
use store::fuzzing::{AttributeValue, Blob};

pub(crate) type Attributes = HashMap<String, AttributeValue>;

/// Reads the attributes of an item; `None` if a value has no type that is stored.
pub(crate) fn attributes(object: &Map<String, Value>) -> Option<Attributes> {
    object.iter().map(|(name, value)| Some((name.clone(), attribute(value)?))).collect()
}

fn attribute(value: &Value) -> Option<AttributeValue> {
    let (kind, value) = value.as_object()?.iter().next()?;
    let text = || value.as_str().map(str::to_owned);
    let list = || value.as_array().map(Vec::as_slice);
    Some(match kind.as_str() {
        "S" => AttributeValue::S(text()?),
        "J" => AttributeValue::S(value.to_string()),
        "N" => AttributeValue::N(text()?),
        "BOOL" => AttributeValue::Bool(value.as_bool()?),
        "B" => AttributeValue::B(Blob::new(STANDARD.decode(text()?).ok()?)),
        "SS" => AttributeValue::Ss(
            list()?.iter().map(|one| Some(one.as_str()?.to_owned())).collect::<Option<_>>()?,
        ),
        "L" => AttributeValue::L(list()?.iter().map(attribute).collect::<Option<_>>()?),
        "M" => AttributeValue::M(attributes(value.as_object()?)?),
        _ => return None,
    })
}
