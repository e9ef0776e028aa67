//! The agent's heartbeat, and the response: the administrator's policy and short-lived credentials of the queue.

use serde::{Deserialize, Serialize};
pub use vocabulary::{AgentHealth as Health, Strength};

/// The path of these requests.
pub const AGENT_SESSION_PATH: &str = "/api/agent/agent-session";

/// The seconds between two heartbeats.
pub const HEARTBEAT_SECONDS: u64 = 30;

/// The body of `POST /api/agent/agent-session`, signed as [`crate::request`] says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SessionRequest {
    /// The version of the agent's program, such as `0.1.0`.
    pub version: String,
    /// Whether the agent needs new credentials of the queue.
    pub wants_credentials: bool,
    /// The agent's health; absent for requests that are no heartbeat (`check`, a dry run).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub health: Option<Health>,
}

/// The response to a heartbeat.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Session {
    /// The part of the policy that agents need.
    pub policy: AgentPolicy,
    /// The queue from which the agent takes jobs.
    pub queue: JobsQueue,
    /// The credentials, if the agent asked for them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub credentials: Option<QueueCredentials>,
}

/// The part of the policy that agents need.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AgentPolicy {
    /// The version, which grows by one with every applied policy. A change requires a full sync.
    pub version: u64,
    /// The groups whose members, nested ones too, may reset. Names (sAMAccountName) or distinguished names.
    pub enabled_groups: Vec<String>,
    /// The groups whose members may not, whatever else they are in.
    pub excluded_groups: Vec<String>,
    /// The groups whose members administer Readmit, and so always need two gates.
    pub administrator_groups: Vec<String>,
    /// The company's own banned words, which agents refuse in new passwords.
    pub banned_words: Vec<String>,
    /// The weakest new password that agents accept. Clouds of earlier versions, which do not know the refusal, send
    /// none.
    #[serde(default)]
    pub minimum_strength: Strength,
    /// The largest part of the accounts, in percent, that one sync may remove.
    #[serde(default = "max_loss_percent")]
    pub max_loss_percent: u8,
    /// Whether agents send accounts that may not reset too, so that their users get a mail with the reason. Clouds of
    /// earlier versions do not take them, and do not send this.
    #[serde(default)]
    pub explains_ineligibility: bool,
}

/// Nobody may reset.
impl Default for AgentPolicy {
    fn default() -> Self {
        Self {
            version: 0,
            enabled_groups: Vec::new(),
            excluded_groups: Vec::new(),
            administrator_groups: Vec::new(),
            banned_words: Vec::new(),
            minimum_strength: Strength::default(),
            max_loss_percent: max_loss_percent(),
            explains_ineligibility: false,
        }
    }
}

/// The part for clouds of earlier versions, which do not send it.
const fn max_loss_percent() -> u8 {
    20
}

/// The address of the queue of jobs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct JobsQueue {
    /// The queue's URL. Its origin is the address of the queue's service.
    pub url: String,
    /// The AWS region of the queue.
    pub region: String,
}

/// Credentials that can receive, delete and hide messages of the queue of jobs, and nothing else.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct QueueCredentials {
    /// The id of the access key.
    pub access_key_id: String,
    /// The secret access key.
    pub secret_access_key: String,
    /// The session token of these temporary credentials.
    pub session_token: String,
    /// The time when the credentials expire, in whole seconds since 1970 (UTC).
    pub expires_at: i64,
}

/// Prints no credentials.
impl std::fmt::Debug for QueueCredentials {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("QueueCredentials").field("expires_at", &self.expires_at).finish_non_exhaustive()
    }
}
