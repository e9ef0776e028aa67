//! Whether what a person shows is what is held of them: an app's code, a recovery code, a passkey's answer.

use authenticators::{
    passkey::{InvalidOriginError, Passkey, RelyingParty},
    recovery, totp,
};
use crypto::{
    codes::CodeKey,
    keys::{DestinationKey, Secret},
};
use domain::{AccountId, Credential, MethodKind, RegisteredMethod, Registration};
use jiff::Timestamp;
use lambda_kit::Failure;
use messaging::Site;
use serde_json::Value;

/// Judges what people show.
#[derive(Debug)]
pub struct FactorVerifier {
    /// Hashes recovery codes and makes challenges.
    pub codes: CodeKey,
    /// Opens the secrets of apps.
    pub secrets: DestinationKey,
    /// The site that passkeys are for.
    pub passkeys: RelyingParty,
}

/// What a person shows.
#[derive(Clone, Copy)]
pub enum Shown<'a> {
    /// What was typed.
    Code(&'a str),
    /// A browser's answer for a passkey, to the challenge of this place.
    Passkey {
        /// The answer.
        credential: &'a Value,
        /// The reset, session or addition that it is for.
        place: &'a str,
    },
}

/// Something that is held was shown rightly.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VerifiedFactor {
    /// The method.
    pub method: String,
    /// What is held of it from now on. It must be saved on the condition that nothing was changed meanwhile: a code is good
    /// once, and a counter only grows.
    pub held: Credential,
}

impl FactorVerifier {
    /// With the secrets of codes and of destinations, for this site.
    pub fn new(codes: &Secret, destinations: &Secret, site: &Site) -> Result<Self, InvalidOriginError> {
        let (codes, secrets) = (codes.code_key(), destinations.destination_key());
        Ok(Self { codes, secrets, passkeys: Self::relying_party(site, "Readmit")? })
    }

    /// The site as passkeys know it.
    pub fn relying_party(site: &Site, name: &str) -> Result<RelyingParty, InvalidOriginError> {
        let (id, origin) = site.relying_party();
        RelyingParty::new(id, &[&origin], name)
    }

    /// What was shown rightly, of all that an account has of a kind; nothing where nothing was.
    pub fn verifier(
        &self,
        account: &AccountId,
        registration: &Registration,
        kind: MethodKind,
        shown: Shown<'_>,
        now: Timestamp,
    ) -> Result<Option<VerifiedFactor>, Failure> {
        let of_kind: Vec<&RegisteredMethod> =
            registration.methods.iter().filter(|method| method.kind() == kind).collect();
        match (kind, shown) {
            (MethodKind::AuthenticatorApp, Shown::Code(code)) => self.app(account, &of_kind, code, now),
            (MethodKind::RecoveryCode, Shown::Code(code)) => Ok(self.recovery_code(account, &of_kind, code)),
            (MethodKind::Passkey, Shown::Passkey { credential, place }) => {
                self.passkey(&of_kind, credential, place)
            }
            (MethodKind::TextMessage | MethodKind::Mail, _)
            | (MethodKind::AuthenticatorApp | MethodKind::RecoveryCode, Shown::Passkey { .. })
            | (MethodKind::Passkey, Shown::Code(_)) => Ok(None),
        }
    }

    /// The secret of an app.
    pub fn secret(&self, account: &AccountId, sealed: &[u8]) -> Result<totp::Secret, Failure> {
        let kept = self.secrets.open_bytes(account, MethodKind::AuthenticatorApp, sealed)?;
        let bytes = kept.first_chunk().filter(|_| kept.len() == totp::SECRET_BYTES);
        let bytes = bytes.ok_or_else(|| Failure::internal("a kept secret has another length"))?;
        Ok(totp::Secret::from_bytes(*bytes))
    }

    fn app(
        &self,
        account: &AccountId,
        apps: &[&RegisteredMethod],
        code: &str,
        now: Timestamp,
    ) -> Result<Option<VerifiedFactor>, Failure> {
        let mut verified_factor = None;
        for app in apps {
            let Credential::App { sealed, last_step } = &app.held else { continue };
            if let Some(step) = self.secret(account, sealed)?.accept(code, now, *last_step) {
                let held = Credential::App { sealed: sealed.clone(), last_step: Some(step) };
                verified_factor = Some(VerifiedFactor { method: app.id.clone(), held });
            }
        }
        Ok(verified_factor)
    }

    fn recovery_code(
        &self,
        account: &AccountId,
        sets: &[&RegisteredMethod],
        code: &str,
    ) -> Option<VerifiedFactor> {
        let shown = self.codes.recovery_code_digest(account, &recovery::normalize(code));
        sets.iter().find_map(|set| {
            let Credential::RecoveryCodes(left) = &set.held else { return None };
            let rest: Vec<String> = left.iter().filter(|kept| **kept != shown).cloned().collect();
            let is_one = rest.len() < left.len();
            is_one.then(|| VerifiedFactor { method: set.id.clone(), held: Credential::RecoveryCodes(rest) })
        })
    }

    fn passkey(
        &self,
        methods: &[&RegisteredMethod],
        credential: &Value,
        place: &str,
    ) -> Result<Option<VerifiedFactor>, Failure> {
        let kept = methods.iter().map(|method| passkey(method)).collect::<Result<Vec<_>, _>>()?;
        let challenge = self.codes.passkey_challenge(place);
        let used = match self.passkeys.verify(&challenge, &kept, credential) {
            Ok(used) => used,
            Err(error) => {
                tracing::warn!(reason = %error, "passkey_refused");
                return Ok(None);
            }
        };
        let method = methods.get(used.index).map(|method| method.id.clone());
        let held = Credential::Passkey { credential: used.updated_passkey.to_bytes()? };
        Ok(method.map(|method| VerifiedFactor { method, held }))
    }
}

/// A kept passkey.
pub fn passkey(method: &RegisteredMethod) -> Result<Passkey, Failure> {
    match &method.held {
        Credential::Passkey { credential } => Ok(Passkey::from_bytes(credential)?),
        Credential::Destination(_) | Credential::App { .. } | Credential::RecoveryCodes(_) => {
            Err(Failure::internal("not a passkey"))
        }
    }
}
