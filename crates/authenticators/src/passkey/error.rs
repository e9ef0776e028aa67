use thiserror::Error;
use webauthn_rs_core::error::WebauthnError;

/// The reason why a passkey or its response is refused. The kinds are for the log; the caller of a step gets one
/// refusal for all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum PasskeyError {
    /// The answer is malformed or contradicts itself.
    #[error("not a browser's answer")]
    Malformed,
    /// The answer belongs to another ceremony: to a registration instead of a sign-in, or the reverse.
    #[error("the answer of another ceremony")]
    WrongCeremony,
    /// The answer belongs to another challenge.
    #[error("the answer to another challenge")]
    WrongChallenge,
    /// The answer was given on another site's page.
    #[error("given on another site")]
    WrongOrigin,
    /// The answer was given on a page within another site's page.
    #[error("given within another site's page")]
    Embedded,
    /// The answer was made for another relying party.
    #[error("made for another relying party")]
    WrongRelyingParty,
    /// The authenticator did not verify its user by a PIN or biometrics.
    #[error("the user was not verified")]
    NotVerified,
    /// The algorithm of the key was not requested.
    #[error("an algorithm that was not requested")]
    WrongAlgorithm,
    /// The passkey is registered already.
    #[error("registered already")]
    AlreadyRegistered,
    /// The backup eligibility has changed since the registration (§7.2), so the passkey must be registered again.
    #[error("its backup eligibility has changed")]
    BackupChanged,
    /// The passkey is none of the given ones.
    #[error("an unknown passkey")]
    Unknown,
    /// The authenticator says that the passkey belongs to another account.
    #[error("the passkey of another account")]
    OtherUser,
    /// The signature is not the passkey's, or the signed data was changed.
    #[error("a wrong signature")]
    BadSignature,
    /// The counter did not grow: the authenticator may have been cloned (WebAuthn §6.1.1), or the answer was used
    /// before.
    #[error("the authenticator may have been cloned")]
    Cloned,
}

impl PasskeyError {
    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "only these of the library's seventy errors are distinguished"
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
            WebauthnError::AuthenticationFailure | WebauthnError::SignatureInvalid => Self::BadSignature,
            WebauthnError::CredentialPossibleCompromise => Self::Cloned,
            _ => Self::Malformed,
        }
    }
}
