//! Answers of browsers with passkeys.

use std::sync::LazyLock;

use authenticators::{
    passkey::{Passkey, PasskeyError, RelyingParty, User},
    soft::SoftAuthenticator,
};
use serde_json::Value;

const ORIGIN: &str = "https://reset.example.com";
const CHALLENGE: [u8; 32] = [9; 32];
const USER: [u8; 32] = [1; 32];

/// A site, and the passkey that was registered there.
struct Registered {
    site: RelyingParty,
    passkey: Passkey,
}

static REGISTERED: LazyLock<Registered> = LazyLock::new(|| {
    let site = RelyingParty::new("reset.example.com", &[ORIGIN], "Example").expect("an origin");
    let mut authenticator = SoftAuthenticator::new(ORIGIN, [3; 32]);
    let user = User { handle: &USER, name: "anna", display_name: "Anna" };
    let options = site.creation_options(&CHALLENGE, &user, &[]);
    let creation = authenticator.create(&options).expect("a key");
    let passkey = site.register(&CHALLENGE, &USER, &creation, &[]).expect("registered");
    Registered { site, passkey }
});

/// Any answer is verified or refused. A new passkey survives storage and is registered once; a use is of the passkey
/// that signed it.
pub(super) fn answer(data: &[u8]) -> bool {
    let Ok(answer) = serde_json::from_slice::<Value>(data) else { return false };
    let Registered { site, passkey } = &*REGISTERED;
    let known = std::slice::from_ref(passkey);
    let registered = site.register(&CHALLENGE, &USER, &answer, &[]);
    if let Ok(new) = &registered {
        let stored = Passkey::from_bytes(&new.to_bytes().expect("a passkey is written")).expect("and read");
        assert_eq!(stored.id(), new.id());
        let again = site.register(&CHALLENGE, &USER, &answer, &[stored]);
        assert!(matches!(again, Err(PasskeyError::AlreadyRegistered)));
    }
    let used = site.verify(&CHALLENGE, known, &answer);
    if let Ok(used) = &used {
        assert_eq!((used.index, used.updated_passkey.id()), (0, passkey.id()));
        assert!(site.verify(&[8; 32], known, &answer).is_err(), "an answer to another challenge");
    }
    registered.is_ok() || used.is_ok()
}
