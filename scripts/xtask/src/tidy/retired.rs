//! Checks sources, documents, scripts and the agent's texts for words that GLOSSARY.md retires, also in comments and
//! messages. The texts of pages, mails and text messages are not checked, nor is the changelog, which says what things
//! were called before.

use std::path::Path;

/// The heading in GLOSSARY.md above the words.
const HEADING: &str = "### Words";
/// The scope of a word that no name may have as a part. Sentences may use it.
const IN_NAMES: &str = "in names";
const EVERYWHERE: &str = "everywhere";

/// A word, or several in a row, that the glossary retires.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct RetiredWord {
    words: Vec<String>,
    is_only_in_names: bool,
}

/// Reads the table of words.
pub(super) fn retired(glossary: &str) -> Vec<RetiredWord> {
    let (_, table) = glossary.split_once(HEADING).unwrap_or_default();
    let rows = table.lines().map(|line| line.split('|').map(str::trim).collect::<Vec<_>>());
    let words = rows.filter_map(|cells| match cells.as_slice() {
        [_, words, scope @ (IN_NAMES | EVERYWHERE), ..] => Some((*words, *scope == IN_NAMES)),
        _ => None,
    });
    let one_by_one = words.flat_map(|(words, is_only_in_names)| {
        words.split(',').map(move |word| RetiredWord {
            words: word.split_whitespace().map(str::to_lowercase).collect(),
            is_only_in_names,
        })
    });
    one_by_one.collect()
}

/// Returns the findings in one file. `names` are the names that the glossary retires.
pub(super) fn check(file: &Path, text: &str, retired: &[RetiredWord], names: &[String]) -> Vec<String> {
    if !is_checked(file, text) {
        return Vec::new();
    }
    let is_rust = file.extension().is_some_and(|extension| extension == "rs");
    let mut findings = Vec::new();
    for (index, line) in text.lines().enumerate() {
        let place = format!("{}:{}", file.display(), index + 1);
        for word in retired.iter().filter(|word| word.is_in(line, is_rust)) {
            findings.push(format!("{place}: “{}” is retired: see GLOSSARY.md", word.words.join(" ")));
        }
        let outside_code = if is_rust { strings(line) } else { line.to_owned() };
        for (_, name) in runs(&outside_code, is_of_name).filter(|(_, name)| is_camel_case(name)) {
            if names.iter().any(|retired| retired == name) {
                findings.push(format!("{place}: {name} is retired: see GLOSSARY.md"));
            }
        }
    }
    findings
}

fn is_checked(file: &Path, text: &str) -> bool {
    let is_named = |names: &[&str]| names.iter().any(|name| file == Path::new(name));
    if is_named(&["GLOSSARY.md", "CHANGELOG.md"]) {
        return false;
    }
    match file.extension().and_then(|extension| extension.to_str()) {
        Some("rs" | "md" | "toml" | "yml" | "yaml" | "sh" | "py" | "js") => true,
        Some("ftl") => is_named(&["locales/en/agent.ftl"]),
        Some(_) => false,
        None => text.starts_with("#!"),
    }
}

impl RetiredWord {
    fn is_in(&self, line: &str, is_rust: bool) -> bool {
        if self.is_only_in_names { self.is_in_a_name(line, is_rust) } else { self.is_in_text(line) }
    }

    /// Returns whether a line has the words in a row, in a sentence or as parts of a name. A word alone in quotes is
    /// what is stored or sent, which keeps its name.
    fn is_in_text(&self, line: &str) -> bool {
        let parts: Vec<_> = runs(line, |letter| letter.is_ascii_alphanumeric()).collect();
        parts.windows(self.words.len()).any(|window| {
            window.iter().zip(&self.words).all(|((_, part), word)| part.eq_ignore_ascii_case(word))
                && !window.iter().all(|(start, part)| is_quoted(line, *start, part))
        })
    }

    /// Returns whether a name in snake case has the word as a part or, in Rust code, is the word.
    fn is_in_a_name(&self, line: &str, is_rust: bool) -> bool {
        let is_word = |part: &str| self.words.iter().any(|word| part == word);
        let is_part =
            runs(line, is_of_name).any(|(_, name)| name.contains('_') && name.split('_').any(is_word));
        is_part || (is_rust && runs(&code(line), is_of_name).any(|(_, name)| is_word(name)))
    }
}

/// Returns a line of Rust without strings and comments.
fn code(line: &str) -> String {
    let code = line.split('"').step_by(2).collect::<Vec<_>>().join(" ");
    code.split("//").next().unwrap_or_default().to_owned()
}

