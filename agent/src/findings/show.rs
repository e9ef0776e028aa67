//! Shows findings to people.

use std::fmt::Write as _;

use texts::Text;

use super::{Findings, Level};
use crate::words;

/// The width of the column with the ids, wide enough for the longest one.
const ID_WIDTH: usize = 22;

/// Writes one line per finding, with the command that fixes it below.
pub fn show(findings: &Findings, is_colored: bool) -> String {
    let say = |text: Text| text.in_language(findings.language());
    let mut text = String::new();
    for finding in findings.all() {
        let (word, color) = match finding.level {
            Level::Ok => (words::level_ok(), "32"),
            Level::Warning => (words::level_warning(), "33"),
            Level::Failed => (words::level_failed(), "31"),
        };
        let word = format!("{:<8}", say(word));
        let word = if is_colored { format!("\x1b[{color}m{word}\x1b[0m") } else { word };
        // Writing to a string cannot fail.
        let _infallible = writeln!(text, "{word} {:<ID_WIDTH$} {}", finding.id, printable(&finding.what));
        for line in finding.fix.iter().flat_map(|fix| fix.lines()) {
            let _infallible = writeln!(text, "         {}", say(words::fix(printable(line))));
        }
    }
    let summary = findings.summary();
    let summary = words::summary(summary.failed, summary.ok, summary.warnings);
    let _infallible = writeln!(text, "\n{}", say(summary));
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
    fn findings_are_aligned_and_end_with_their_command() {
        insta::assert_snapshot!(show(&findings(), false), @r"
        ok       configuration          agent.toml is read
        warning  attributes             mobile is empty for 9 of 12 people
        failed   rights                 OU=�[2J,DC=demo
                 fix: dsacls 'OU=x'

        1 ok, 1 warning, 1 failed
        ");
    }

    #[test]
    fn commands_are_the_same_in_every_language() {
        let swedish = texts::Language::parse("sv").expect("a listed language");
        let mut findings = Findings::in_language(swedish);
        findings.failed("group", words::group_missing("Staff"), Some("New-ADGroup -Name 'Staff'".to_owned()));
        insta::assert_snapshot!(show(&findings, false), @r"
        fel      group                  principen nämner gruppen `Staff`, som inte finns
                 åtgärd: New-ADGroup -Name 'Staff'

        0 ok, 0 varningar, 1 fel
        ");
    }

    #[test]
    fn colors_are_for_terminals() {
        assert!(!show(&findings(), false).contains('\x1b'));
        assert!(show(&findings(), true).starts_with("\x1b[32mok      \x1b[0m configuration"));
    }
}
