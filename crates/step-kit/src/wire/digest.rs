//! Digests of requests, by which a repeated request is recognized.

use api_contract::Endpoint;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::RequestDigest;
use lambda_kit::Failure;
use sha2::{Digest, Sha256};

/// Returns a digest of the step's name and the request's members. A repeated request has the same digest, however its
/// JSON is spelled.
pub fn request_digest<E: Endpoint>(body: &E::Request) -> Result<RequestDigest, Failure> {
    let members = serde_json::to_vec(body).map_err(Failure::internal)?;
    let digest = Sha256::new().chain_update(E::STEP).chain_update([0]).chain_update(members).finalize();
    Ok(RequestDigest(URL_SAFE_NO_PAD.encode(digest)))
}
