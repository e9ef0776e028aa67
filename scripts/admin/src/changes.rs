//! Differences between two policies, member by member.

use serde_json::{Map, Value};

/// Returns one line for each member that differs: `limits.code_digits: 6 -> 8`.
pub(crate) fn changes(before: &Value, after: &Value) -> Vec<String> {
    let mut lines = Vec::new();
    compare("", before, after, &mut lines);
    lines
}

fn compare(path: &str, before: &Value, after: &Value, lines: &mut Vec<String>) {
    let empty = Map::new();
    let members = |value: &Value| value.as_object().cloned();
    match (members(before), members(after)) {
        (None, None) if before == after => {}
        (None, None) => lines.push(format!("{path}: {} -> {}", display(before), display(after))),
        (old, new) => {
            let (old, new) = (old.as_ref().unwrap_or(&empty), new.as_ref().unwrap_or(&empty));
            let mut names: Vec<&String> = old.keys().chain(new.keys()).collect();
            names.sort_unstable();
            names.dedup();
            for name in names {
                let inner = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
                let member = |of: &Map<String, Value>| of.get(name).cloned().unwrap_or(Value::Null);
                compare(&inner, &member(old), &member(new), lines);
            }
        }
    }
}

fn display(value: &Value) -> String {
    match value {
        Value::Null => "(not set)".to_owned(),
        Value::Array(items) if items.len() > 8 => format!("{} entries", items.len()),
        Value::String(text) if text.chars().count() > 60 => {
            format!("\"{}...\"", text.chars().take(57).collect::<String>())
        }
        Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Array(_) | Value::Object(_) => {
            value.to_string()
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::changes;

    #[test]
    fn only_changed_policy_lines_are_listed() {
        let before = json!({"limits": {"a": 1, "b": 2}, "help_desk": null, "words": ["x"]});
        let after = json!({"limits": {"a": 1, "b": 3}, "help_desk": {"url": "u"}, "words": []});

        assert_eq!(
            changes(&before, &after),
            ["help_desk.url: (not set) -> \"u\"", "limits.b: 2 -> 3", "words: [\"x\"] -> []"]
        );
        assert!(changes(&after, &after).is_empty());
    }
}
