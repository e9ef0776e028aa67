//! Authenticators of people, at a page of this site.

use authenticators::soft::SoftAuthenticator;
use serde_json::{Value, json};

use crate::{
    Answer, SignedInUser,
    environment::{environment, random},
    path,
};

/// An authenticator at a page of this site, by the name that passkeys are bound to.
pub fn authenticator() -> SoftAuthenticator {
    SoftAuthenticator::new(&environment().url.replace("127.0.0.1", "localhost"), random())
}

/// An authenticator with a passkey for this site that nobody has registered.
pub fn unregistered() -> SoftAuthenticator {
    let mut device = authenticator();
    let options = json!({
        "challenge": "A".repeat(43), "rp": { "id": "localhost" }, "user": { "id": "A".repeat(43) },
        "pubKeyCredParams": [{ "type": "public-key", "alg": -7 }], "excludeCredentials": [],
    });
    device.create(&options).expect("a passkey");
    device
}

/// An answer of an authenticator that does not care which passkeys are asked for, and does not count on.
pub fn answer(device: &SoftAuthenticator, options: &Value) -> Value {
    let any = json!({ "challenge": options["challenge"], "rpId": options["rpId"], "allowCredentials": [] });
    device.clone().get(&any).expect("an answer")
}

/// Registers a passkey of this authenticator.
pub async fn register(user: &SignedInUser, device: &mut SoftAuthenticator) -> Answer {
    let added = user.add("passkey").await;
    let credential = device.create(&added["passkey"]).expect("a passkey");
    user.post(path::PROVE, &json!({ "method": added["method"], "credential": credential })).await
}
