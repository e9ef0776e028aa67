//! Verification of agents' requests. A signature is valid once, for one method, path and body.

use agent_protocol::request::{AUDIENCE, Claims, REQUEST_TTL_SECONDS, TOKEN_TYPE};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use jiff::Timestamp;
use jsonwebtoken::{Algorithm, DecodingKey, Validation};
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;
use tracing::instrument;

use super::{Agents, KnownAgent, is_agent_id};
use crate::{
    StoreError,
    item::{attributes, number, text},
    table::put_condition_failed,
};

/// The seconds by which an agent's clock may be ahead of the cloud's.
const SKEW_SECONDS: i64 = 60;

/// The reason why a request is not accepted.
#[derive(Debug, thiserror::Error)]
pub enum VerifyError {
    /// The request bears no fresh signature of an enrolled agent over this very request.
    #[error("the request is not validly signed")]
    NotValid(RequestRefusal),
    /// The store failed, so that the signature could not be verified.
    #[error("verifying an agent's request")]
    Store(#[source] StoreError),
}

/// The defect of a request, for the log. The sender gets the same answer in every case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RequestRefusal {
    /// The token is not one of an agent.
    NotAToken,
    /// No agent of this id was ever enrolled.
    UnknownAgent,
    /// An administrator has revoked the agent.
    RevokedAgent,
    /// The request is not signed with this agent's key: the key is another agent's, or an old one.
    WrongKey,
    /// The request is signed for another method or path, or in another agent's name.
    AnotherRequest,
    /// The body is not the one that was signed.
    AlteredBody,
    /// The request is too old, or the sender's clock is wrong.
    WrongClock,
    /// The request was accepted before.
    Replayed,
}

impl RequestRefusal {
    /// Returns the reason's name in the log.
    pub const fn name(self) -> &'static str {
        match self {
            Self::NotAToken => "not-a-token",
            Self::UnknownAgent => "unknown-agent",
            Self::RevokedAgent => "revoked-agent",
            Self::WrongKey => "wrong-key",
            Self::AnotherRequest => "another-request",
            Self::AlteredBody => "altered-body",
            Self::WrongClock => "wrong-clock",
            Self::Replayed => "replayed",
        }
    }
}

/// A signed request as it was received.
#[derive(Clone, Copy)]
pub struct SignedRequest<'a> {
    /// The token of the header `Authorization: Bearer`.
    pub token: &'a str,
    /// The HTTP method, in capitals.
    pub method: &'a str,
    pub path: &'a str,
    /// The body, byte for byte as it was received.
    pub body: &'a [u8],
}

/// Prints the path only.
impl std::fmt::Debug for SignedRequest<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SignedRequest").field("path", &self.path).finish_non_exhaustive()
    }
}

impl Agents {
    /// Returns the agent that signed this very request. The request is good once.
    #[instrument(level = "debug", skip_all)]
    pub async fn verify(
        &self,
        request: &SignedRequest<'_>,
        now: Timestamp,
    ) -> Result<KnownAgent, VerifyError> {
        let id = claimed_agent(request.token).ok_or(RequestRefusal::NotAToken)?;
        let agent = self.find(&id).await.map_err(VerifyError::Store)?;
        self.verify_loaded(agent, request, now).await
    }

    /// Like [`Agents::verify`], for a caller that has just read the agent that [`claimed_agent`] names.
    #[instrument(level = "debug", skip_all)]
    pub async fn verify_loaded(
        &self,
        agent: Option<KnownAgent>,
        request: &SignedRequest<'_>,
        now: Timestamp,
    ) -> Result<KnownAgent, VerifyError> {
        let agent = agent.ok_or(RequestRefusal::UnknownAgent)?;
        // The order matters: only a request with a right signature is refused because its agent is revoked.
        self.verify_with_key(request, &agent.id, &agent.keys.signing_key, now).await?;
        if agent.revoked_at.is_some() {
            return Err(RequestRefusal::RevokedAgent.into());
        }
        Ok(agent)
    }

    /// Verifies that this key signed the request in the name of this agent, and marks the request as used.
    #[instrument(level = "debug", skip_all)]
    pub async fn verify_with_key(
        &self,
        request: &SignedRequest<'_>,
        id: &str,
        signing_key: &str,
        now: Timestamp,
    ) -> Result<(), VerifyError> {
        let claims = verified_claims(request.token, signing_key)?;
        if claims.iss != id || claims.method != request.method || claims.path != request.path {
            return Err(RequestRefusal::AnotherRequest.into());
        }
        if !matches_digest(&claims.body, request.body) {
            return Err(RequestRefusal::AlteredBody.into());
        }
        if !is_fresh(&claims, now) {
            return Err(RequestRefusal::WrongClock.into());
        }
        self.accept_once(id, &claims).await
    }

    async fn accept_once(&self, id: &str, claims: &Claims) -> Result<(), VerifyError> {
        if claims.jti.len() > 64 {
            return Err(RequestRefusal::NotAToken.into());
        }
        let item = attributes([
            ("pk", text(format!("REQUEST#{id}#{}", claims.jti))),
            ("expires", number(claims.exp.saturating_add(REQUEST_TTL_SECONDS))),
        ]);
        let put = self.settings.client.put_item().table_name(&self.resets).set_item(Some(item));
        match put.condition_expression("attribute_not_exists(pk)").send().await {
            Ok(_) => Ok(()),
            Err(error) if put_condition_failed(&error) => Err(RequestRefusal::Replayed.into()),
            Err(error) => {
                Err(VerifyError::Store(StoreError::unavailable("noting an agent's request")(error)))
            }
        }
    }
}

impl From<RequestRefusal> for VerifyError {
    fn from(reason: RequestRefusal) -> Self {
        Self::NotValid(reason)
    }
}

/// Returns the agent that a token names. Nothing is verified.
pub fn claimed_agent(token: &str) -> Option<String> {
    claimed_id(token).filter(|id| is_agent_id(id))
}

/// Returns the key id of a token. Nothing is verified.
fn claimed_id(token: &str) -> Option<String> {
    let header = jsonwebtoken::decode_header(token).ok()?;
    header.kid.filter(|_| header.typ.as_deref() == Some(TOKEN_TYPE))
}

/// Returns the claims, if this key signed them (Ed25519 only).
fn verified_claims(token: &str, signing_key: &str) -> Result<Claims, RequestRefusal> {
    claimed_id(token).ok_or(RequestRefusal::NotAToken)?;
    let mut validation = Validation::new(Algorithm::EdDSA);
    // Time is checked against the caller's clock.
    validation.validate_exp = false;
    validation.leeway = 0;
    validation.set_audience(&[AUDIENCE]);
    validation.set_required_spec_claims(&["iss", "aud", "exp"]);
    let key = DecodingKey::from_ed_components(signing_key).map_err(|_| RequestRefusal::WrongKey)?;
    let read = jsonwebtoken::decode::<Claims>(token, &key, &validation);
    Ok(read.map_err(|_| RequestRefusal::WrongKey)?.claims)
}

fn matches_digest(claimed: &str, body: &[u8]) -> bool {
    let digest = URL_SAFE_NO_PAD.encode(Sha256::digest(body));
    digest.as_bytes().ct_eq(claimed.as_bytes()).into()
}

fn is_fresh(claims: &Claims, now: Timestamp) -> bool {
    let now = now.as_second();
    claims.exp.checked_sub(claims.iat) == Some(REQUEST_TTL_SECONDS)
        && now < claims.exp
        && claims.iat <= now.saturating_add(SKEW_SECONDS)
}
