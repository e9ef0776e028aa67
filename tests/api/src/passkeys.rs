//! Software authenticators at a page of this site.

use authenticators::soft::SoftAuthenticator;
use serde_json::{Value, json};

use crate::{
    Answer, SignedInUser,
    environment::{environment, random},
    path,
};

/// Returns an authenticator at a page of this site, under the host name that passkeys are bound to.
pub fn authenticator() -> SoftAuthenticator {
    SoftAuthenticator::new(&environment().url.replace("127.0.0.1", "localhost"), random())
}

/// Returns an authenticator with an unregistered passkey for this site.
pub fn unregistered() -> SoftAuthenticator {
    let mut device = authenticator();
    let options = json!({
        "challenge": "A".repeat(43), "rp": { "id": "localhost" }, "user": { "id": "A".repeat(43) },
        "pubKeyCredParams": [{ "type": "public-key", "alg": -7 }], "excludeCredentials": [],
    });
    device.create(&options).expect("a passkey");
    device
}

/// Returns an answer with any passkey of an authenticator, without advancing its counter.
pub fn answer(device: &SoftAuthenticator, options: &Value) -> Value {
    let any = json!({ "challenge": options["challenge"], "rpId": options["rpId"], "allowCredentials": [] });
    device.clone().get(&any).expect("an answer")
}

/// Registers a new passkey of this authenticator.
pub async fn register(user: &SignedInUser, device: &mut SoftAuthenticator) -> Answer {
    let added = user.add("passkey").await;
    let credential = device.create(&added["passkey"]).expect("a passkey");
    user.post(path::PROVE, &json!({ "method": added["method"], "credential": credential })).await
}
