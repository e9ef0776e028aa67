//! The results, as text and as JSON.

use serde_json::{Value, json};

/// The results. Times are in seconds.
#[derive(Debug)]
pub struct Figures {
    /// The number of users in the domain.
    pub users: usize,
    /// The number of groups.
    pub groups: usize,
    /// The number of synced accounts.
    pub accounts: usize,
    /// The compressed bytes of the full sync.
    pub bytes: usize,
    /// The time of a plain paged search for the same attributes.
    pub search_seconds: f64,
    /// The time from the start of the agent to the end of its first sync.
    pub full_sync_seconds: f64,
    /// The peak memory of the agent until then, in MB.
    pub full_sync_peak_mb: f64,
    /// The peak memory of the agent at the end, in MB.
    pub peak_mb: f64,
    /// The time of a sync after 100 changes.
    pub delta_sync_seconds: f64,
    /// The time of a sync after 1,000 changes.
    pub many_changes_seconds: f64,
    /// The times from a change in the directory until the cloud has it, measured several times.
    pub change_to_use_seconds: Vec<f64>,
}

impl Figures {
    fn ratio(&self) -> f64 {
        self.full_sync_seconds / self.search_seconds
    }

    fn longest_wait(&self) -> f64 {
        self.change_to_use_seconds.iter().copied().fold(0.0, f64::max)
    }

    /// Returns the results as one flat JSON object.
    pub fn json(&self) -> Value {
        json!({
            "sync_users": self.users,
            "sync_groups": self.groups,
            "full_sync_accounts": self.accounts,
            "full_sync_bytes": self.bytes,
            "full_sync_seconds": rounded(self.full_sync_seconds),
            "plain_search_seconds": rounded(self.search_seconds),
            "full_sync_ratio": rounded(self.ratio()),
            "full_sync_peak_mb": rounded(self.full_sync_peak_mb),
            "sync_peak_mb": rounded(self.peak_mb),
            "delta_sync_seconds": rounded(self.delta_sync_seconds),
            "delta_sync_1000_seconds": rounded(self.many_changes_seconds),
            "change_to_use_seconds": rounded(self.longest_wait()),
        })
    }

    /// Returns the results as a Markdown table.
    pub fn text(&self) -> String {
        let rows = [
            ("accounts sent", self.accounts.to_string(), ""),
            ("bytes sent", self.bytes.to_string(), ""),
            ("plain paged search, s", decimal(self.search_seconds), ""),
            ("full sync, s", decimal(self.full_sync_seconds), ""),
            ("full sync, × plain search", decimal(self.ratio()), "1.5"),
            ("memory peak of the full sync, MB", decimal(self.full_sync_peak_mb), "100"),
            ("memory peak of all, MB", decimal(self.peak_mb), "100"),
            ("sync after 100 changes, s", decimal(self.delta_sync_seconds), "2"),
            ("sync after 1,000 changes, s", decimal(self.many_changes_seconds), ""),
            ("a change until it is usable, longest, s", decimal(self.longest_wait()), "30"),
        ];
        let rows = rows.map(|(name, value, goal)| format!("| {name} | {value} | {goal} |\n"));
        let head = format!("### Directory sync: {} people in {} groups (Samba)\n\n", self.users, self.groups);
        format!("{head}| what | measured | goal |\n| --- | --- | --- |\n{}", rows.concat())
    }
}

fn decimal(value: f64) -> String {
    format!("{value:.2}")
}

fn rounded(value: f64) -> f64 {
    (value * 100.0).round() / 100.0
}
