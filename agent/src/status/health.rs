//! Decides whether an agent is healthy. Pure.

use agent_protocol::session::HEARTBEAT_SECONDS;

use crate::state::{Snapshot, Step};

/// Three heartbeats: after that, the cloud does not count on this agent any more.
const SILENCE_SECONDS: i64 = 3 * HEARTBEAT_SECONDS.cast_signed();
/// Long enough to read a very large directory.
const OUT_OF_STEP_SECONDS: i64 = 30 * 60;
const MOST_SECONDS_APART: i64 = 55;

/// What is wrong, in words for the administrator; nothing where the agent is well.
pub fn problems(state: &Snapshot, now: i64) -> Vec<String> {
    let mut problems = Vec::new();
    let silence = state.cloud_answered_at.map(|at| now - at);
    if let Some(problem) = &state.cloud_problem {
        problems.push(format!("the cloud: {problem}"));
    } else if silence.is_none_or(|seconds| seconds > SILENCE_SECONDS) {
        problems.push("the cloud has not answered for more than 90 s".to_owned());
    }
    if state.queue_problem.is_some() {
        problems.push("the queue was not reached; the log says why".to_owned());
    }
    if !state.directory_reachable {
        problems.push("no domain controller answers".to_owned());
    }
    for step in &state.waits_for {
        problems.push(format!("not ready: {}", waiting(*step)));
    }
    if state.leads_sync && state.last_sync_at.is_some_and(|at| now - at > OUT_OF_STEP_SECONDS) {
        problems.push("the cloud was not brought in step for more than 30 minutes".to_owned());
    }
    if state.clock_ahead_seconds.is_some_and(|ahead| ahead.abs() >= MOST_SECONDS_APART) {
        problems.push("this host's clock is wrong".to_owned());
    }
    problems
}

const fn waiting(step: Step) -> &'static str {
    match step {
        Step::Heartbeat => "the cloud does not know yet that a domain controller answers",
        Step::Queue => "the cloud has not given yet what opens the queue",
        Step::Sync => "the directory has not been read yet, or the cloud not told",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: i64 = 1_800_000_000;

    fn well() -> Snapshot {
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
    fn an_agent_within_all_limits_is_well() {
        assert_eq!(problems(&well(), NOW), [""; 0]);
        assert_eq!(problems(&Snapshot { leads_sync: false, last_sync_at: None, ..well() }, NOW), [""; 0]);
    }

    #[test]
    fn every_exceeded_limit_is_a_problem() {
        let ill = [
            Snapshot { cloud_answered_at: Some(NOW - 91), ..well() },
            Snapshot { cloud_answered_at: None, ..well() },
            Snapshot { cloud_problem: Some("the cloud was not reached".to_owned()), ..well() },
            Snapshot { queue_problem: Some("not reached".to_owned()), ..well() },
            Snapshot { directory_reachable: false, ..well() },
            Snapshot { last_sync_at: Some(NOW - 1801), ..well() },
            Snapshot { clock_ahead_seconds: Some(55), ..well() },
            Snapshot { waits_for: [Step::Sync].into(), ..well() },
        ];
        for state in ill {
            assert_eq!(problems(&state, NOW).len(), 1, "{state:?}");
        }
    }
}
