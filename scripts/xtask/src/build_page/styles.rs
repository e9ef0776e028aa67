//! Shortens style sheets.

/// The replacements that remove spaces next to punctuation in a style sheet.
const SPACES: [(&str, &str); 7] =
    [(" {", "{"), ("{ ", "{"), ("; ", ";"), (": ", ":"), (", ", ","), (";}", "}"), (" }", "}")];

/// Removes comments and spaces. No string in the styles contains a comment, a line break or such punctuation next to a
/// space.
pub(super) fn shorten_styles(styles: &str) -> String {
    let mut without_comments = String::with_capacity(styles.len());
    let mut rest = styles;
    while let Some((before, after)) = rest.split_once("/*") {
        without_comments.push_str(before);
        rest = after.split_once("*/").map_or("", |(_, after)| after);
    }
    without_comments.push_str(rest);
    let joined = without_comments.lines().map(str::trim).collect::<String>();
    SPACES.iter().fold(joined, |styles, (long, short)| styles.replace(long, short))
}
