//! Parts of Markdown.

/// The first line of every page, which readers of the book do not see.
const NOTE: &str = "<!-- Written by `cargo run -p reference`. Do not edit. -->";

/// Returns a page of blocks. Empty blocks are left out.
pub(crate) fn page(blocks: Vec<String>) -> String {
    let blocks = [NOTE.to_owned()].into_iter().chain(blocks).filter(|block| !block.is_empty());
    blocks.collect::<Vec<_>>().join("\n\n") + "\n"
}

/// Returns a table; nothing if it has no rows. Rows have as many cells as the heading.
pub(crate) fn table<const N: usize>(heading: [&str; N], rows: &[[String; N]]) -> String {
    if rows.is_empty() {
        return String::new();
    }
    let line = |cells: [String; N]| format!("| {} |", cells.join(" | "));
    let heading = [line(heading.map(str::to_owned)), line(heading.map(|_| "---".to_owned()))];
    let rows =
        rows.iter().map(|row| line(row.clone().map(|cell| cell.replace('\n', " ").replace('|', "\\|"))));
    heading.into_iter().chain(rows).collect::<Vec<_>>().join("\n")
}

/// Returns a code span.
pub(crate) fn code(text: &str) -> String {
    format!("`{text}`")
}

/// Returns `a, b or c`.
pub(crate) fn alternatives(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [name] => name.clone(),
        [first @ .., last] => format!("{} or {last}", first.join(", ")),
    }
}

/// Returns a text that begins with a capital letter.
pub(crate) fn capitalized(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// Returns a doc comment as plain Markdown on one line: links to items become names, links to modules become steps.
pub(crate) fn plain(doc: &str) -> String {
    let mut text = String::new();
    let mut rest = doc;
    while let Some((before, link)) = rest.split_once("[`") {
        let Some((target, after)) = link.split_once("`]") else { break };
        text = text + before + &code(&name(target));
        rest = after;
    }
    (text + rest).split_whitespace().collect::<Vec<_>>().join(" ")
}

fn name(target: &str) -> String {
    let last = target.rsplit("::").next().unwrap_or(target);
    let is_module =
        target.starts_with("crate::") && last.chars().all(|letter| letter.is_lowercase() || letter == '_');
    if is_module { last.replace('_', "-") } else { last.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::{alternatives, plain, table};

    #[test]
    fn links_of_doc_comments_become_names() {
        let doc = "The id from [`crate::add_method`],\nor [`Self::NotSignedIn`].";
        assert_eq!(plain(doc), "The id from `add-method`, or `NotSignedIn`.");
    }

    #[test]
    fn bars_in_cells_are_escaped() {
        let text = table(["A", "B"], &[["x".into(), "y|z".into()]]);
        assert_eq!(text, "| A | B |\n| --- | --- |\n| x | y\\|z |");
    }

    #[test]
    fn last_alternative_follows_or() {
        assert_eq!(alternatives(&["a".into(), "b".into(), "c".into()]), "a, b or c");
    }
}
