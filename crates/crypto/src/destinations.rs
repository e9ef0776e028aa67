//! Encryption of stored phone numbers, mail addresses and secrets of apps (AES-256-GCM).

use aws_lc_rs::aead::{AES_256_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use domain::{AccountId, MethodKind};
use thiserror::Error;
use zeroize::Zeroizing;

use crate::keys::DestinationKey;

/// The length of a nonce in bytes. A nonce is random and new for every sealing.
pub const NONCE_BYTES: usize = NONCE_LEN;

/// The destination cannot be sealed or opened: it was changed, belongs to another account, or needs another key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("the stored destination cannot be opened")]
pub struct DestinationError;

impl DestinationKey {
    /// Encrypts a destination for one account and kind. `nonce` must be fresh random bytes.
    pub fn seal(
        &self,
        account: &AccountId,
        kind: MethodKind,
        destination: &str,
        nonce: [u8; NONCE_BYTES],
    ) -> Result<Vec<u8>, DestinationError> {
        self.seal_bytes(account, kind, destination.as_bytes(), nonce)
    }

    /// Encrypts the secret of an authenticator app for one account and kind. `nonce` must be fresh random bytes.
    pub fn seal_bytes(
        &self,
        account: &AccountId,
        kind: MethodKind,
        secret: &[u8],
        nonce: [u8; NONCE_BYTES],
    ) -> Result<Vec<u8>, DestinationError> {
        let mut sealed = secret.to_vec();
        cipher(self.keys().current())?
            .seal_in_place_append_tag(
                Nonce::assume_unique_for_key(nonce),
                associated_data(account, kind),
                &mut sealed,
            )
            .map_err(|_| DestinationError)?;
        Ok([&nonce[..], &sealed].concat())
    }

    /// Decrypts the result of [`Self::seal`] for the same account and kind.
    pub fn open(
        &self,
        account: &AccountId,
        kind: MethodKind,
        sealed: &[u8],
    ) -> Result<Zeroizing<String>, DestinationError> {
        let opened = self.open_bytes(account, kind, sealed)?;
        let text = std::str::from_utf8(&opened).map_err(|_| DestinationError)?;
        Ok(Zeroizing::new(text.to_owned()))
    }

    /// Decrypts the result of [`Self::seal_bytes`] for the same account and kind, with either value of the secret.
    pub fn open_bytes(
        &self,
        account: &AccountId,
        kind: MethodKind,
        sealed: &[u8],
    ) -> Result<Zeroizing<Vec<u8>>, DestinationError> {
        let (nonce, rest) = sealed.split_first_chunk::<NONCE_BYTES>().ok_or(DestinationError)?;
        let open = |key| open(key, *nonce, associated_data(account, kind), rest);
        self.keys().all().find_map(|key| open(key).ok()).ok_or(DestinationError)
    }

    /// Returns whether the current key sealed this. If not, it needs the previous value of the secret, and must be
    /// sealed again before that value is removed.
    pub fn is_current(&self, account: &AccountId, kind: MethodKind, sealed: &[u8]) -> bool {
        sealed.split_first_chunk::<NONCE_BYTES>().is_some_and(|(nonce, rest)| {
            open(self.keys().current(), *nonce, associated_data(account, kind), rest).is_ok()
        })
    }
}

fn open(
    key: &[u8; 32],
    nonce: [u8; NONCE_BYTES],
    associated_data: Aad<String>,
    sealed: &[u8],
) -> Result<Zeroizing<Vec<u8>>, DestinationError> {
    let mut opened = Zeroizing::new(sealed.to_vec());
    let length = cipher(key)?
        .open_in_place(Nonce::assume_unique_for_key(nonce), associated_data, &mut opened)
        .map_err(|_| DestinationError)?
        .len();
    opened.truncate(length);
    Ok(opened)
}

fn cipher(key: &[u8; 32]) -> Result<LessSafeKey, DestinationError> {
    let key = UnboundKey::new(&AES_256_GCM, key).map_err(|_| DestinationError)?;
    Ok(LessSafeKey::new(key))
}

/// Returns the associated data, which binds a destination to its account and kind.
fn associated_data(account: &AccountId, kind: MethodKind) -> Aad<String> {
    Aad::from(format!("readmit destination v1 account={} kind={}", account.0, kind.name()))
}

#[cfg(test)]
mod tests {
    use domain::{AccountId, MethodKind};

    use super::{DestinationError, NONCE_BYTES};
    use crate::keys::{DestinationKey, Secret};

    const NUMBER: &str = "+46700000042";

    fn key() -> DestinationKey {
        Secret::new("a secret of at least thirty-two bytes".into()).unwrap().destination_key()
    }

    fn account(id: &str) -> AccountId {
        AccountId(id.into())
    }

    fn sealed() -> Vec<u8> {
        key().seal(&account("a"), MethodKind::TextMessage, NUMBER, [3; NONCE_BYTES]).unwrap()
    }

    #[test]
    fn a_sealed_destination_is_opened() {
        let opened = key().open(&account("a"), MethodKind::TextMessage, &sealed()).unwrap();

        assert_eq!(*opened, NUMBER);
        assert!(!sealed().windows(4).any(|window| NUMBER.as_bytes().windows(4).any(|part| part == window)));
    }

    #[test]
    fn another_account_kind_or_key_opens_nothing() {
        let other = Secret::new("another secret of thirty-two bytes".into()).unwrap().destination_key();

        assert_eq!(key().open(&account("b"), MethodKind::TextMessage, &sealed()), Err(DestinationError));
        assert_eq!(key().open(&account("a"), MethodKind::Mail, &sealed()), Err(DestinationError));
        assert_eq!(other.open(&account("a"), MethodKind::TextMessage, &sealed()), Err(DestinationError));
    }

    #[test]
    fn changed_or_cut_destination_is_not_opened() {
        for bit in 0..sealed().len() * 8 {
            let mut changed = sealed();
            changed[bit / 8] ^= 1 << (bit % 8);
            assert_eq!(key().open(&account("a"), MethodKind::TextMessage, &changed), Err(DestinationError));
        }
        for length in 0..sealed().len() {
            let cut = &sealed()[..length];
            assert_eq!(key().open(&account("a"), MethodKind::TextMessage, cut), Err(DestinationError));
        }
    }
}
