//! Verifies every proof: of a gate of a reset, of a second factor, and of a method that is being added. This is the one
//! place that compares.

mod addition;
mod credential;
mod gate;
mod second_factor;

use api_contract::ProblemKind;
use authenticators::{
    passkey::{Challenge, InvalidOriginError, PasskeyError, RelyingParty},
    totp,
};
use crypto::{
    codes::{CodeDigest, CodeKey},
    keys::{DestinationKey, Secret},
};
use domain::{AccountId, Credential, Destination, MethodKind, RegisteredMethod, Registration, StepRefusal};
use jiff::Timestamp;
use lambda_kit::{Failure, random};
use messaging::Site;
use serde_json::Value;

pub use credential::passkey;

/// Compares codes and verifies credentials. The caller counts a guess before.
#[derive(Debug)]
pub struct FactorVerifier {
    /// Derives and hashes codes, and derives passkeys' challenges.
    pub codes: CodeKey,
    /// Opens the secrets of authenticator apps.
    pub secrets: DestinationKey,
    /// The site that passkeys are for.
    pub passkeys: RelyingParty,
}

/// A caller's proof (NIST SP 800-63B-4: authenticator output).
#[derive(Clone, Copy)]
pub enum AuthenticatorOutput<'a> {
    /// The code that the user typed.
    Code(&'a str),
    /// A browser's answer for a passkey.
    Passkey {
        /// The answer, as `navigator.credentials` returned it.
        credential: &'a Value,
        /// The id of the reset, session or added method that the challenge was derived from.
        scope: &'a str,
    },
}

/// A proof that was right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum VerifiedFactor {
    /// A code that was sent.
    SentCode {
        /// The registered method that it was sent to; `None` if the directory holds the destination.
        method: Option<String>,
        /// The destination, if it was encrypted again.
        renewed: Option<Credential>,
    },
    /// An app's code, a recovery code or a passkey.
    Credential {
        method: String,
        /// The credential after this use. Save it only if nothing changed meanwhile: a code is good once, and a counter
        /// only grows.
        credential: Credential,
    },
}

impl<'a> AuthenticatorOutput<'a> {
    /// Reads the proof from the two members of a request, of which exactly one must be present.
    ///
    /// # Errors
    /// `malformed-request` if both or neither are present.
    pub fn from_request(
        code: Option<&'a str>,
        credential: Option<&'a Value>,
        scope: &'a str,
    ) -> Result<Self, Failure> {
        match (code, credential) {
            (Some(code), None) => Ok(Self::Code(code)),
            (None, Some(credential)) => Ok(Self::Passkey { credential, scope }),
            (Some(_), Some(_)) | (None, None) => Err(malformed()),
        }
    }
}

impl VerifiedFactor {
    /// Returns the id of the registered method that was proved.
    pub fn method(&self) -> Option<&str> {
        match self {
            Self::SentCode { method, .. } => method.as_deref(),
            Self::Credential { method, .. } => Some(method),
        }
    }

    /// Returns the registration with the use recorded, or `None` if nothing of it is registered.
    pub fn record_use(
        self,
        registration: Registration,
        now: Timestamp,
    ) -> Result<Option<Registration>, StepRefusal> {
        match self {
            Self::SentCode { method: None, .. } => Ok(None),
            Self::SentCode { method: Some(method), renewed } => {
                registration.note_use(&method, renewed, now).map(Some)
            }
            Self::Credential { method, credential } => {
                registration.note_use(&method, Some(credential), now).map(Some)
            }
        }
    }
}

impl FactorVerifier {
    /// Derives the keys from the secrets of codes and destinations.
    pub fn new(codes: &Secret, destinations: &Secret, site: &Site) -> Result<Self, InvalidOriginError> {
        let (codes, secrets) = (codes.code_key(), destinations.destination_key());
        Ok(Self { codes, secrets, passkeys: Self::relying_party(site, "Readmit")? })
    }

    /// Returns the site as a WebAuthn relying party.
    pub fn relying_party(site: &Site, name: &str) -> Result<RelyingParty, InvalidOriginError> {
        let (id, origin) = site.relying_party();
        RelyingParty::new(id, &[&origin], name)
    }

    /// Returns whether a code is the one whose digest was stored when it was sent to a destination, given by its hash.
    fn is_sent_code(
        &self,
        account: &AccountId,
        scope: &str,
        destination: &str,
        digest: &[u8],
        code: &str,
    ) -> bool {
        let digest = CodeDigest::from_bytes(digest);
        digest.is_some_and(|digest| self.codes.has_digest(&digest, account, scope, destination, code))
    }

    /// Returns what a browser's answer to a challenge of this scope proves; `None`, with a line in the log, if it proves
    /// nothing.
    fn check_answer<T>(
        &self,
        scope: &str,
        check: impl Fn(&Challenge) -> Result<T, PasskeyError>,
    ) -> Option<T> {
        let mut reason = None;
        for challenge in self.codes.passkey_challenges(scope) {
            match check(&challenge) {
                Ok(proved) => return Some(proved),
                Err(error) => reason = reason.or(Some(error)),
            }
        }
        let reason = reason.map(|error| error.to_string());
        tracing::warn!(reason, "passkey_refused");
        None
    }

    /// Returns the factor that a right code proves, which was sent to a registered method or to a destination of the
    /// directory.
    fn sent_code(
        &self,
        account: &AccountId,
        method: Option<&RegisteredMethod>,
    ) -> Result<VerifiedFactor, Failure> {
        let mut renewed = None;
        if let Some(Credential::Destination(to)) = method.map(|method| &method.credential)
            && !self.secrets.is_current(account, to.kind, &to.sealed)
        {
            let sealed = self.renew_seal(account, to.kind, &to.sealed)?;
            renewed = Some(Credential::Destination(Destination { sealed, ..to.clone() }));
        }
        Ok(VerifiedFactor::SentCode { method: method.map(|method| method.id.clone()), renewed })
    }

    /// Encrypts a destination or the secret of an app with the current key, if another key encrypted it.
    fn renew_seal(&self, account: &AccountId, kind: MethodKind, sealed: &[u8]) -> Result<Vec<u8>, Failure> {
        if self.secrets.is_current(account, kind, sealed) {
            return Ok(sealed.to_vec());
        }
        let opened = self.secrets.open_bytes(account, kind, sealed)?;
        Ok(self.secrets.seal_bytes(account, kind, &opened, random()?)?)
    }

    /// Opens the secret of an authenticator app.
    fn secret(&self, account: &AccountId, sealed: &[u8]) -> Result<totp::Secret, Failure> {
        let opened = self.secrets.open_bytes(account, MethodKind::AuthenticatorApp, sealed)?;
        let bytes = opened.first_chunk().filter(|_| opened.len() == totp::SECRET_BYTES);
        let bytes = bytes.ok_or_else(|| Failure::internal("a stored secret has another length"))?;
        Ok(totp::Secret::from_bytes(*bytes))
    }
}

fn malformed() -> Failure {
    Failure::refused(ProblemKind::MalformedRequest)
}
