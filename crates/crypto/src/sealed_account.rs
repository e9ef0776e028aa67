//! The account of a reset, sealed into its token (AES-256-GCM), so that a step can read the reset and its account in
//! one call. Accounts and decoys are sealed alike, with the same length.

use aws_lc_rs::aead::{AES_256_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::{AccountId, ResetId};
use thiserror::Error;

use crate::keys::{AccountKey, keyed_hash};

/// The padded length, longer than the id of any account or decoy.
const PADDED: usize = 64;

/// The account cannot be sealed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("the account of a reset cannot be sealed")]
pub struct SealAccountError;

impl AccountKey {
    /// Seals an account for the tokens of one reset. Equal accounts make equal texts. The nonce is a keyed hash of
    /// reset and account, so that no two texts share one.
    pub fn seal(&self, reset: &ResetId, account: &AccountId) -> Result<String, SealAccountError> {
        let mut sealed = account.0.clone().into_bytes();
        if sealed.len() > PADDED || sealed.contains(&0) {
            return Err(SealAccountError);
        }
        sealed.resize(PADDED, 0);
        let key = self.keys().current();
        let hash = keyed_hash(key, "nonce", &[&reset.0, &account.0]);
        let nonce: [u8; NONCE_LEN] = hash.first_chunk().copied().ok_or(SealAccountError)?;
        cipher(key)
            .ok_or(SealAccountError)?
            .seal_in_place_append_tag(
                Nonce::assume_unique_for_key(nonce),
                associated_data(reset),
                &mut sealed,
            )
            .map_err(|_| SealAccountError)?;
        Ok(URL_SAFE_NO_PAD.encode([&nonce[..], &sealed].concat()))
    }

    /// Returns the account that [`Self::seal`] sealed for the same reset, with either value of the secret.
    pub fn open(&self, reset: &ResetId, sealed: &str) -> Option<AccountId> {
        let sealed = URL_SAFE_NO_PAD.decode(sealed).ok()?;
        self.keys().all().find_map(|key| open(key, reset, &sealed))
    }
}

fn open(key: &[u8; 32], reset: &ResetId, sealed: &[u8]) -> Option<AccountId> {
    let (nonce, text) = sealed.split_first_chunk::<NONCE_LEN>()?;
    let mut opened = text.to_vec();
    let nonce = Nonce::assume_unique_for_key(*nonce);
    let opened = cipher(key)?.open_in_place(nonce, associated_data(reset), &mut opened).ok()?;
    let account = opened.split(|byte| *byte == 0).next()?;
    String::from_utf8(account.to_vec()).ok().map(AccountId)
}

fn cipher(key: &[u8; 32]) -> Option<LessSafeKey> {
    let key = keyed_hash(key, "seal", &[]);
    UnboundKey::new(&AES_256_GCM, &key).ok().map(LessSafeKey::new)
}

/// Returns the associated data, which binds an account to its reset.
fn associated_data(reset: &ResetId) -> Aad<String> {
    Aad::from(format!("readmit account v1 reset={}", reset.0))
}

#[cfg(test)]
mod tests {
    use domain::{AccountId, ResetId};

    use crate::keys::{AccountKey, Secret};

    const DECOY: &str = "decoy-0123456789012345678901234567890123456789012";

    fn key(secret: &str) -> AccountKey {
        Secret::new(format!("{secret} of at least thirty-two bytes")).unwrap().account_key()
    }

    fn sealed(reset: &str, account: &str) -> String {
        key("a secret").seal(&ResetId(reset.into()), &AccountId(account.into())).unwrap()
    }

    #[test]
    fn accounts_and_decoys_are_sealed_alike() {
        let (account, decoy) = (sealed("r", "6f0c2f0e-0000-4000-8000-000000000001"), sealed("r", DECOY));

        assert_eq!(account.len(), decoy.len());
        assert_eq!(
            account,
            sealed("r", "6f0c2f0e-0000-4000-8000-000000000001"),
            "a token has the same bytes each time"
        );
        assert_ne!(account, decoy);
    }

    #[test]
    fn sealed_accounts_of_two_resets_differ() {
        let (one, other) = (sealed("r", "a"), sealed("s", "a"));

        assert!(one.bytes().zip(other.bytes()).filter(|(one, other)| one == other).count() < 20);
    }

    #[test]
    fn only_its_own_reset_and_key_open_an_account() {
        let sealed = sealed("r", DECOY);
        let open = |key: &AccountKey, reset: &str| key.open(&ResetId(reset.into()), &sealed);

        assert_eq!(open(&key("a secret"), "r"), Some(AccountId(DECOY.into())));
        assert_eq!(open(&key("a secret"), "s"), None);
        assert_eq!(open(&key("another"), "r"), None);
        for cut in ["", "AAAA", &sealed[1..], &sealed[..sealed.len() - 1]] {
            assert_eq!(key("a secret").open(&ResetId("r".into()), cut), None);
        }
    }

    #[test]
    fn an_account_sealed_with_the_previous_value_is_opened() {
        let rolled = key(&format!("new{}\nold", "w".repeat(32)));
        let reset = ResetId("r".into());
        let sealed = key("old").seal(&reset, &AccountId("a".into())).unwrap();
        assert_eq!(rolled.open(&reset, &sealed), Some(AccountId("a".into())));
        assert_eq!(key("old").open(&reset, &rolled.seal(&reset, &AccountId("a".into())).unwrap()), None);
    }

    #[test]
    fn an_id_that_is_too_long_is_not_sealed() {
        let long = AccountId("x".repeat(65));

        assert!(key("a secret").seal(&ResetId("r".into()), &long).is_err());
    }
}
