//! Enrollment of agents and replacement of their keys.

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

/// The path of [`EnrollAgent`].
pub const ENROLL_AGENT_PATH: &str = "/api/agent/enroll-agent";

/// The path of [`RollKeys`].
pub const ROLL_KEYS_PATH: &str = "/api/agent/roll-keys";

/// The `iss` and `kid` of a request to enroll, because the agent has no id yet.
pub const NOT_ENROLLED: &str = "not-enrolled";

/// The body of `POST /api/agent/enroll-agent`, signed as [`crate::request`] says, but with the key in it and in the
/// name of [`NOT_ENROLLED`].
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct EnrollAgent {
    /// The one-time code from the administrator.
    pub code: String,
    /// The public keys of the agent.
    pub keys: PublicKeys,
}

/// Prints no code.
impl std::fmt::Debug for EnrollAgent {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("EnrollAgent").field("keys", &self.keys).finish_non_exhaustive()
    }
}

/// The response to [`EnrollAgent`], `201`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct EnrollAgentResponse {
    /// The id that the administrator chose.
    pub agent: String,
    /// The fingerprint as the cloud computes it. It must equal [`PublicKeys::fingerprint`] on the agent's host.
    pub fingerprint: String,
}

/// The body of `POST /api/agent/roll-keys`, signed with the old key. The response is `204`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RollKeys {
    /// The public keys that replace the old ones.
    pub keys: PublicKeys,
    /// The Ed25519 signature of the new signing key over [`PublicKeys::proof_text`], in unpadded base64url. It proves
    /// possession of the new key.
    pub proof: String,
}

/// The public halves of an agent's keys.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PublicKeys {
    /// The Ed25519 key that verifies the agent's requests: 32 bytes, unpadded base64url.
    pub signing_key: String,
    /// The X25519 key that passwords are sealed to: 32 bytes, unpadded base64url.
    pub sealing_key: String,
}

impl PublicKeys {
    /// Returns the fingerprint that administrators compare: the first 16 bytes of a SHA-256 over both keys, in eight
    /// groups of four digits.
    pub fn fingerprint(&self) -> String {
        let digest = Sha256::digest(format!("readmit agent v1 {} {}", self.signing_key, self.sealing_key));
        let quads = digest.chunks_exact(2).take(8);
        let digits: Vec<String> = quads
            .map(|pair| format!("{:04x}", pair.iter().fold(0_u16, |all, byte| all << 8 | u16::from(*byte))))
            .collect();
        digits.join("-")
    }

    /// Returns the text that the new signing key signs when keys are replaced.
    pub fn proof_text(&self, agent: &str) -> String {
        format!("readmit roll-keys v1 {agent} {} {}", self.signing_key, self.sealing_key)
    }
}
