//! How an agent becomes known to the cloud, and how it changes its keys.

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

/// The path of [`EnrollAgent`].
pub const ENROLL_AGENT_PATH: &str = "/api/agent/enroll-agent";

/// The path of [`RollKeys`].
pub const ROLL_KEYS_PATH: &str = "/api/agent/roll-keys";

/// The `iss` and `kid` of a request to enrol: the agent has no id yet.
pub const NOT_ENROLLED: &str = "not-enrolled";

/// The body of `POST /api/agent/enroll-agent`, signed as [`crate::request`] says, but with the key that it tells of and in
/// the name of [`NOT_ENROLLED`].
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct EnrollAgent {
    /// The one-time code that an administrator was shown.
    pub code: String,
    /// The public halves of the keys that were made on the agent's host.
    pub keys: PublicKeys,
}

/// Nothing of the code.
impl std::fmt::Debug for EnrollAgent {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("EnrollAgent").field("keys", &self.keys).finish_non_exhaustive()
    }
}

/// The answer to [`EnrollAgent`], `201`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct EnrollAgentResponse {
    /// The id that the administrator chose.
    pub agent: String,
    /// As the cloud computes it; what [`PublicKeys::fingerprint`] says on the agent's host must be the same.
    pub fingerprint: String,
}

/// The body of `POST /api/agent/roll-keys`, signed with the key that is replaced. Answered with `204`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RollKeys {
    /// The public halves of the new keys.
    pub keys: PublicKeys,
    /// Ed25519 signature by the new signing key over [`PublicKeys::proof_text`], unpadded base64url: who rolls holds it.
    pub proof: String,
}

/// The public halves of an agent's keys.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PublicKeys {
    /// Ed25519, 32 bytes, unpadded base64url: checks the agent's requests.
    pub signing_key: String,
    /// X25519, 32 bytes, unpadded base64url: passwords are sealed to it.
    pub sealing_key: String,
}

impl PublicKeys {
    /// What administrators compare: the first 16 bytes of a SHA-256 over both keys, in eight groups of four digits.
    pub fn fingerprint(&self) -> String {
        let digest = Sha256::digest(format!("readmit agent v1 {} {}", self.signing_key, self.sealing_key));
        let quads = digest.chunks_exact(2).take(8);
        let digits: Vec<String> = quads
            .map(|pair| format!("{:04x}", pair.iter().fold(0_u16, |all, byte| all << 8 | u16::from(*byte))))
            .collect();
        digits.join("-")
    }

    /// What the new signing key signs when keys are rolled.
    pub fn proof_text(&self, agent: &str) -> String {
        format!("readmit roll-keys v1 {agent} {} {}", self.signing_key, self.sealing_key)
    }
}
