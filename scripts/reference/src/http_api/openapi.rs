//! The OpenAPI document.

use std::path::Path;

use anyhow::Result;
use api_contract::problem::{MEDIA_TYPE, Problem};
use serde_json::{Map, Value, json};

use super::{
    credential::schemes,
    steps::{self, Step},
};
use crate::schema;

/// Returns the document as indented JSON.
pub(crate) fn document(root: &Path) -> Result<String> {
    let mut document = json!({
        "openapi": "3.1.1",
        "jsonSchemaDialect": "https://json-schema.org/draft/2020-12/schema",
        "info": {
            "title": "Readmit",
            "version": env!("CARGO_PKG_VERSION"),
            "description": "The steps of browsers. The page and this API are of one version; no other client is supported.",
            "license": { "name": env!("CARGO_PKG_LICENSE"), "identifier": env!("CARGO_PKG_LICENSE") },
        },
        "servers": [{ "url": "/", "description": "The site of the page" }],
        "paths": paths(root)?,
        "components": {
            "schemas": { "Problem": schema::for_response::<Problem>() },
            "responses": { "Problem": response("A problem.", MEDIA_TYPE, &reference("schemas")) },
            "securitySchemes": schemes(),
        },
    });
    document.sort_all_objects();
    Ok(serde_json::to_string_pretty(&document)? + "\n")
}

fn paths(root: &Path) -> Result<Value> {
    let mut paths = Map::new();
    for step in steps::all() {
        let path = paths.entry(step.path).or_insert_with(|| json!({}));
        if let Some(methods) = path.as_object_mut() {
            methods.insert(step.method.to_lowercase(), operation(root, &step)?);
        }
    }
    Ok(paths.into())
}

fn operation(root: &Path, step: &Step) -> Result<Value> {
    let (success, summary) = (step.success.to_string(), step.summary(root)?);
    let mut operation = json!({
        "operationId": step.name,
        "summary": summary,
        "security": step.credential.security(),
        "responses": {
            success: response("The success.", "application/json", &step.response),
            "default": reference("responses"),
        },
    });
    let description = step.description(root)?;
    if let Some(members) = operation.as_object_mut() {
        if !description.is_empty() {
            members.insert("description".to_owned(), description.into());
        }
        if let Some(request) = &step.request {
            let content = json!({ "application/json": { "schema": request } });
            members.insert("requestBody".to_owned(), json!({ "required": true, "content": content }));
        }
    }
    Ok(operation)
}

fn response(description: &str, media_type: &str, schema: &Value) -> Value {
    let description = schema.get("description").and_then(Value::as_str).unwrap_or(description);
    json!({ "description": description, "content": { media_type: { "schema": schema } } })
}

fn reference(kind: &str) -> Value {
    json!({ "$ref": format!("#/components/{kind}/Problem") })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use serde_json::Value;

    use super::document;
    use crate::{http_api::steps, root};

    fn parsed() -> Value {
        serde_json::from_str(&document(&root().unwrap()).unwrap()).unwrap()
    }

    fn operations(document: &Value) -> Vec<(String, String, Value)> {
        let paths = document["paths"].as_object().unwrap();
        let methods = paths.iter().flat_map(|(path, methods)| {
            methods.as_object().unwrap().iter().map(move |(method, operation)| (path, method, operation))
        });
        methods
            .map(|(path, method, operation)| (path.clone(), method.to_uppercase(), operation.clone()))
            .collect()
    }

    #[test]
    fn every_step_is_in_the_document_once() {
        let listed: BTreeSet<_> = operations(&parsed())
            .into_iter()
            .map(|(path, method, operation)| {
                let responses = operation["responses"].as_object().unwrap();
                let statuses =
                    responses.keys().filter(|status| *status != "default").cloned().collect::<Vec<_>>();
                (operation["operationId"].as_str().unwrap().to_owned(), method, path, statuses.join(","))
            })
            .collect();

        let steps = steps::all();
        let declared: BTreeSet<_> = steps
            .iter()
            .map(|step| (step.name.into(), step.method.into(), step.path.into(), step.success.to_string()))
            .collect();
        assert_eq!((listed.len(), &listed), (steps.len(), &declared));
    }

    #[test]
    fn every_reference_leads_somewhere() {
        let document = parsed();
        let mut references = 0;
        visit(&document, &mut |object| {
            let Some(target) = object.get("$ref").and_then(Value::as_str) else { return };
            references += 1;
            assert!(document.pointer(target.strip_prefix('#').unwrap()).is_some(), "{target}");
        });
        assert!(references > steps::all().len());
    }

    #[test]
    fn every_security_scheme_is_declared_and_used() {
        let document = parsed();
        let declared: BTreeSet<String> =
            document["components"]["securitySchemes"].as_object().unwrap().keys().cloned().collect();

        let used = operations(&document).into_iter().flat_map(|(_, _, operation)| {
            let security = operation["security"].as_array().unwrap().clone();
            security
                .into_iter()
                .flat_map(|scheme| scheme.as_object().unwrap().keys().cloned().collect::<Vec<_>>())
        });

        assert_eq!(used.collect::<BTreeSet<_>>(), declared);
    }

    #[test]
    fn optional_members_are_not_nullable() {
        visit(&parsed(), &mut |object| {
            let Some(members) = object.get("properties").and_then(Value::as_object) else { return };
            let required = object.get("required").and_then(Value::as_array).cloned().unwrap_or_default();
            for (name, member) in
                members.iter().filter(|(name, _)| !required.contains(&Value::from(name.as_str())))
            {
                assert!(!member.to_string().contains("\"null\""), "{name}: {member}");
            }
        });
    }

    #[test]
    fn only_requests_that_change_something_have_a_body() {
        for (path, method, operation) in operations(&parsed()) {
            assert_eq!(operation.get("requestBody").is_some(), method == "POST", "{path}");
            assert!(!operation["summary"].as_str().unwrap().is_empty(), "{path}");
        }
    }

    fn visit(value: &Value, look: &mut impl FnMut(&serde_json::Map<String, Value>)) {
        match value {
            Value::Object(object) => {
                look(object);
                object.values().for_each(|value| visit(value, look));
            }
            Value::Array(values) => values.iter().for_each(|value| visit(value, look)),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        }
    }
}
