//! Checks words: names that GLOSSARY.md retires, doc comments that begin with a question, and long names of functions.

use std::path::Path;

/// The heading in GLOSSARY.md above the retired names.
const HEADING: &str = "## Retired";
/// The maximum length of a function's name. The longest are those of tests.
const NAME_CHARACTERS: usize = 60;
/// The words that a doc comment must not begin with. It is a sentence or a noun phrase, not the answer to a question.
const QUESTION_WORDS: [&str; 13] = [
    "Who", "Whose", "Whom", "Whoever", "What", "Whatever", "Which", "Where", "When", "Why", "How",
    "Likewise", "Nothing",
];

/// Returns the names that the glossary retires: those in backticks in the first column of its last table.
pub(super) fn retired_names(glossary: &str) -> Vec<String> {
    let (_, table) = glossary.split_once(HEADING).unwrap_or_default();
    let cells = table.lines().filter_map(|line| line.strip_prefix("| `")?.split(" |").next());
    let names = cells.flat_map(|cell| cell.split(',').map(|name| name.split('`').find(|part| is_name(part))));
    names.flatten().map(str::to_owned).collect()
}

fn is_name(text: &str) -> bool {
    !text.is_empty() && text.chars().all(is_of_name)
}

fn is_of_name(character: char) -> bool {
    character.is_ascii_alphanumeric() || character == '_'
}

/// Returns the findings in one Rust source.
pub(super) fn check(file: &Path, text: &str, retired_names: &[String]) -> Vec<String> {
    if file.extension().is_none_or(|extension| extension != "rs") {
        return Vec::new();
    }
    let mut findings = Vec::new();
    for (index, line) in text.lines().enumerate() {
        let place = format!("{}:{}", file.display(), index + 1);
        for name in identifiers(line).filter(|name| retired_names.iter().any(|retired| retired == name)) {
            findings.push(format!("{place}: {name} is retired: see GLOSSARY.md"));
        }
        if let Some(word) = question_word(line) {
            findings.push(format!("{place}: a doc comment begins with {word}; say what it is or does"));
        }
        if let Some(name) = function(line).filter(|name| name.len() > NAME_CHARACTERS) {
            findings.push(format!("{place}: {name} has more than {NAME_CHARACTERS} characters"));
        }
    }
    findings
}

/// Returns the identifiers outside string literals.
fn identifiers(line: &str) -> impl Iterator<Item = &str> {
    line.split('"').step_by(2).flat_map(|code| code.split(|character| !is_of_name(character)))
}

fn question_word(line: &str) -> Option<&str> {
    let line = line.trim_start();
    let comment = line.strip_prefix("/// ").or_else(|| line.strip_prefix("//! "))?;
    let first = comment.split(|character: char| !character.is_alphanumeric()).next()?;
    QUESTION_WORDS.contains(&first).then_some(first)
}

fn function(line: &str) -> Option<&str> {
    let (_, rest) = line.split_once("fn ")?;
    rest.split(|character| !is_of_name(character)).next()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn findings(text: &str) -> usize {
        check(Path::new("src/lib.rs"), text, &["Gone".to_owned()]).len()
    }

    #[test]
    fn names_of_the_glossary_are_read() {
        let glossary =
            "| `Kept` | x |\n## Retired\n| Retired | Use |\n| `A`, `b_c` | `D` |\n| `E` (x) | y |\n";
        assert_eq!(retired_names(glossary), ["A", "b_c", "E"]);
    }

    #[test]
    fn retired_names_are_found_outside_strings() {
        assert_eq!(findings("let gone: Gone = Gone::new();"), 2);
        assert_eq!(findings(r#"let text = "Gone"; let x = Foregone;"#), 0);
    }

    #[test]
    fn doc_comments_do_not_begin_with_a_question_word() {
        assert_eq!(findings("    /// Who may enter."), 1);
        assert_eq!(findings("//! Where it is."), 1);
        assert_eq!(findings("/// When it ends.\n/// How it ends."), 2);
        assert_eq!(findings("/// Whether it is there.\n// What a mess."), 0);
    }

    #[test]
    fn names_of_functions_have_60_characters_at_most() {
        assert_eq!(findings(&format!("fn {}() {{}}", "a".repeat(60))), 0);
        assert_eq!(findings(&format!("    async fn {}() {{}}", "a".repeat(61))), 1);
    }
}
