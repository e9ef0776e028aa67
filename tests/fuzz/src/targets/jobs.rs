//! Jobs, and the bindings that an agent rebuilds from them.

use agent_protocol::{Job, Order};

/// Envelopes of a job open for no other reset, account or sign-in. The jobs are the lines of the input. A page
/// seals for ids that the cloud made, which have no spaces; another job may have any.
pub(super) fn job(data: &[u8]) -> bool {
    let jobs: Vec<Job> =
        data.split(|byte| *byte == b'\n').filter_map(|line| serde_json::from_slice(line).ok()).collect();
    for job in &jobs {
        let text = serde_json::to_string(job).expect("a job is written");
        assert_eq!(serde_json::from_str::<Job>(&text).ok().as_ref(), Some(job));
    }
    let sealed = jobs.iter().filter(|job| ![&job.reset, &job.account].iter().any(|id| id.contains(' ')));
    let mut pairs = sealed.flat_map(|one| jobs.iter().map(move |other| (one, other)));
    assert!(
        pairs.all(|(one, other)| one.binding() != other.binding() || bound(one) == bound(other)),
        "an envelope of one job opens in another"
    );
    !jobs.is_empty()
}

/// Returns what a binding holds: the kind of job, its reset or sign-in, its account, and the end.
fn bound(job: &Job) -> (bool, &str, Option<&str>, i64) {
    let is_sign_in = matches!(job.order, Order::CheckPassword { .. });
    (is_sign_in, &job.reset, (!is_sign_in).then_some(job.account.as_str()), job.reset_expires_at)
}
