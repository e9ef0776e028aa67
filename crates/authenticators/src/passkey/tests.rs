//! The relying party against an authenticator in software, with one fault at a time.

mod chromium;
mod options;
mod registering;
mod tampering;
mod using;
mod windows_hello;

use data_encoding::BASE64URL_NOPAD;
use serde_json::{Value, json};

use super::{Challenge, Passkey, PasskeyError, PasskeyUse, RelyingParty, User, UserHandle};
use crate::soft::{Backup, SoftAuthenticator};

const ORIGIN: &str = "https://reset.example.com";
const CHALLENGE: Challenge = [7; 32];
const ADA: UserHandle = [1; 32];
const BOB: UserHandle = [2; 32];

fn site() -> RelyingParty {
    RelyingParty::new("reset.example.com", &[ORIGIN], "Example").unwrap()
}

fn device(seed: u8) -> SoftAuthenticator {
    SoftAuthenticator::new(ORIGIN, [seed; 32])
}

/// Returns the browser's answer when Ada creates a passkey.
fn created(device: &mut SoftAuthenticator) -> Value {
    let ada = User { handle: &ADA, name: "ada", display_name: "Ada" };
    device.create(&site().creation_options(&CHALLENGE, &ada, &[])).unwrap()
}

fn register(answer: &Value) -> Result<Passkey, PasskeyError> {
    site().register(&CHALLENGE, &ADA, answer, &[])
}

/// Returns Ada's passkey of a device.
fn registered(device: &mut SoftAuthenticator) -> Passkey {
    register(&created(device)).unwrap()
}

/// Returns the browser's answer when a passkey is used.
fn used(device: &mut SoftAuthenticator) -> Value {
    device.get(&site().request_options(&CHALLENGE, &[])).unwrap()
}

/// Returns the backup state of a passkey at its last use.
fn backup(passkey: &Passkey) -> Backup {
    match (passkey.credential.backup_eligible, passkey.credential.backup_state) {
        (true, true) => Backup::Done,
        (true, false) => Backup::Possible,
        (false, false) => Backup::Impossible,
        (false, true) => panic!("backed up, although it may not be"),
    }
}

fn verify(passkey: &Passkey, answer: &Value) -> Result<PasskeyUse, PasskeyError> {
    site().verify(&CHALLENGE, std::slice::from_ref(passkey), answer)
}

/// Returns why an answer was refused.
fn refusal<T: std::fmt::Debug>(result: Result<T, PasskeyError>) -> PasskeyError {
    result.expect_err("a refusal")
}

/// Returns the bytes of a member of the response.
fn member(answer: &Value, name: &str) -> Vec<u8> {
    BASE64URL_NOPAD.decode(answer["response"][name].as_str().unwrap().as_bytes()).unwrap()
}

/// Returns the answer with other bytes for a member of the response.
fn with(answer: &Value, name: &str, bytes: &[u8]) -> Value {
    let mut changed = answer.clone();
    changed["response"][name] = json!(BASE64URL_NOPAD.encode(bytes));
    changed
}

/// Returns the answer with other client data than the authenticator signed.
fn with_client_data(answer: &Value, name: &str, value: Value) -> Value {
    let mut said: Value = serde_json::from_slice(&member(answer, "clientDataJSON")).unwrap();
    said[name] = value;
    with(answer, "clientDataJSON", &serde_json::to_vec(&said).unwrap())
}

/// Origins of other sites that resemble ours.
const OTHER_ORIGINS: [&str; 6] = [
    "https://evil.example",
    "http://reset.example.com",
    "https://reset.example.com:8443",
    "https://a.reset.example.com",
    "https://reset.example.com.evil.example",
    "https://example.com",
];