/// Returns the strings of a line of Rust.
fn strings(line: &str) -> String {
    line.split('"').skip(1).step_by(2).collect::<Vec<_>>().join(" ")
}

fn is_quoted(line: &str, start: usize, word: &str) -> bool {
    let (before, rest) = line.split_at(start);
    let behind = rest.strip_prefix(word).unwrap_or_default();
    before.ends_with('"') && (behind.starts_with('"') || behind.starts_with("\\\""))
}

fn is_of_name(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || letter == '_'
}

/// Returns whether a name has a capital after a small letter, so that it is no word of a sentence.
fn is_camel_case(name: &str) -> bool {
    name.chars()
        .zip(name.chars().skip(1))
        .any(|(one, next)| one.is_ascii_lowercase() && next.is_ascii_uppercase())
}

/// Returns the longest runs of letters that belong together, each with its position.
fn runs(line: &str, belongs: impl Fn(char) -> bool) -> impl Iterator<Item = (usize, &str)> {
    let mut from = 0;
    line.split(move |letter| !belongs(letter)).filter_map(move |run| {
        // Whatever separates two runs is one letter.
        let start = from;
        let behind = start + run.len();
        from = behind + line.get(behind..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
        (!run.is_empty()).then_some((start, run))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const GLOSSARY: &str = "| Retired | Use |\n| `OldName` | `Name` |\n### Words\n| Retired | Where | Use |\n| --- | --- | --- |\n| weighed, weighs | everywhere | tried |\n| said | in names | sent |\n| big end | everywhere | end |\n";

    fn findings(file: &str, text: &str) -> usize {
        check(Path::new(file), text, &retired(GLOSSARY), &["OldName".to_owned(), "Held".to_owned()]).len()
    }

    #[test]
    fn words_of_the_glossary_are_read() {
        let word = |words: &[&str], is_only_in_names| RetiredWord {
            words: words.iter().map(ToString::to_string).collect(),
            is_only_in_names,
        };
        let expected = [
            word(&["weighed"], false),
            word(&["weighs"], false),
            word(&["said"], true),
            word(&["big", "end"], false),
        ];
        assert_eq!(retired(GLOSSARY), expected);
    }

    #[test]
    fn words_are_found_in_every_kind_of_text() {
        for file in
            ["a/b.rs", "docs/a.md", "deny.toml", "infra/a.yaml", "scripts/a.sh", "locales/en/agent.ftl"]
        {
            assert_eq!(findings(file, "x\n# Weighed again."), 1, "{file}");
        }
        assert_eq!(findings("scripts/run", "#!/bin/sh\n# It weighs it."), 1);
        assert_eq!(findings("src/lib.rs", "assert!(ok, \"it was weighed\");"), 1);
        assert_eq!(findings("src/lib.rs", "tracing::info!(\"job_weighed\");"), 1);
    }

    #[test]
    fn page_texts_and_the_changelog_are_not_checked() {
        for file in ["locales/en/page.ftl", "locales/de/agent.ftl", "CHANGELOG.md", "GLOSSARY.md", "a.svg"] {
            assert_eq!(findings(file, "weighed"), 0, "{file}");
        }
    }

    #[test]
    fn ordinary_english_and_stored_words_are_not_refused() {
        assert_eq!(findings("src/lib.rs", "// The user is said to be outweighed."), 0);
        assert_eq!(findings("src/lib.rs", "#[serde(rename = \"weighed\")]"), 0);
        assert_eq!(findings("src/lib.rs", "let text = \"{\\\"a\\\":\\\"weighed\\\"}\";"), 0);
        assert_eq!(findings("src/lib.rs", "item.set(\"said\") // a big name at the end"), 0);
    }

    #[test]
    fn names_that_contain_the_word_are_refused() {
        assert_eq!(findings("src/lib.rs", "let is_said = 1;"), 1);
        assert_eq!(findings("src/lib.rs", "let said = 1;"), 1);
        assert_eq!(findings("docs/a.md", "`queue_not_said`"), 1);
        assert_eq!(findings("docs/a.md", "big_end_lost, and a big end"), 1);
    }

    #[test]
    fn retired_names_are_found_in_documents_and_strings() {
        assert_eq!(findings("docs/a.md", "`OldName` holds it. Held by nobody."), 1);
        assert_eq!(findings("src/lib.rs", "let a = \"OldName\";"), 1);
    }
}
