//! Short-lived AWS credentials for agents, which allow an agent to take jobs and nothing else.

use agent_protocol::session::QueueCredentials;
use aws_sdk_sts::{Client, error::DisplayErrorContext};
use serde_json::json;
use tracing::instrument;

use crate::StoreError;

/// The shortest time that AWS gives credentials for.
const CREDENTIALS_TTL_SECONDS: i32 = 900;

/// The issuer of credentials of the agents' role.
#[derive(Debug, Clone)]
pub struct AgentSessions {
    client: Client,
    role: String,
    queue: String,
}

/// AWS issued no credentials.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
struct NotIssued(String);

impl AgentSessions {
    /// Makes an issuer of credentials of this role for this queue (both ARNs).
    pub const fn new(client: Client, role: String, queue: String) -> Self {
        Self { client, role, queue }
    }

    /// Issues credentials in an agent's name.
    #[instrument(level = "debug", skip_all)]
    pub async fn issue(&self, agent: &str) -> Result<QueueCredentials, StoreError> {
        const OPERATION: &str = "giving an agent credentials";
        let output = self
            .client
            .assume_role()
            .role_arn(&self.role)
            .role_session_name(session_name(agent))
            .duration_seconds(CREDENTIALS_TTL_SECONDS)
            .policy(session_policy(&self.queue))
            .send()
            .await
            .map_err(|error| {
                StoreError::unavailable(OPERATION)(NotIssued(DisplayErrorContext(error).to_string()))
            })?;
        let missing =
            || StoreError::unavailable(OPERATION)(NotIssued("no credentials in the answer".to_owned()));
        let credentials = output.credentials.ok_or_else(missing)?;
        Ok(QueueCredentials {
            access_key_id: credentials.access_key_id,
            secret_access_key: credentials.secret_access_key,
            session_token: credentials.session_token,
            expires_at: credentials.expiration.secs(),
        })
    }
}

/// Returns the name of an agent's session, which `CloudTrail` shows. AWS demands 2 to 64 letters; agents' ids have 1 to 64.
fn session_name(agent: &str) -> String {
    format!("agent-{agent}").chars().take(64).collect()
}

/// Returns the session policy (JSON). It limits the role: an agent may only receive jobs, delete them and change their
/// visibility.
pub fn session_policy(queue: &str) -> String {
    json!({
        "Version": "2012-10-17",
        "Statement": [{
            "Sid": "TakeJobs",
            "Effect": "Allow",
            "Action": ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:ChangeMessageVisibility"],
            "Resource": queue,
        }],
    })
    .to_string()
}

#[cfg(test)]
mod tests {
    use super::{session_name, session_policy};

    #[test]
    fn session_of_any_agent_has_a_name_that_aws_takes() {
        assert_eq!(session_name("a"), "agent-a");
        assert_eq!(session_name(&"a".repeat(64)), format!("agent-{}", "a".repeat(58)));
    }

    #[test]
    fn session_allows_taking_jobs_only() {
        let policy: serde_json::Value =
            serde_json::from_str(&session_policy("arn:aws:sqs:eu-north-1:000000000000:jobs.fifo")).unwrap();

        insta::assert_json_snapshot!(policy, @r#"
        {
          "Statement": [
            {
              "Action": [
                "sqs:ReceiveMessage",
                "sqs:DeleteMessage",
                "sqs:ChangeMessageVisibility"
              ],
              "Effect": "Allow",
              "Resource": "arn:aws:sqs:eu-north-1:000000000000:jobs.fifo",
              "Sid": "TakeJobs"
            }
          ],
          "Version": "2012-10-17"
        }
        "#);
    }
}
