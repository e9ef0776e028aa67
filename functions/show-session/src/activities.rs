//! The last activities of an account.

use api_contract::show_session::Activity;
use domain::RecentActivity;
use jiff::Timestamp;
use lambda_kit::rfc3339;

/// The maximum number of activities that are shown.
const SHOWN: usize = 10;

/// Returns the last activities, the newest first.
pub(crate) fn response(recent: &RecentActivity, now: Timestamp) -> Vec<Activity> {
    recent.newest(SHOWN, now).map(activity).collect()
}

fn activity(activity: &domain::Activity) -> Activity {
    let client = activity.client.as_ref();
    Activity {
        kind: activity.kind,
        method: activity.method,
        at: rfc3339(activity.at),
        count: activity.count,
        device: client.and_then(|client| client.device.clone()).unwrap_or_default(),
        network: client.map(|client| client.network.clone()).unwrap_or_default(),
    }
}
