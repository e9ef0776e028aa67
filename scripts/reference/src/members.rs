//! The members of a JSON body, as rows of a table.

use serde_json::{Map, Value};

use crate::{
    markdown::{alternatives, code},
    schema::required,
};

/// A member of a body.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Member {
    /// The name with those of the members around it: `account.rules`, `methods[].id`.
    pub(crate) path: String,
    /// The type, in words.
    pub(crate) kind: String,
    /// Whether the member is always there.
    pub(crate) is_required: bool,
    pub(crate) meaning: String,
}

/// Returns the members of a body and of the objects in it.
pub(crate) fn members(schema: &Value) -> Vec<Member> {
    let mut found = Vec::new();
    collect(schema, "", &mut found);
    found
}

fn collect(schema: &Value, prefix: &str, found: &mut Vec<Member>) {
    let variants = variants(schema);
    if variants.is_empty() || variants.iter().any(|variant| variant.get("properties").is_none()) {
        return collect_object(schema, prefix, found);
    }
    match tag(&variants) {
        Some(tag) => collect_tagged(&variants, &tag, prefix, found),
        None => variants.iter().for_each(|variant| collect_object(variant, prefix, found)),
    }
}

fn collect_object(schema: &Value, prefix: &str, found: &mut Vec<Member>) {
    let Some(object) = schema.as_object() else { return };
    for (name, member) in properties(object) {
        let is_required = required(object).any(|required| required == name);
        let path = format!("{prefix}{name}");
        found.push(Member { path: path.clone(), kind: kind(member), is_required, meaning: meaning(member) });
        match member.get("items") {
            Some(items) => collect(items, &format!("{path}[]."), found),
            None => collect(member, &format!("{path}."), found),
        }
    }
}

/// Collects the members of an object of several forms, which a member with a constant value tells apart.
fn collect_tagged(variants: &[&Value], tag: &str, prefix: &str, found: &mut Vec<Member>) {
    let constants: Vec<Value> = variants.iter().map(|variant| constant(variant, tag)).collect();
    let choice = serde_json::json!({ "oneOf": constants });
    let path = format!("{prefix}{tag}");
    found.push(Member { path, kind: kind(&choice), is_required: true, meaning: meaning(&choice) });
    for (variant, constant) in variants.iter().zip(&constants) {
        let mut own = Vec::new();
        collect_object(variant, prefix, &mut own);
        let name = constant.get("const").map(literal).unwrap_or_default();
        for mut member in own.into_iter().filter(|member| member.path != format!("{prefix}{tag}")) {
            member.meaning = format!("With {name}. {}", member.meaning);
            member.is_required = false;
            found.push(member);
        }
    }
}

/// Returns the value of a form's tag, with the description of the form.
fn constant(variant: &Value, tag: &str) -> Value {
    let value = variant.pointer(&format!("/properties/{tag}/const")).cloned().unwrap_or_default();
    let description = variant.get("description").cloned().unwrap_or_default();
    serde_json::json!({ "const": value, "description": description })
}

/// Returns the name of the member that is a constant in every form.
fn tag(variants: &[&Value]) -> Option<String> {
    let first = variants.first()?.get("properties")?.as_object()?;
    let is_tag = |name: &str| {
        variants.iter().all(|variant| variant.pointer(&format!("/properties/{name}/const")).is_some())
    };
    first.keys().find(|name| is_tag(name)).cloned()
}

/// Returns the forms of a value, if it has several.
pub(crate) fn variants(schema: &Value) -> Vec<&Value> {
    let listed = schema.get("oneOf").or_else(|| schema.get("anyOf")).and_then(Value::as_array);
    listed.into_iter().flatten().collect()
}

/// Returns the members of an object in the order of their names.
pub(crate) fn properties(object: &Map<String, Value>) -> impl Iterator<Item = (&String, &Value)> {
    object.get("properties").and_then(Value::as_object).into_iter().flatten()
}

