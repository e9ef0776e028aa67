//! Salted hashes of the demonstration's passwords.

use std::num::NonZeroU32;

use aws_lc_rs::pbkdf2::{self, PBKDF2_HMAC_SHA256};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use serde::{Deserialize, Serialize};

use crate::entropy;

/// The number of iterations. It is low because these passwords guard a demonstration, and up to 24 earlier ones are
/// compared one by one.
const ITERATIONS: NonZeroU32 = NonZeroU32::new(5_000).expect("not zero");

/// The hash of a password.
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Hash {
    salt: String,
    hash: String,
}

impl Hash {
    pub(super) fn new(password: &str) -> Self {
        let salt = entropy::draw::<16>();
        let mut hash = [0_u8; 32];
        pbkdf2::derive(PBKDF2_HMAC_SHA256, ITERATIONS, &salt, password.as_bytes(), &mut hash);
        Self { salt: URL_SAFE_NO_PAD.encode(salt), hash: URL_SAFE_NO_PAD.encode(hash) }
    }

    pub(super) fn matches(&self, password: &str) -> bool {
        let (Ok(salt), Ok(hash)) = (URL_SAFE_NO_PAD.decode(&self.salt), URL_SAFE_NO_PAD.decode(&self.hash))
        else {
            return false;
        };
        pbkdf2::verify(PBKDF2_HMAC_SHA256, ITERATIONS, &salt, password.as_bytes(), &hash).is_ok()
    }
}
