//! Fixtures: the state in which a test begins, and times that no test waits for. They change stored items behind the
//! API, and nothing of what is tested.

mod agents;
mod audit;
mod enrollment;
mod guesses;
mod limits;
mod notices;
mod registration;
mod resets;

use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

pub use agents::{FENCE, sealing_key, wait_for_presence_cache, with_agents_changed};
pub use audit::copy_entry;
pub use enrollment::{clear_enrollment_attempts, expire_enrollment_code};
pub use guesses::{
    clear_account_guesses, clear_failed_guesses, company_failed_guesses, failed_guesses, set_failed_guesses,
    set_wrong_passwords, wait_for_difficulty_cache,
};
pub use limits::{
    age_sends, clear_destination_sends, clear_failed_deliveries, clear_limits, clear_sends, freeze,
    set_text_messages, text_messages,
};
pub use notices::{drop_waiting_notices, end_wait_of_notices};
pub use registration::{age_methods, truncate_recovery_codes};
pub use resets::{change_reset, expire_code, expire_order, expire_reset, set_order_end};

use crate::{
    environment::{environment, moment},
    tables,
};

/// Deletes the counters whose keys have a prefix.
async fn clear_counts(prefix: &str) {
    let table = &environment().resets_table;
    for item in tables::scan(table).await {
        if item["pk"]["S"].as_str().is_some_and(|key| key.starts_with(prefix)) {
            tables::delete(table, &json!({ "pk": item["pk"] })).await;
        }
    }
}

/// Returns the sum of the counters whose keys have a prefix.
pub async fn sum_counters_below(prefix: &str) -> u32 {
    let items = tables::scan(&environment().resets_table).await;
    let counters =
        items.iter().filter(|item| item["pk"]["S"].as_str().is_some_and(|key| key.starts_with(prefix)));
    counters.filter_map(|item| item["counted"]["N"].as_str()?.parse::<u32>().ok()).sum()
}

fn a_minute_ago() -> Timestamp {
    moment() - SignedDuration::from_mins(1)
}

/// Moves a stored time into the past.
fn move_back(stored: &mut Value, by: SignedDuration) {
    let at: Timestamp = stored["S"].as_str().unwrap().parse().unwrap();
    *stored = json!({ "S": (at - by).to_string() });
}
