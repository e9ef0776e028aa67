use agent_protocol::request::{AUDIENCE, Claims, Registration, TOKEN_TYPE};
use aws_lc_rs::{
    rand::SystemRandom,
    signature::{Ed25519KeyPair, KeyPair},
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use cloud::agents::{Agents, VerifyError};
use jiff::SignedDuration;
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use sha2::{Digest, Sha256};

use crate::emulator::{Emulator, at};

const NOW: &str = "2027-02-01T08:00:00Z";
const PATH: &str = "/api/agent/sync-directory";
const BODY: &[u8] = br#"{"kind":"heartbeat","version":"1"}"#;

struct Signer {
    key: EncodingKey,
    registration: Registration,
}

fn signer(id: &str) -> Signer {
    let document = Ed25519KeyPair::generate_pkcs8(&SystemRandom::new()).unwrap();
    let pair = Ed25519KeyPair::from_pkcs8(document.as_ref()).unwrap();
    let registration = Registration {
        id: id.into(),
        signing_key: URL_SAFE_NO_PAD.encode(pair.public_key()),
        sealing_key: URL_SAFE_NO_PAD.encode([7; 32]),
    };
    Signer { key: EncodingKey::from_ed_der(document.as_ref()), registration }
}

fn claims(jti: &str) -> Claims {
    let iat = at(NOW).as_second();
    Claims {
        iss: "agent-1".into(),
        aud: AUDIENCE.into(),
        iat,
        exp: iat + 60,
        jti: jti.into(),
        method: "POST".into(),
        path: PATH.into(),
        body: URL_SAFE_NO_PAD.encode(Sha256::digest(BODY)),
    }
}

fn sign(signer: &Signer, claims: &Claims, typ: &str) -> String {
    let mut header = Header::new(Algorithm::EdDSA);
    header.typ = Some(typ.into());
    header.kid = Some("agent-1".into());
    jsonwebtoken::encode(&header, claims, &signer.key).unwrap()
}

async fn registered(emulator: &Emulator) -> (Agents, Signer) {
    let agents =
        Agents::new(emulator.client.clone(), emulator.settings.clone(), emulator.tables.resets.clone());
    let signer = signer("agent-1");
    agents.register(&emulator.tables.audit, &signer.registration, at(NOW)).await.unwrap();
    (agents, signer)
}

async fn verify(agents: &Agents, token: &str, seconds: i64) -> Result<String, VerifyError> {
    agents.verify(token, "POST", PATH, BODY, at(NOW) + SignedDuration::from_secs(seconds)).await
}

#[tokio::test]
async fn a_signed_request_is_taken_once() {
    let emulator = Emulator::start().await;
    let (agents, signer) = registered(&emulator).await;
    let token = sign(&signer, &claims("j1"), TOKEN_TYPE);

    assert_eq!(verify(&agents, &token, 0).await.unwrap(), "agent-1");
    assert!(matches!(verify(&agents, &token, 1).await, Err(VerifyError::NotValid)));
    let another = sign(&signer, &claims("j2"), TOKEN_TYPE);
    assert!(verify(&agents, &another, 59).await.is_ok());
}

#[tokio::test]
async fn anything_but_this_request_is_refused() {
    let emulator = Emulator::start().await;
    let (agents, signer) = registered(&emulator).await;
    let good = claims("j");
    let stranger = self::signer("agent-1");
    let tokens = [
        String::new(),
        "a.b.c".into(),
        sign(&stranger, &good, TOKEN_TYPE),
        sign(&signer, &good, "JWT"),
        sign(&signer, &Claims { iss: "agent-2".into(), ..good.clone() }, TOKEN_TYPE),
        sign(&signer, &Claims { aud: "readmit-reset".into(), ..good.clone() }, TOKEN_TYPE),
        sign(&signer, &Claims { method: "GET".into(), ..good.clone() }, TOKEN_TYPE),
        sign(&signer, &Claims { path: "/api/agent/report-writeback".into(), ..good.clone() }, TOKEN_TYPE),
        sign(&signer, &Claims { body: URL_SAFE_NO_PAD.encode([0; 32]), ..good.clone() }, TOKEN_TYPE),
        sign(&signer, &Claims { exp: good.exp + 1, ..good.clone() }, TOKEN_TYPE),
        sign(&signer, &Claims { jti: "j".repeat(65), ..good.clone() }, TOKEN_TYPE),
    ];
    for token in &tokens {
        assert!(matches!(verify(&agents, token, 0).await, Err(VerifyError::NotValid)), "{token}");
    }

    let token = sign(&signer, &good, TOKEN_TYPE);
    for seconds in [-61, 60] {
        assert!(matches!(verify(&agents, &token, seconds).await, Err(VerifyError::NotValid)), "{seconds}");
    }
    assert!(verify(&agents, &token, -60).await.is_ok());
}

#[tokio::test]
async fn an_agent_is_alive_for_ninety_seconds() {
    let emulator = Emulator::start().await;
    let (agents, signer) = registered(&emulator).await;
    assert!(agents.alive(at(NOW)).await.unwrap().is_empty());

    agents.seen("agent-1", at(NOW)).await.unwrap();

    let after = |milliseconds| at(NOW) + SignedDuration::from_millis(milliseconds);
    assert_eq!(agents.alive(after(89_999)).await.unwrap(), [signer.registration]);
    assert!(agents.alive(after(90_000)).await.unwrap().is_empty());
    assert!(agents.seen("stranger", at(NOW)).await.is_err());
}

#[tokio::test]
async fn new_keys_replace_the_old_ones() {
    let emulator = Emulator::start().await;
    let (agents, old) = registered(&emulator).await;
    let new = signer("agent-1");
    agents.register(&emulator.tables.audit, &new.registration, at(NOW)).await.unwrap();

    assert!(verify(&agents, &sign(&old, &claims("j1"), TOKEN_TYPE), 0).await.is_err());
    assert!(verify(&agents, &sign(&new, &claims("j2"), TOKEN_TYPE), 0).await.is_ok());
    assert_eq!(agents.list().await.unwrap().len(), 1);
    assert_eq!(emulator.count(&emulator.tables.audit).await, 2);
}
