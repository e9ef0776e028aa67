//! Checks Rust sources for file sizes, spans that record arguments, and notes without an issue.

use std::path::Path;

/// The maximum number of lines of a source file.
const FILE_LINES: usize = 400;
/// The maximum number of lines of a step's `serve.rs`, which only connects and serves.
const SERVE_LINES: usize = 30;
/// The marker of a note that needs an issue, concatenated so that this file does not contain it.
const NOTE: &str = concat!("TO", "DO");

/// Returns the findings in one file.
pub(super) fn check(file: &Path, text: &str) -> Vec<String> {
    if file.extension().is_none_or(|extension| extension != "rs") {
        return Vec::new();
    }
    let mut findings = check_size(file, text.lines().count());
    for (index, line) in text.lines().enumerate() {
        let place = format!("{}:{}", file.display(), index + 1);
        let code = line.trim_start();
        if code.starts_with("#[") && code.contains("instrument") && !code.contains("skip_all") {
            findings.push(format!("{place}: a span records every argument; write #[instrument(skip_all)]"));
        }
        if has_note_without_issue(line) {
            findings.push(format!("{place}: name the issue: {NOTE}(#12)"));
        }
    }
    findings
}

fn check_size(file: &Path, lines: usize) -> Vec<String> {
    let connects = file.starts_with("functions") && file.ends_with("src/serve.rs");
    let limit = if connects { SERVE_LINES } else { FILE_LINES };
    if lines > limit {
        return vec![format!("{}: {lines} lines, at most {limit}", file.display())];
    }
    Vec::new()
}

fn has_note_without_issue(line: &str) -> bool {
    line.split(NOTE).skip(1).any(|rest| !rest.starts_with("(#"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn findings(path: &str, text: &str) -> usize {
        check(Path::new(path), text).len()
    }

    #[test]
    fn spans_skip_their_arguments() {
        assert_eq!(findings("src/lib.rs", "#[tracing::instrument(skip_all, fields(step))]"), 0);
        assert_eq!(findings("src/lib.rs", "    #[instrument]"), 1);
        assert_eq!(findings("src/lib.rs", "#[instrument(skip(self))]"), 1);
    }

    #[test]
    fn files_stay_small() {
        assert_eq!(findings("crates/x/src/lib.rs", &"\n".repeat(400)), 0);
        assert_eq!(findings("crates/x/src/lib.rs", &"\n".repeat(401)), 1);
        assert_eq!(findings("functions/x/src/serve.rs", &"\n".repeat(30)), 0);
        assert_eq!(findings("functions/x/src/serve.rs", &"\n".repeat(31)), 1);
    }

    #[test]
    fn notes_name_their_issue() {
        assert_eq!(findings("src/lib.rs", &format!("// {NOTE}(#7): roll keys")), 0);
        assert_eq!(findings("src/lib.rs", &format!("// {NOTE}: roll keys")), 1);
    }
}
