//! The attributes of items, as the store's sources write them and as the meanings list them.

use std::collections::BTreeSet;

use crate::sources;

/// The text after the name of an attribute that is written, up to its value.
const VALUES: [&str; 11] = [
    ", text(",
    ", number(",
    ", moment(",
    ", flag(",
    ", set(",
    ", bytes(",
    ", list(",
    ", AttributeValue::",
    ", write_",
    ", limits.",
    ".to_owned(), ",
];

/// The words with which an expression that writes begins.
const CLAUSES: [&str; 4] = ["SET ", "ADD ", "DELETE ", "REMOVE "];

/// Returns the attributes that a source of the store writes: pairs of a name and a value, constants, and the names in
/// update expressions.
pub(super) fn written(source: &str) -> BTreeSet<String> {
    let lines = source.lines().filter(|line| !line.trim_start().starts_with("//"));
    let words = lines.flat_map(str::split_whitespace).collect::<Vec<_>>();
    // As it would stand on one line.
    let code = words.join(" ").replace("( ", "(");
    let pairs = code.split("(\"").skip(1).filter_map(|rest| {
        let (name, behind) = rest.split_once('"')?;
        VALUES.iter().any(|value| behind.starts_with(value)).then(|| name.to_owned())
    });
    let constants =
        code.split(": &str = \"").skip(1).filter_map(|rest| Some(rest.split_once('"')?.0.to_owned()));
    let expressions = sources::literals(source).into_iter();
    let expressions = expressions.filter(|text| CLAUSES.iter().any(|clause| text.starts_with(clause)));
    let in_expressions = expressions.flat_map(|text| names_in(&text));
    pairs.chain(constants).chain(in_expressions).filter(|name| is_name(name)).collect()
}

/// Returns the names of attributes in an update expression. Placeholders of values begin with a colon.
fn names_in(expression: &str) -> Vec<String> {
    let tokens = expression.split([' ', ',', '=']);
    tokens.map(|token| token.trim_start_matches('#').to_owned()).collect()
}

/// Returns the attributes that a line of the meanings lists in backticks.
pub(super) fn listed(attributes: &str) -> impl Iterator<Item = &str> {
    attributes.split('`').skip(1).step_by(2).filter(|name| is_name(name))
}

fn is_name(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|letter| letter.is_ascii_lowercase() || letter == '_')
}

#[cfg(test)]
mod tests {
    use super::{listed, written};

    #[test]
    fn every_way_to_write_an_attribute_is_found() {
        let source = "const A: &str = \"constant\";\n// (\"not\", text(x))\nattributes([(\"pair\", text(key)), (\"records\", list(x))]);\nitem.insert(\n    \"inserted\".to_owned(),\n    number(1),\n);\nupdate(\"SET set_at = :now, #sync = :sync ADD counted :one\");\nitem.text(\"read\");";
        let names = ["constant", "counted", "inserted", "pair", "records", "set_at", "sync"];
        assert_eq!(written(source), names.map(str::to_owned).into());
    }

    #[test]
    fn names_in_backticks_are_listed() {
        assert_eq!(listed("`at`, `sent` (JSON), see `NAME#1`").collect::<Vec<_>>(), ["at", "sent"]);
    }
}
