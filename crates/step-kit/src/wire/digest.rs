//! One request, told from another.

use api_contract::Endpoint;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::RequestDigest;
use lambda_kit::Failure;
use sha2::{Digest, Sha256};

/// Digest of the step's name and the request's members: the same request repeated has the same one, however it was
/// spelled.
pub fn request_digest<E: Endpoint>(body: &E::Request) -> Result<RequestDigest, Failure> {
    let members = serde_json::to_vec(body).map_err(Failure::internal)?;
    let digest = Sha256::new().chain_update(E::STEP).chain_update([0]).chain_update(members).finalize();
    Ok(RequestDigest(URL_SAFE_NO_PAD.encode(digest)))
}
