//! JSON Schema of the types.

use schemars::{JsonSchema, generate::SchemaSettings};
use serde_json::{Map, Value};

use crate::markdown::plain;

/// Returns the schema of what is sent to a program, which may leave out members that have a default.
pub(crate) fn for_request<T: JsonSchema>() -> Value {
    schema::<T>(settings().for_deserialize())
}

/// Returns the schema of what a program sends.
pub(crate) fn for_response<T: JsonSchema>() -> Value {
    schema::<T>(settings().for_serialize())
}

fn settings() -> SchemaSettings {
    SchemaSettings::draft2020_12().with(|settings| {
        settings.inline_subschemas = true;
        settings.meta_schema = None;
    })
}

fn schema<T: JsonSchema>(settings: SchemaSettings) -> Value {
    let mut schema = settings.into_generator().into_root_schema_for::<T>().to_value();
    clean(&mut schema);
    // Another selection of crates may keep members in another order.
    schema.sort_all_objects();
    schema
}

/// Corrects a schema and those in it.
fn clean(value: &mut Value) {
    match value {
        Value::Object(schema) => {
            schema.remove("title");
            if let Some(Value::String(text)) = schema.get_mut("description") {
                *text = plain(text);
            }
            forbid_null(schema);
            // A member may be named like a keyword, so names and schemas take turns.
            for (keyword, inner) in schema.iter_mut() {
                match (keyword.as_str(), inner) {
                    ("properties", Value::Object(members)) => members.values_mut().for_each(clean),
                    ("const" | "enum" | "default", _) => {}
                    (_, inner) => clean(inner),
                }
            }
        }
        Value::Array(schemas) => schemas.iter_mut().for_each(clean),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// Members that may be left out may not be null: `present` of the contract refuses it, and responses leave them out.
fn forbid_null(schema: &mut Map<String, Value>) {
    let required: Vec<String> = required(schema).map(str::to_owned).collect();
    let Some(Value::Object(members)) = schema.get_mut("properties") else { return };
    let optional = members.iter_mut().filter(|(name, _)| !required.contains(name));
    for member in optional.filter_map(|(_, member)| member.as_object_mut()) {
        without_null(member);
    }
}

fn without_null(member: &mut Map<String, Value>) {
    if member.get("default") == Some(&Value::Null) {
        member.remove("default");
    }
    if let Some(Value::Array(types)) = member.get_mut("type") {
        types.retain(|name| name != "null");
        if let [one] = types.as_slice() {
            let one = one.clone();
            member.insert("type".to_owned(), one);
        }
    }
    if let Some(Value::Array(values)) = member.get_mut("enum") {
        values.retain(|value| !value.is_null());
    }
    let Some(Value::Array(mut schemas)) = member.remove("anyOf") else { return };
    schemas.retain(|schema| schema.get("type").is_none_or(|name| name != "null"));
    match schemas.as_mut_slice() {
        // The member's own description says more than that of its type.
        [Value::Object(one)] => one.iter().for_each(|(keyword, value)| {
            member.entry(keyword).or_insert_with(|| value.clone());
        }),
        _ => drop(member.insert("anyOf".to_owned(), Value::Array(schemas))),
    }
}

/// Returns the names of the members that may not be left out.
pub(crate) fn required(schema: &Map<String, Value>) -> impl Iterator<Item = &str> {
    schema.get("required").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str)
}

#[cfg(test)]
mod tests {
    use schemars::JsonSchema;
    use serde_json::json;

    use super::{for_request, for_response};

    /// An example.
    #[derive(JsonSchema)]
    #[expect(dead_code, reason = "only its schema is looked at")]
    struct Example {
        /// Of the
        /// member.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        inner: Option<Inner>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        number: Option<u8>,
        null: Option<bool>,
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        flag: bool,
    }

    /// Of the type.
    #[derive(JsonSchema)]
    #[expect(dead_code, reason = "only its schema is looked at")]
    struct Inner {
        title: String,
    }

    #[test]
    fn members_that_may_be_left_out_may_not_be_null() {
        let schema = for_response::<Example>();

        assert_eq!(schema["properties"]["number"]["type"], "integer");
        assert_eq!(schema["properties"]["inner"]["type"], "object");
        assert_eq!(schema["properties"]["inner"]["description"], "Of the member.");
        assert_eq!(schema["properties"]["null"]["type"], json!(["boolean", "null"]));
        assert_eq!(schema["required"], json!(["null"]));
    }

    #[test]
    fn a_member_may_be_called_title() {
        let schema = for_request::<Example>();

        assert_eq!(schema["properties"]["inner"]["properties"]["title"]["type"], "string");
        assert_eq!(schema.get("title"), None);
    }
}
