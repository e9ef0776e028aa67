//! The agent's own two keys: Ed25519 signs its requests, X25519 opens what is sealed to it.

use std::{fs, io::Write as _, os::unix::fs::OpenOptionsExt as _, path::Path};

use agent_protocol::{
    request::Registration,
    sealing::{PrivateKey, PublicKey},
};
use anyhow::Context as _;
use aws_lc_rs::signature::{Ed25519KeyPair, KeyPair as _};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use zeroize::Zeroizing;

use crate::{configuration::secret_file, entropy};

const SIGNING_KEY: &str = "signing.key";
const SEALING_KEY: &str = "sealing.key";
const REGISTRATION: &str = "registration.json";

/// What PKCS #8 puts before the 32 bytes of an Ed25519 key (RFC 8410).
const PKCS8_PREFIX: [u8; 16] =
    [0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20];

/// Both private keys.
pub struct Keys {
    /// Ed25519, PKCS #8.
    pub(crate) signing: Zeroizing<Vec<u8>>,
    /// X25519.
    pub(crate) sealing: PrivateKey,
}

impl std::fmt::Debug for Keys {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Keys").finish_non_exhaustive()
    }
}

impl Keys {
    /// Reads what [`make`] wrote.
    pub fn load(folder: &Path) -> anyhow::Result<Self> {
        let signing = secret_file::read(&folder.join(SIGNING_KEY))?;
        let sealing = secret_file::read(&folder.join(SEALING_KEY))?;
        let seed = Zeroizing::new(URL_SAFE_NO_PAD.decode(signing.as_str()).unwrap_or_default());
        anyhow::ensure!(seed.len() == 32, "{SIGNING_KEY} in {} is no key; make new keys", folder.display());
        let sealing = PrivateKey::parse(&sealing)
            .with_context(|| format!("{SEALING_KEY} in {} is no key; make new keys", folder.display()))?;
        Ok(Self { signing: pkcs8(&seed), sealing })
    }

    /// The public halves.
    pub fn registration(&self, id: &str) -> anyhow::Result<Registration> {
        let pair = Ed25519KeyPair::from_pkcs8(&self.signing).context("reading the signing key")?;
        Ok(Registration {
            id: id.to_owned(),
            signing_key: URL_SAFE_NO_PAD.encode(pair.public_key()),
            sealing_key: PublicKey::encode(&self.sealing.public_key()),
        })
    }
}

/// Makes both keys and the registration of their public halves in a folder. Keys that exist are never overwritten:
/// everything sealed to them would be lost.
pub fn make(id: &str, folder: &Path) -> anyhow::Result<()> {
    fs::create_dir_all(folder).with_context(|| format!("making the folder {}", folder.display()))?;
    let seed = Zeroizing::new(entropy::draw::<32>());
    let keys = Keys {
        signing: pkcs8(seed.as_slice()),
        sealing: PrivateKey::generate(&mut entropy::SystemRandomness),
    };
    let registration =
        serde_json::to_vec_pretty(&keys.registration(id)?).context("writing the registration")?;
    write(
        &folder.join(SIGNING_KEY),
        Zeroizing::new(URL_SAFE_NO_PAD.encode(seed.as_slice())).as_bytes(),
        0o600,
    )?;
    write(&folder.join(SEALING_KEY), keys.sealing.encode().as_bytes(), 0o600)?;
    write(&folder.join(REGISTRATION), &registration, 0o644)
}

fn pkcs8(seed: &[u8]) -> Zeroizing<Vec<u8>> {
    let mut der = Zeroizing::new(Vec::with_capacity(PKCS8_PREFIX.len() + seed.len()));
    der.extend_from_slice(&PKCS8_PREFIX);
    der.extend_from_slice(seed);
    der
}

fn write(path: &Path, content: &[u8], mode: u32) -> anyhow::Result<()> {
    let mut file = fs::OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(mode)
        .open(path)
        .with_context(|| format!("making {}; a key that exists is never overwritten", path.display()))?;
    file.write_all(content)
        .and_then(|()| file.sync_all())
        .with_context(|| format!("writing {}", path.display()))
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt as _;

    use super::*;

    #[test]
    fn made_keys_load_and_match_their_registration() {
        let folder = tempfile::tempdir().expect("folder");
        make("agent-1", folder.path()).expect("made");
        let keys = Keys::load(folder.path()).expect("loaded");
        let text = fs::read_to_string(folder.path().join(REGISTRATION)).expect("registration");
        let registered: Registration = serde_json::from_str(&text).expect("JSON");
        assert_eq!(registered, keys.registration("agent-1").expect("registration"));
        assert_eq!(registered.signing_key.len(), 43);
        assert_eq!(registered.sealing_key.len(), 43);
    }

    #[test]
    fn keys_are_for_their_owner_only_and_never_overwritten() {
        let folder = tempfile::tempdir().expect("folder");
        make("agent-1", folder.path()).expect("made");
        for name in [SIGNING_KEY, SEALING_KEY] {
            let mode = fs::metadata(folder.path().join(name)).expect("metadata").permissions().mode();
            assert_eq!(mode & 0o777, 0o600, "{name}");
        }
        assert!(make("agent-1", folder.path()).is_err());
    }

    #[test]
    fn a_key_that_others_may_read_is_refused() {
        let folder = tempfile::tempdir().expect("folder");
        make("agent-1", folder.path()).expect("made");
        let path = folder.path().join(SIGNING_KEY);
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).expect("chmod");
        let error = Keys::load(folder.path()).expect_err("refused").to_string();
        assert!(error.contains("chmod 600"), "{error}");
    }
}
