//! Reads the file with its comments, which no reader of TOML keeps.

#[derive(Debug, PartialEq, Eq)]
pub(super) struct Section {
    pub(super) name: String,
    /// The comment above the section.
    pub(super) text: String,
    pub(super) lines: Vec<Line>,
}

/// A line of a section.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) key: String,
    /// The default, or an example if the line is unset.
    pub(super) value: String,
    /// Whether the line is a comment, because its default cannot be written.
    pub(super) is_unset: bool,
    /// The bounds of a number, as in `1 to 5`.
    pub(super) bounds: Option<String>,
    pub(super) meaning: String,
}

pub(super) fn sections(file: &str) -> Vec<Section> {
    let (mut sections, mut text): (Vec<Section>, Vec<&str>) = (Vec::new(), Vec::new());
    for line in file.lines() {
        let comment = line.strip_prefix("# ");
        let content = comment.unwrap_or(line);
        if let Some(name) = content.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            sections.push(Section { name: name.to_owned(), text: text.join(" "), lines: Vec::new() });
        } else if let Some(line) = parse_line(content, comment.is_some()) {
            sections.last_mut().into_iter().for_each(|section| section.lines.push(line.clone()));
        } else if let Some(comment) = comment {
            text.push(comment);
            continue;
        }
        text.clear();
    }
    sections
}

fn parse_line(content: &str, is_unset: bool) -> Option<Line> {
    let (key, rest) = content.split_once(" = ")?;
    if !key.chars().all(|letter| letter.is_ascii_lowercase() || letter == '_') {
        return None;
    }
    let (value, comment) = split_comment(rest);
    let (bounds, meaning) = split_bounds(comment);
    let (key, value, meaning) = (key.to_owned(), value.to_owned(), meaning.to_owned());
    Some(Line { key, value, is_unset, bounds, meaning })
}

/// Splits a value from the comment after it. A `#` in quotation marks begins no comment.
fn split_comment(rest: &str) -> (&str, &str) {
    let is_outside =
        |at: &usize| rest.get(..*at).is_some_and(|before| before.matches('"').count().is_multiple_of(2));
    let start = rest.match_indices('#').map(|(at, _)| at).find(is_outside);
    let (value, comment) = start.and_then(|at| rest.split_at_checked(at)).unwrap_or((rest, ""));
    (value.trim_end(), comment.trim_start_matches(['#', ' ']))
}

/// Splits `1 to 5: meaning`.
fn split_bounds(comment: &str) -> (Option<String>, &str) {
    match comment.split_once(": ") {
        Some((bounds, meaning)) if numbers(bounds).is_some() => (Some(bounds.to_owned()), meaning),
        Some(_) | None => (None, comment),
    }
}

/// Returns the numbers of `1 to 5` or `1 or 2`.
pub(super) fn numbers(bounds: &str) -> Option<(i64, i64)> {
    let (first, last) = bounds.split_once(" to ").or_else(|| bounds.split_once(" or "))?;
    Some((first.parse().ok()?, last.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::{Line, Section, sections};

    fn line(key: &str, value: &str, is_unset: bool, bounds: Option<&str>, meaning: &str) -> Line {
        let bounds = bounds.map(str::to_owned);
        Line { key: key.into(), value: value.into(), is_unset, bounds, meaning: meaning.into() }
    }

    #[test]
    fn comments_of_the_policy_are_its_documentation() {
        let file = "# The file.\n\n# The\n# section.\n[one]\na = 1 # 1 to 5: how often\nb = \"#f\" # color\n# c = 2 # last\n";
        let lines = vec![
            line("a", "1", false, Some("1 to 5"), "how often"),
            line("b", "\"#f\"", false, None, "color"),
            line("c", "2", true, None, "last"),
        ];
        assert_eq!(sections(file), [Section { name: "one".into(), text: "The section.".into(), lines }]);
    }
}