/// Returns the type of a value in words.
pub(crate) fn kind(schema: &Value) -> String {
    let variants = variants(schema);
    if !variants.is_empty() {
        return kind_of_variants(&variants);
    }
    if let Some(value) = schema.get("const") {
        return literal(value);
    }
    if let Some(values) = schema.get("enum").and_then(Value::as_array) {
        return alternatives(&values.iter().map(literal).collect::<Vec<_>>());
    }
    match schema.get("type") {
        Some(Value::String(name)) => kind_of_type(name, schema),
        Some(Value::Array(names)) => {
            let names = names.iter().filter_map(Value::as_str);
            alternatives(&names.map(|name| kind_of_type(name, schema)).collect::<Vec<_>>())
        }
        _ => "any JSON".to_owned(),
    }
}

fn kind_of_variants(variants: &[&Value]) -> String {
    // The meaning has the values.
    if variants.iter().all(|variant| explained_value(variant).is_some()) {
        return "string".to_owned();
    }
    let mut kinds: Vec<String> = variants.iter().map(|variant| kind(variant)).collect();
    kinds.dedup();
    alternatives(&kinds)
}

fn kind_of_type(name: &str, schema: &Value) -> String {
    match (name, schema.get("items"), schema.get("format").and_then(Value::as_str)) {
        ("array", Some(items), _) => format!("array of: {}", kind(items)),
        ("string", _, Some("date-time")) => "string (RFC 3339, UTC)".to_owned(),
        _ => name.to_owned(),
    }
}

fn literal(value: &Value) -> String {
    code(&value.as_str().map_or_else(|| value.to_string(), str::to_owned))
}

/// Returns the description of a value and, if it has several, those of its values.
pub(crate) fn meaning(schema: &Value) -> String {
    let values = variants(schema.get("items").unwrap_or(schema));
    let values = values.into_iter().filter_map(explained_value);
    description(schema).into_iter().map(str::to_owned).chain(values).collect::<Vec<_>>().join(" ")
}

fn description(schema: &Value) -> Option<&str> {
    schema.get("description").and_then(Value::as_str)
}

/// Returns a constant with its description, if it has one.
fn explained_value(schema: &Value) -> Option<String> {
    Some(format!("{}: {}", literal(schema.get("const")?), description(schema)?))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{Member, members};

    fn member(path: &str, kind: &str, is_required: bool, meaning: &str) -> Member {
        Member { path: path.into(), kind: kind.into(), is_required, meaning: meaning.into() }
    }

    #[test]
    fn members_of_members_are_listed() {
        let inner =
            json!({ "type": "object", "properties": { "id": { "type": "integer", "description": "I." } } });
        let schema = json!({
            "type": "object",
            "properties": { "list": { "type": "array", "items": inner, "description": "L." } },
            "required": ["list"],
        });
        let list = member("list", "array of: object", true, "L.");
        assert_eq!(members(&schema), [list, member("list[].id", "integer", false, "I.")]);
    }

    #[test]
    fn values_are_explained() {
        let values = json!([{ "const": "a", "description": "A." }, { "const": "b", "description": "B." }]);
        let schema = json!({ "properties": { "x": { "oneOf": values, "description": "X." } } });
        assert_eq!(members(&schema), [member("x", "string", false, "X. `a`: A. `b`: B.")]);
    }

    #[test]
    fn member_of_one_form_names_the_tag_of_the_form() {
        let short = json!({ "description": "S.", "properties": { "kind": { "const": "short" } } });
        let long = json!({
            "description": "L.",
            "properties": { "kind": { "const": "long" }, "by": { "type": "integer", "description": "B." } },
        });
        let listed = members(&json!({ "oneOf": [short, long] }));
        let tag = member("kind", "string", true, "`short`: S. `long`: L.");
        assert_eq!(listed, [tag, member("by", "integer", false, "With `long`. B.")]);
    }
}
