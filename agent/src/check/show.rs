//! Shows findings to people.

use std::fmt::Write as _;

use super::{Findings, Level};

/// Wide enough for the longest id.
const ID_WIDTH: usize = 22;

/// One line each, with the command that mends it below; colours where somebody sees them.
pub fn show(findings: &Findings, is_coloured: bool) -> String {
    let mut text = String::new();
    for finding in findings.all() {
        let (word, colour) = match finding.level {
            Level::Ok => ("ok", "32"),
            Level::Warning => ("warning", "33"),
            Level::Failed => ("failed", "31"),
        };
        let word = format!("{word:<8}");
        let word = if is_coloured { format!("\x1b[{colour}m{word}\x1b[0m") } else { word };
        // Writing to a string cannot fail.
        let _infallible = writeln!(text, "{word} {:<ID_WIDTH$} {}", finding.id, printable(&finding.what));
        for line in finding.mend.iter().flat_map(|mend| mend.lines()) {
            let _infallible = writeln!(text, "         mend: {}", printable(line));
        }
    }
    let summary = findings.summary();
    let _infallible =
        writeln!(text, "\n{} ok, {} warnings, {} failed", summary.ok, summary.warnings, summary.failed);
    text
}

/// Replaces control characters: a name from the directory must not control the terminal.
fn printable(text: &str) -> String {
    text.chars().map(|letter| if letter.is_control() { '\u{fffd}' } else { letter }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn findings() -> Findings {
        let mut findings = Findings::default();
        findings.ok("configuration", "agent.toml is read");
        findings.warning("attributes", "mobile is empty for 9 of 12 people", None);
        findings.failed("rights", "OU=\x1b[2J,DC=demo", Some("dsacls 'OU=x'".to_owned()));
        findings
    }

    #[test]
    fn lines_are_aligned_and_end_with_their_command() {
        insta::assert_snapshot!(show(&findings(), false), @r"
        ok       configuration          agent.toml is read
        warning  attributes             mobile is empty for 9 of 12 people
        failed   rights                 OU=�[2J,DC=demo
                 mend: dsacls 'OU=x'

        1 ok, 1 warnings, 1 failed
        ");
    }

    #[test]
    fn colours_are_for_terminals() {
        assert!(!show(&findings(), false).contains('\x1b'));
        assert!(show(&findings(), true).starts_with("\x1b[32mok      \x1b[0m configuration"));
    }
}
