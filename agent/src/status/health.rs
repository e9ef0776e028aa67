//! Decides whether an agent is healthy. Pure.

use agent_protocol::session::HEARTBEAT_SECONDS;
use texts::{Language, Text};

use crate::{
    state::{Snapshot, Step},
    words,
};

/// The seconds after which the cloud's silence is a problem: after three missed heartbeats, the cloud does not count on
/// this agent any more.
const SILENCE_SECONDS: i64 = 3 * HEARTBEAT_SECONDS.cast_signed();
/// The seconds without a sync after which there is a problem: long enough to read a very large directory.
const MAX_SECONDS_SINCE_SYNC: i64 = 30 * 60;
const MAX_SECONDS_APART: i64 = 55;

/// Returns the problems of an agent, in words for the administrator. A healthy agent has none.
pub fn problems(state: &Snapshot, now: i64, language: Language) -> Vec<String> {
    found(state, now).iter().map(|problem| problem.in_language(language)).collect()
}

fn found(state: &Snapshot, now: i64) -> Vec<Text> {
    let mut problems = Vec::new();
    let silence = state.cloud_answered_at.map(|at| now - at);
    if let Some(problem) = &state.cloud_problem {
        problems.push(words::problem_cloud(problem));
    } else if silence.is_none_or(|seconds| seconds > SILENCE_SECONDS) {
        problems.push(words::problem_cloud_silent(SILENCE_SECONDS));
    }
    if state.queue_problem.is_some() {
        problems.push(words::problem_queue());
    }
    if !state.directory_reachable {
        problems.push(words::problem_directory());
    }
    for step in &state.waits_for {
        problems.push(words::problem_not_ready(waiting(*step)));
    }
    if let Some(stop) = &state.sync_stop {
        problems.push(words::sync_stop(stop));
    }
    if state.leads_sync && state.last_sync_at.is_some_and(|at| now - at > MAX_SECONDS_SINCE_SYNC) {
        problems.push(words::problem_not_in_sync(MAX_SECONDS_SINCE_SYNC / 60));
    }
    if state.clock_ahead_seconds.is_some_and(|ahead| ahead.abs() >= MAX_SECONDS_APART) {
        problems.push(words::problem_clock());
    }
    problems
}

fn waiting(step: Step) -> Text {
    match step {
        Step::Heartbeat => words::waits_for_heartbeat(),
        Step::Queue => words::waits_for_queue(),
        Step::Sync => words::waits_for_sync(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::directory::SyncStop;

    const NOW: i64 = 1_800_000_000;

    fn healthy() -> Snapshot {
        Snapshot {
            cloud_answered_at: Some(NOW - 90),
            directory_reachable: true,
            leads_sync: true,
            last_sync_at: Some(NOW - 1800),
            clock_ahead_seconds: Some(-54),
            ..Snapshot::default()
        }
    }

    #[test]
    fn agent_within_all_limits_is_healthy() {
        assert_eq!(problems(&healthy(), NOW, Language::DEFAULT), [""; 0]);
        assert_eq!(
            problems(
                &Snapshot { leads_sync: false, last_sync_at: None, ..healthy() },
                NOW,
                Language::DEFAULT
            ),
            [""; 0]
        );
    }

    #[test]
    fn every_exceeded_limit_is_a_problem() {
        let ill = [
            Snapshot { cloud_answered_at: Some(NOW - 91), ..healthy() },
            Snapshot { cloud_answered_at: None, ..healthy() },
            Snapshot { cloud_problem: Some("the cloud was not reached".to_owned()), ..healthy() },
            Snapshot { queue_problem: Some("not reached".to_owned()), ..healthy() },
            Snapshot { directory_reachable: false, ..healthy() },
            Snapshot { last_sync_at: Some(NOW - 1801), ..healthy() },
            Snapshot { clock_ahead_seconds: Some(55), ..healthy() },
            Snapshot { waits_for: [Step::Sync].into(), ..healthy() },
            Snapshot { sync_stop: Some(SyncStop::TooManyLost { lost: 3, known: 4 }), ..healthy() },
        ];
        for state in ill {
            assert_eq!(problems(&state, NOW, Language::DEFAULT).len(), 1, "{state:?}");
        }
    }
}
