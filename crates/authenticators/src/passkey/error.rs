use thiserror::Error;
use webauthn_rs_core::error::WebauthnError;

/// Why a passkey is not taken, or its answer is not good. For the log: to whom answered, all of them are one refusal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum PasskeyError {
    /// Not what a browser answers, or it contradicts itself.
    #[error("not an answer of a browser")]
    Malformed,
    /// The answer to another question: what was made at registration is shown at a sign-in, or the reverse.
    #[error("the answer of another ceremony")]
    WrongCeremony,
    /// The answer to another challenge.
    #[error("the answer to another challenge")]
    WrongChallenge,
    /// Given on another site's page.
    #[error("given on another site")]
    WrongOrigin,
    /// Given on a page within another site's page.
    #[error("given within another site's page")]
    Embedded,
    /// Made for another relying party.
    #[error("made for another relying party")]
    WrongRelyingParty,
    /// The authenticator did not make sure who uses it: no PIN, no biometrics.
    #[error("the user was not verified")]
    NotVerified,
    /// The key is of a kind that was not asked for.
    #[error("a key of a kind that was not asked for")]
    WrongAlgorithm,
    /// This passkey is registered already.
    #[error("registered already")]
    AlreadyRegistered,
    /// It could be on several devices when it was registered, and cannot be now, or the reverse (§7.2): such a key has
    /// changed what it is, and must be registered again.
    #[error("its backup eligibility has changed")]
    BackupChanged,
    /// None of the passkeys that were given.
    #[error("an unknown passkey")]
    Unknown,
    /// The authenticator says that the passkey is another account's.
    #[error("the passkey of another account")]
    OtherUser,
    /// The signature is not the passkey's, or something was changed after it.
    #[error("a wrong signature")]
    BadSignature,
    /// The authenticator counted no further than it had before: there may be two of it (WebAuthn §6.1.1), or this
    /// answer was used before.
    #[error("the authenticator may have been cloned")]
    Cloned,
}

impl PasskeyError {
    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "of seventy errors of the library these are told apart"
    )]
    #[expect(clippy::needless_pass_by_value, reason = "given to map_err")]
    pub(super) fn from_webauthn(error: WebauthnError) -> Self {
        match error {
            WebauthnError::InvalidClientDataType => Self::WrongCeremony,
            WebauthnError::MismatchedChallenge => Self::WrongChallenge,
            WebauthnError::InvalidRPOrigin => Self::WrongOrigin,
            WebauthnError::CredentialCrossOrigin => Self::Embedded,
            WebauthnError::InvalidRPIDHash => Self::WrongRelyingParty,
            WebauthnError::UserNotPresent | WebauthnError::UserNotVerified => Self::NotVerified,
            WebauthnError::CredentialAlteredAlgFromRequest
            | WebauthnError::COSEKeyEDUnsupported
            | WebauthnError::COSEKeyInvalidType
            | WebauthnError::COSEKeyInvalidAlgorithm
            | WebauthnError::SshPublicKeyEDUnsupported => Self::WrongAlgorithm,
            WebauthnError::CredentialBackupEligibilityInconsistent
            | WebauthnError::CredentialMayNotBeHardwareBound => Self::BackupChanged,
            WebauthnError::CredentialNotFound => Self::Unknown,
            WebauthnError::AuthenticationFailure | WebauthnError::SignatureInvalid => Self::BadSignature,
            WebauthnError::CredentialPossibleCompromise => Self::Cloned,
            _ => Self::Malformed,
        }
    }
}
