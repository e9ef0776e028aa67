//! Ways to prove who one is.

use serde::{Deserialize, Serialize};

/// The kinds of method. Gates must be proved by different kinds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MethodKind {
    /// A code by text message.
    TextMessage,
    /// A code by mail.
    Mail,
    /// A code of an authenticator app (RFC 6238).
    AuthenticatorApp,
    /// A passkey (`WebAuthn`), which verifies the person itself.
    Passkey,
    /// A code that was written down before.
    RecoveryCode,
}

impl MethodKind {
    /// Every kind.
    pub const ALL: [Self; 5] =
        [Self::TextMessage, Self::Mail, Self::AuthenticatorApp, Self::Passkey, Self::RecoveryCode];

    /// Whether a code is sent to the person, who does not have it yet.
    pub const fn is_sent(self) -> bool {
        match self {
            Self::TextMessage | Self::Mail => true,
            Self::AuthenticatorApp | Self::Passkey | Self::RecoveryCode => false,
        }
    }

    /// How many of a kind a person may have
    /// (<https://learn.microsoft.com/entra/identity/authentication/concept-registration-mfa-sspr-combined>).
    pub const fn most(self) -> usize {
        match self {
            Self::TextMessage | Self::Mail => 2,
            Self::AuthenticatorApp => 5,
            Self::Passkey => 10,
            Self::RecoveryCode => 1,
        }
    }
}

/// Names a method of one reset; derived by keyed hash, so that it says nothing about the account.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct MethodId(pub String);

/// One method as shown in one reset.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Method {
    /// Its name on the wire.
    pub id: MethodId,
    /// Its kind.
    pub kind: MethodKind,
    /// The masked destination.
    pub hint: String,
    /// Keyed hash of the destination: what sends are counted by. Decoys have one too.
    pub destination: String,
    /// Whether nothing stands behind it: everything is counted, nothing is ever sent.
    pub decoy: bool,
}
