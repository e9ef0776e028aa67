//! Shows the state of a running agent to people.

use std::{collections::BTreeMap, fmt::Write as _};

use texts::{Language, Text, Value};

use crate::{directory::DestinationIssue, state::Snapshot, words};

/// The width of the longest English name.
const NAME_WIDTH: usize = 16;
/// The maximum number of accounts that are named for one reason. The others are counted.
const MAX_ACCOUNTS: usize = 5;

/// Writes one line per value, and the problems at the end.
pub fn show(state: &Snapshot, problems: &[String], now: i64, language: Language) -> String {
    let mut lines: Vec<_> =
        lines(state, now).into_iter().map(|(name, value)| (name, value.in_language(language))).collect();
    if problems.is_empty() {
        lines.push((words::line_state(), words::state_well().in_language(language)));
    }
    lines.extend(problems.iter().map(|problem| (words::line_problem(), problem.clone())));
    let lines = lines.into_iter().map(|(name, value)| (name.in_language(language), value));
    let lines: Vec<_> = lines.collect();
    let width = lines.iter().map(|(name, _)| name.chars().count()).fold(NAME_WIDTH, usize::max);
    let mut text = String::new();
    for (name, value) in lines {
        // Writing to a string cannot fail.
        let _infallible = writeln!(text, "{name:<width$} {value}");
    }
    text
}

fn lines(state: &Snapshot, now: i64) -> Vec<(Text, Value)> {
    let all = summary(state, now).into_iter().chain(breached(state));
    all.chain(exclusions(state)).chain(unusable(state)).collect()
}

/// Returns size and age of each set of leaked passwords.
fn breached(state: &Snapshot) -> impl Iterator<Item = (Text, Value)> {
    state.breached.iter().map(|set| (words::line_breached(), words::breached_set(set.count, &set.day).into()))
}

/// Returns the numbers of accounts that may not reset, by reason.
fn exclusions(state: &Snapshot) -> impl Iterator<Item = (Text, Value)> {
    let line = |(count, reason)| (words::line_excluded(), words::line_reason(count, reason).into());
    words::exclusions(&state.exclusions).map(line)
}

/// Returns the first accounts without a usable destination, by reason.
fn unusable(state: &Snapshot) -> impl Iterator<Item = (Text, Value)> {
    let mut reasons = BTreeMap::<DestinationIssue, Vec<&String>>::new();
    for one in &state.unusable {
        reasons.entry(one.reason).or_default().push(&one.account);
    }
    reasons.into_iter().map(|(reason, accounts)| {
        let first: Value = accounts.iter().take(MAX_ACCOUNTS).copied().collect();
        let reason = words::destination_issue(reason);
        (words::line_destinations(), words::line_reason_accounts(first, accounts.len(), reason).into())
    })
}

fn summary(state: &Snapshot, now: i64) -> [(Text, Value); 14] {
    let ago = |at: Option<i64>| at.map_or_else(words::never, |at| words::ago(span(now - at))).into();
    let ready = |at| words::after_start(span(at - state.started_at));
    let none = || words::none().into();
    [
        (words::line_agent(), (&state.agent).into()),
        (words::line_version(), (&state.version).into()),
        (words::line_running(), span(now - state.started_at).into()),
        (words::line_ready(), state.ready_at.map_or_else(words::not_ready_yet, ready).into()),
        (words::line_fingerprint(), (&state.fingerprint).into()),
        (words::line_keys(), ago(Some(state.keys_made_at))),
        (words::line_cloud(), ago(state.cloud_answered_at)),
        (words::line_controller(), state.controller.as_ref().map_or_else(none, Value::from)),
        (words::line_leads(), if state.leads_sync { words::yes() } else { words::no() }.into()),
        (words::line_in_sync(), ago(state.last_sync_at)),
        (
            words::line_people(),
            state.accounts_in_scope.map_or_else(|| words::not_known().into(), Value::from),
        ),
        (words::line_destinations(), state.unusable_count.into()),
        (words::line_clashes(), state.clash_count.into()),
        (words::line_job(), ago(state.last_write_at)),
    ]
}

/// Returns a time span in its two largest units.
fn span(seconds: i64) -> Text {
    let seconds = seconds.max(0);
    let (days, hours, minutes) = (seconds / 86_400, seconds / 3600 % 24, seconds / 60 % 60);
    match (days, hours, minutes) {
        (0, 0, 0) => words::span_seconds(seconds),
        (0, 0, minutes) => words::span_minutes(minutes, seconds % 60),
        (0, hours, minutes) => words::span_hours(hours, minutes),
        (days, hours, _) => words::span_days(days, hours),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::breached::BreachedSet;
    use crate::directory::{ExclusionCounts, UnusableDestination};

    fn unusable(account: &str) -> UnusableDestination {
        UnusableDestination { reason: DestinationIssue::NotMobile, account: account.to_owned() }
    }

    #[test]
    fn status_has_one_line_for_each_fact() {
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
            exclusions: ExclusionCounts { not_enabled: 1200, expired: 2, ..ExclusionCounts::default() },
            unusable_count: 3,
            unusable: vec![unusable("a"), unusable("b")],
            clash_count: 1,
            breached: vec![BreachedSet { count: 4_812_345, day: "2026-10-19".to_owned() }],
            ..Snapshot::default()
        };
        insta::assert_snapshot!(show(
            &state,
            &["no domain controller answers".to_owned()],
            100_000,
            Language::DEFAULT
        ));
        assert!(show(&state, &[], 100_000, Language::DEFAULT).ends_with("state            healthy\n"));
    }

    #[test]
    fn durations_are_shown_in_two_units() {
        assert_eq!(
            [-5, 59, 60, 3_599, 3_600, 86_399, 86_400]
                .map(|seconds| span(seconds).in_language(Language::DEFAULT)),
            ["0 s", "59 s", "1 min 0 s", "59 min 59 s", "1 h 0 min", "23 h 59 min", "1 d 0 h"]
        );
    }
}
