//! Sealed passwords.

use serde::{Deserialize, Serialize};

use crate::strict::strictly;

/// A password sealed to one agent's key (HPKE, RFC 9180). The cloud passes it on and cannot read it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(!remote))]
#[serde(remote = "Self", rename_all = "camelCase", deny_unknown_fields)]
pub struct Envelope {
    /// The id of the agent that can open it.
    pub agent: String,
    /// The encapsulated key, 32 bytes in unpadded base64url.
    pub enc: String,
    /// Ciphertext and tag in unpadded base64url.
    pub ciphertext: String,
}

strictly!(Envelope);
