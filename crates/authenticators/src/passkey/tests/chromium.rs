//! Recorded answers of Chromium (`toJSON()`) to options of this crate, with its virtual authenticators, at
//! `http://localhost:8931`.

use serde_json::Value;

use super::{ADA, CHALLENGE, Passkey, PasskeyError, RelyingParty, backup, refusal};
use crate::soft::Backup;

fn recorded(authenticator: &str) -> Value {
    let all: Value = serde_json::from_str(include_str!("chromium.json")).unwrap();
    all[authenticator].clone()
}

fn site() -> RelyingParty {
    RelyingParty::new("localhost", &["http://localhost:8931"], "Example").unwrap()
}

fn registered(recorded: &Value) -> Passkey {
    site().register(&CHALLENGE, &ADA, &recorded["made"], &[]).unwrap()
}

#[test]
fn a_single_device_passkey_of_chromium_is_verified() {
    let recorded = recorded("ofOneDevice");
    let passkey = registered(&recorded);
    let [first, second] = [&recorded["used"][0], &recorded["used"][1]];

    assert_eq!(backup(&passkey), Backup::Impossible);
    let after = site().verify(&CHALLENGE, &[passkey], first).unwrap().updated_passkey;
    let after = site().verify(&CHALLENGE, &[after], second).unwrap().updated_passkey;
    assert_eq!(refusal(site().verify(&CHALLENGE, &[after], first)), PasskeyError::Cloned);
}

#[test]
fn a_synced_passkey_of_chromium_is_verified() {
    let recorded = recorded("synced");
    let passkey = registered(&recorded);

    assert_eq!(backup(&passkey), Backup::Done);
    assert!(site().verify(&CHALLENGE, &[passkey], &recorded["used"][0]).is_ok());
}
