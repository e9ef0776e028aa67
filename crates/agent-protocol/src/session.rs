//! The agent's heartbeat, and what it gets in return: what the administrator's policy asks of it, and short-lived
//! credentials for the queue.

use serde::{Deserialize, Serialize};

/// The path of these requests.
pub const AGENT_SESSION_PATH: &str = "/api/agent/agent-session";

/// How often an agent calls, in seconds.
pub const HEARTBEAT_SECONDS: u64 = 30;

/// The body of `POST /api/agent/agent-session`, signed as [`crate::request`] says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SessionRequest {
    /// The agent's version.
    pub version: String,
    /// Whether new credentials for the queue are wanted.
    pub wants_credentials: bool,
    /// How the agent is; absent where somebody only looks (`check`, a dry run), which is then no sign of life.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub health: Option<Health>,
}

/// How an agent is. Moments are whole seconds since 1970 (UTC).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Health {
    /// Whether a domain controller answered last time.
    pub directory_reachable: bool,
    /// The domain controller in use.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub controller: Option<String>,
    /// How far the agent's clock is ahead of the cloud's, in seconds, as the agent sees it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clock_ahead_seconds: Option<i64>,
    /// How long the last job had waited when it was taken.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub queue_lag_seconds: Option<u32>,
    /// When the directory was last in step with the cloud.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_sync_at: Option<i64>,
    /// When a job was last carried out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_write_at: Option<i64>,
}

/// The answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Session {
    /// What the administrator's policy asks of agents.
    pub policy: AgentPolicy,
    /// The queue of jobs.
    pub queue: JobsQueue,
    /// If they were wanted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub credentials: Option<QueueCredentials>,
}

/// What the administrator's policy asks of agents.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AgentPolicy {
    /// Grows by one with every applied policy; a change asks for a full sync.
    pub version: u64,
    /// Groups whose members, nested ones too, may reset. Names (sAMAccountName) or distinguished names.
    pub enabled_groups: Vec<String>,
    /// Groups whose members may not, whatever else they are in.
    pub excluded_groups: Vec<String>,
    /// Groups whose members administer Readmit.
    pub administrator_groups: Vec<String>,
    /// The company's own banned words.
    pub banned_words: Vec<String>,
}

/// Where jobs are taken from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct JobsQueue {
    /// The queue's URL; its origin is where the queue's service answers.
    pub url: String,
    /// The AWS region.
    pub region: String,
}

/// Credentials that can receive, delete and hide messages of the queue of jobs, and nothing else.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct QueueCredentials {
    /// AWS's id of the key.
    pub access_key_id: String,
    /// The key.
    pub secret_access_key: String,
    /// What goes with it.
    pub session_token: String,
    /// When they end, in whole seconds since 1970 (UTC).
    pub expires_at: i64,
}

/// Nothing of them.
impl std::fmt::Debug for QueueCredentials {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("QueueCredentials").field("expires_at", &self.expires_at).finish_non_exhaustive()
    }
}
