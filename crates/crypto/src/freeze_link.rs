//! Links in notices that freeze an account ("This was not me"). Any recipient of the notice can use the link. Its token
//! stands after the `#` of a URL, which browsers do not send, and is short enough for a text message, which a JWT is
//! not.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::FREEZE_LINK_TTL;
use jiff::Timestamp;
use subtle::ConstantTimeEq;
use uuid::Uuid;

use crate::{
    keys::{FreezeKey, Keys, mac},
    signer::TokenError,
};

const VERSION: u8 = 2;
/// The number of bytes that are kept of HMAC-SHA256: 128 bits cannot be guessed (RFC 2104, section 5).
const MAC_BYTES: usize = 16;
const LABEL: &[u8] = b"readmit freeze v2";

/// The contents of a link whose signature was verified.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FreezeLink {
    /// The objectGUID of the account.
    pub account: String,
    /// The time when the event that the notice is about happened, in whole seconds.
    pub issued_at: Timestamp,
}

/// Signs and verifies the tokens of links that freeze.
pub struct FreezeLinks(Keys);

/// Prints no key.
impl std::fmt::Debug for FreezeLinks {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("FreezeLinks").finish_non_exhaustive()
    }
}

impl FreezeLinks {
    /// Returns a signer with this key.
    pub fn new(key: &FreezeKey) -> Self {
        Self(key.keys().clone())
    }

    /// Returns the token for an account (its objectGUID), of a notice about something that happened at `issued_at`;
    /// `None` if it is not an account.
    pub fn sign(&self, account: &str, issued_at: Timestamp) -> Option<String> {
        let account = account.parse::<Uuid>().ok()?;
        let mut bytes = vec![VERSION];
        bytes.extend_from_slice(account.as_bytes());
        bytes.extend_from_slice(&issued_at.as_second().to_be_bytes());
        let code = code(self.0.current(), &bytes);
        bytes.extend_from_slice(&code);
        Some(URL_SAFE_NO_PAD.encode(bytes))
    }

    /// Returns the account to freeze, and when the link was issued, if the signature of the token is right and it has
    /// not expired.
    pub fn verify(&self, token: &str, now: Timestamp) -> Result<FreezeLink, TokenError> {
        let bytes = URL_SAFE_NO_PAD.decode(token).map_err(|_| TokenError::Invalid)?;
        let (signed, claimed) = bytes.split_last_chunk::<MAC_BYTES>().ok_or(TokenError::Invalid)?;
        if !self.0.all().any(|key| code(key, signed).ct_eq(claimed).into()) {
            return Err(TokenError::Invalid);
        }
        let link = read(signed).ok_or(TokenError::Invalid)?;
        // A difference, because a sum might lie beyond the last moment.
        if now.duration_since(link.issued_at) < FREEZE_LINK_TTL { Ok(link) } else { Err(TokenError::Expired) }
    }
}

/// Returns the authentication code of a token.
fn code(key: &[u8; 32], signed: &[u8]) -> [u8; MAC_BYTES] {
    mac(key, &[LABEL, signed].concat()).first_chunk().copied().unwrap_or_default()
}

fn read(signed: &[u8]) -> Option<FreezeLink> {
    let (&[VERSION], rest) = signed.split_first_chunk()? else { return None };
    let (account, rest) = rest.split_first_chunk::<16>()?;
    let (issued, &[]) = rest.split_first_chunk::<8>()? else { return None };
    let issued_at = Timestamp::from_second(i64::from_be_bytes(*issued)).ok()?;
    Some(FreezeLink { account: Uuid::from_bytes(*account).to_string(), issued_at })
}

#[cfg(test)]
mod tests {
    use jiff::SignedDuration;

    use super::*;

    const ACCOUNT: &str = "11111111-2222-3333-4444-555555555555";

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_second(1_800_000_000 + seconds).unwrap()
    }

    #[test]
    fn a_link_freezes_its_account_until_it_expires() {
        let links = FreezeLinks::new(&[7; 32].into());
        let token = links.sign(ACCOUNT, at(0)).unwrap();
        assert_eq!(token.len(), 55);
        let end = at(0) + FREEZE_LINK_TTL;
        let link = FreezeLink { account: ACCOUNT.to_owned(), issued_at: at(0) };
        assert_eq!(links.verify(&token, end - SignedDuration::from_secs(1)), Ok(link));
        assert_eq!(links.verify(&token, end), Err(TokenError::Expired));
        assert_eq!(links.sign("decoy-1", at(0)), None);
    }

    #[test]
    fn a_link_with_any_changed_bit_is_refused() {
        let links = FreezeLinks::new(&[7; 32].into());
        let token = URL_SAFE_NO_PAD.decode(links.sign(ACCOUNT, at(0)).unwrap()).unwrap();
        for bit in 0..token.len() * 8 {
            let mut changed = token.clone();
            changed[bit / 8] ^= 1 << (bit % 8);
            let changed = URL_SAFE_NO_PAD.encode(changed);
            assert_eq!(links.verify(&changed, at(0)), Err(TokenError::Invalid), "bit {bit}");
        }
        let token = URL_SAFE_NO_PAD.encode(token);
        assert_eq!(FreezeLinks::new(&[8; 32].into()).verify(&token, at(0)), Err(TokenError::Invalid));
        for wrong in ["", "AAAA", &"A".repeat(55), &format!("{token}=")] {
            assert_eq!(links.verify(wrong, at(0)), Err(TokenError::Invalid), "{wrong}");
        }
    }
}
