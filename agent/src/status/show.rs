//! Shows the state of a running agent to people.

use std::fmt::Write as _;

use crate::state::Snapshot;

/// One line each, and what is wrong at the end.
pub fn show(state: &Snapshot, problems: &[String], now: i64) -> String {
    let ago = |at: Option<i64>| at.map_or_else(|| "never".to_owned(), |at| format!("{} ago", span(now - at)));
    let count =
        |count: Option<usize>| count.map_or_else(|| "not known".to_owned(), |count| count.to_string());
    let lines = [
        ("agent", state.agent.clone()),
        ("version", state.version.clone()),
        ("running for", span(now - state.started_at)),
        (
            "ready",
            state.ready_at.map_or_else(
                || "not yet".to_owned(),
                |at| format!("{} after the start", span(at - state.started_at)),
            ),
        ),
        ("fingerprint", state.fingerprint.clone()),
        ("keys made", ago(Some(state.keys_made_at))),
        ("cloud answered", ago(state.cloud_answered_at)),
        ("controller", state.controller.clone().unwrap_or_else(|| "none".to_owned())),
        ("leads the sync", if state.leads_sync { "yes" } else { "no" }.to_owned()),
        ("in step", ago(state.last_sync_at)),
        ("people in scope", count(state.accounts_in_scope)),
        ("numbers unusable", state.unusable_number_count.to_string()),
        ("names that clash", state.clash_count.to_string()),
        ("last job", ago(state.last_write_at)),
    ];
    let mut text = String::new();
    for (name, value) in lines {
        // Writing to a string cannot fail.
        let _infallible = writeln!(text, "{name:<16} {value}");
    }
    let _infallible = match problems {
        [] => writeln!(text, "{:<16} well", "state"),
        problems => problems.iter().try_for_each(|problem| writeln!(text, "{:<16} {problem}", "not well")),
    };
    text
}

/// In the two largest units.
fn span(seconds: i64) -> String {
    let seconds = seconds.max(0);
    let (days, hours, minutes) = (seconds / 86_400, seconds / 3600 % 24, seconds / 60 % 60);
    match (days, hours, minutes) {
        (0, 0, 0) => format!("{seconds} s"),
        (0, 0, minutes) => format!("{minutes} min {} s", seconds % 60),
        (0, hours, minutes) => format!("{hours} h {minutes} min"),
        (days, hours, _) => format!("{days} d {hours} h"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_agent_is_shown_line_by_line() {
        let state = Snapshot {
            agent: "agent-1".to_owned(),
            version: "0.1.0".to_owned(),
            started_at: 1_000,
            ready_at: Some(1_002),
            fingerprint: "AB:CD".to_owned(),
            keys_made_at: 0,
            cloud_answered_at: Some(99_990),
            controller: Some("ldaps://dc1.demo.example".to_owned()),
            leads_sync: true,
            last_sync_at: Some(99_000),
            accounts_in_scope: Some(212),
            unusable_number_count: 3,
            clash_count: 1,
            ..Snapshot::default()
        };
        insta::assert_snapshot!(show(&state, &["no domain controller answers".to_owned()], 100_000));
        assert!(show(&state, &[], 100_000).ends_with("state            well\n"));
    }

    #[test]
    fn spans_are_shown_in_two_units() {
        assert_eq!(
            [-5, 59, 60, 3_599, 3_600, 86_399, 86_400].map(span),
            ["0 s", "59 s", "1 min 0 s", "59 min 59 s", "1 h 0 min", "23 h 59 min", "1 d 0 h"]
        );
    }
}
