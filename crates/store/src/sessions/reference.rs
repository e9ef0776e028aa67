//! References to sessions. A browser has 256 random bits; only their hash is stored.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::SessionId;
use sha2::{Digest, Sha256};

/// The number of random bytes of a reference.
pub const REFERENCE_BYTES: usize = 32;

/// The reference to a session, which a browser has in a cookie.
#[derive(Clone, PartialEq, Eq)]
pub struct Reference(String);

/// Leaves the reference out: a caller that has it is signed in.
impl std::fmt::Debug for Reference {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Reference(..)")
    }
}

impl Reference {
    /// Makes a reference of random bytes.
    pub fn new(random: [u8; REFERENCE_BYTES]) -> Self {
        Self(URL_SAFE_NO_PAD.encode(random))
    }

    /// Parses what a browser sent; `None` if it cannot be a reference.
    pub fn parse(text: &str) -> Option<Self> {
        let bytes = URL_SAFE_NO_PAD.decode(text).ok()?;
        (bytes.len() == REFERENCE_BYTES).then(|| Self(text.to_owned()))
    }

    /// Returns the reference as text for the browser.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns the id of the session. A plain hash will do, since 256 random bits cannot be guessed.
    pub fn id(&self) -> SessionId {
        let digest = Sha256::new().chain_update("readmit session v1 ").chain_update(&self.0).finalize();
        SessionId(URL_SAFE_NO_PAD.encode(digest))
    }
}
