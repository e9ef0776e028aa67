//! Who signed an agent's request. A signature is good for one method, path and body, and once.

use agent_protocol::request::{AUDIENCE, Claims, REQUEST_LIFE_SECONDS, TOKEN_TYPE};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use jiff::Timestamp;
use jsonwebtoken::{Algorithm, DecodingKey, Validation};
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;
use tracing::instrument;

use super::Agents;
use crate::{
    StoreError,
    item::{attributes, number, text},
    table::put_refused,
};

/// How far an agent's clock may be ahead of ours, in seconds.
const SKEW_SECONDS: i64 = 60;

/// Why a request is not taken.
#[derive(Debug, thiserror::Error)]
pub enum VerifyError {
    /// Not a fresh signature of a registered agent over this very request.
    #[error("the request is not validly signed")]
    NotValid,
    /// It could not be found out.
    #[error("verifying an agent's request")]
    Store(#[source] StoreError),
}

impl Agents {
    /// The id of the agent that signed this very request, for the first time.
    #[instrument(level = "debug", skip_all)]
    pub async fn verify(
        &self,
        token: &str,
        method: &str,
        path: &str,
        body: &[u8],
        now: Timestamp,
    ) -> Result<String, VerifyError> {
        let header = jsonwebtoken::decode_header(token).map_err(|_| VerifyError::NotValid)?;
        let id = header.kid.filter(|id| is_agent_id(id)).ok_or(VerifyError::NotValid)?;
        if header.typ.as_deref() != Some(TOKEN_TYPE) {
            return Err(VerifyError::NotValid);
        }
        let agent = self.find(&id).await.map_err(VerifyError::Store)?.ok_or(VerifyError::NotValid)?;
        let claims = signed_claims(token, &agent.registration.signing_key)?;
        let tells_of_this = claims.iss == id && claims.method == method && claims.path == path;
        if !tells_of_this || !is_digest_of(&claims.body, body) || !is_fresh(&claims, now) {
            return Err(VerifyError::NotValid);
        }
        self.take_once(&id, &claims).await?;
        Ok(id)
    }

    async fn take_once(&self, id: &str, claims: &Claims) -> Result<(), VerifyError> {
        if claims.jti.len() > 64 {
            return Err(VerifyError::NotValid);
        }
        let item = attributes([
            ("pk", text(format!("REQUEST#{id}#{}", claims.jti))),
            ("expires", number(claims.exp.saturating_add(REQUEST_LIFE_SECONDS))),
        ]);
        let put = self.settings.client.put_item().table_name(&self.resets).set_item(Some(item));
        match put.condition_expression("attribute_not_exists(pk)").send().await {
            Ok(_) => Ok(()),
            Err(error) if put_refused(&error) => Err(VerifyError::NotValid),
            Err(error) => {
                Err(VerifyError::Store(StoreError::unavailable("noting an agent's request")(error)))
            }
        }
    }
}

/// The claims, if this key signed them (Ed25519, nothing else).
fn signed_claims(token: &str, signing_key: &str) -> Result<Claims, VerifyError> {
    let mut validation = Validation::new(Algorithm::EdDSA);
    // Time is checked against the caller's clock.
    validation.validate_exp = false;
    validation.leeway = 0;
    validation.set_audience(&[AUDIENCE]);
    validation.set_required_spec_claims(&["iss", "aud", "exp"]);
    let key = DecodingKey::from_ed_components(signing_key).map_err(|_| VerifyError::NotValid)?;
    let read = jsonwebtoken::decode::<Claims>(token, &key, &validation);
    Ok(read.map_err(|_| VerifyError::NotValid)?.claims)
}

fn is_agent_id(id: &str) -> bool {
    (1..=64).contains(&id.len())
        && id.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}

fn is_digest_of(claimed: &str, body: &[u8]) -> bool {
    let digest = URL_SAFE_NO_PAD.encode(Sha256::digest(body));
    digest.as_bytes().ct_eq(claimed.as_bytes()).into()
}

fn is_fresh(claims: &Claims, now: Timestamp) -> bool {
    let now = now.as_second();
    claims.exp.checked_sub(claims.iat) == Some(REQUEST_LIFE_SECONDS)
        && now < claims.exp
        && claims.iat <= now.saturating_add(SKEW_SECONDS)
}
