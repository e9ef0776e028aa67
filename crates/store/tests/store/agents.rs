mod signatures;

use agent_protocol::{
    enrollment::{PublicKeys, RollKeys},
    request::{AUDIENCE, Claims, TOKEN_TYPE},
    session::Health,
};
use aws_lc_rs::{
    rand::SystemRandom,
    signature::{Ed25519KeyPair, KeyPair},
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use crypto::keys::{EnrollmentKey, Secret};
use jiff::SignedDuration;
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use sha2::{Digest, Sha256};
use store::agents::{
    Agents, EnrollmentRefusal, RequestRefusal, RevokeOutcome, RollRefusal, SignedRequest, VerifyError,
};

use crate::emulator::{Emulator, at};

const NOW: &str = "2027-02-01T08:00:00Z";
const PATH: &str = "/api/agent/sync-directory";
const BODY: &[u8] = br#"{"kind":"lead"}"#;

struct Signer {
    pair: Ed25519KeyPair,
    key: EncodingKey,
    keys: PublicKeys,
}

fn signer(sealing: u8) -> Signer {
    let document = Ed25519KeyPair::generate_pkcs8(&SystemRandom::new()).unwrap();
    let pair = Ed25519KeyPair::from_pkcs8(document.as_ref()).unwrap();
    let keys = PublicKeys {
        signing_key: URL_SAFE_NO_PAD.encode(pair.public_key()),
        sealing_key: URL_SAFE_NO_PAD.encode([sealing; 32]),
    };
    Signer { pair, key: EncodingKey::from_ed_der(document.as_ref()), keys }
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

struct Fixture {
    emulator: Emulator,
    agents: Agents,
    hash: EnrollmentKey,
}

impl Fixture {
    async fn new() -> Self {
        let emulator = Emulator::start().await;
        let (settings, resets) = (emulator.settings.clone(), emulator.tables.resets.clone());
        let agents = Agents::new(emulator.client.clone(), settings, resets);
        let hash = Secret::new("a secret of at least thirty-two bytes".into()).unwrap().enrollment_key();
        Self { emulator, agents, hash }
    }

    /// Makes a code for a name; each `random` makes another one.
    async fn code(&self, name: &str, random: u8) -> Result<String, EnrollmentRefusal> {
        let audit = &self.emulator.tables.audit;
        let made =
            self.agents.allow_enrollment(name, [random; 10], &self.hash, audit, at(NOW)).await.unwrap();
        made.map(|code| code.text)
    }

    async fn enroll(&self, code: &str, keys: &PublicKeys, minutes: i64) -> Result<String, EnrollmentRefusal> {
        let now = at(NOW) + SignedDuration::from_mins(minutes);
        let audit = &self.emulator.tables.audit;
        self.agents.enroll(code, keys, &self.hash, audit, now).await.unwrap()
    }

    async fn enrolled() -> (Self, Signer) {
        let fixture = Self::new().await;
        let signer = signer(7);
        let code = fixture.code("agent-1", 1).await.unwrap();
        assert_eq!(fixture.enroll(&code, &signer.keys, 0).await.as_deref(), Ok("agent-1"));
        (fixture, signer)
    }

    async fn verify(&self, token: &str, seconds: i64) -> Result<String, RequestRefusal> {
        self.verify_body(token, BODY, seconds).await
    }

    async fn verify_body(&self, token: &str, body: &[u8], seconds: i64) -> Result<String, RequestRefusal> {
        let request = SignedRequest { token, method: "POST", path: PATH, body };
        match self.agents.verify(&request, at(NOW) + SignedDuration::from_secs(seconds)).await {
            Ok(agent) => Ok(agent.id),
            Err(VerifyError::NotValid(reason)) => Err(reason),
            Err(VerifyError::Store(error)) => panic!("{error}"),
        }
    }

    async fn roll(&self, request: &RollKeys) -> Result<(), RollRefusal> {
        let agent = self.agents.find("agent-1").await.unwrap().unwrap();
        self.agents.roll_keys(agent, request, &self.emulator.tables.audit, at(NOW)).await.unwrap()
    }
}

fn roll(new: &Signer) -> RollKeys {
    let proof = new.pair.sign(new.keys.proof_text("agent-1").as_bytes());
    RollKeys { keys: new.keys.clone(), proof: URL_SAFE_NO_PAD.encode(proof.as_ref()) }
}

#[tokio::test]
async fn code_enrolls_one_agent_once() {
    let (fixture, signer) = Fixture::enrolled().await;
    let known = fixture.agents.list().await.unwrap();

    assert_eq!((known.len(), &known[0].keys, known[0].revoked_at), (1, &signer.keys, None));
    let code = fixture.code("agent-2", 2).await.unwrap();
    assert!(fixture.enroll(&code, &self::signer(8).keys, 0).await.is_ok());
    assert_eq!(fixture.enroll(&code, &self::signer(9).keys, 0).await, Err(EnrollmentRefusal::CodeUsed));
    assert_eq!(fixture.emulator.count(&fixture.emulator.tables.audit.name).await, 4);
}

#[tokio::test]
async fn enrollment_code_expires_after_15_min() {
    let fixture = Fixture::new().await;
    let code = fixture.code("agent-1", 1).await.unwrap();

    assert_eq!(fixture.enroll(&code, &signer(7).keys, 15).await, Err(EnrollmentRefusal::CodeExpired));
    assert_eq!(fixture.enroll("ABCD-EFGH", &signer(7).keys, 0).await, Err(EnrollmentRefusal::CodeUnknown));
    let typed = code.replace('-', " ").to_lowercase();
    assert!(fixture.enroll(&typed, &signer(7).keys, 14).await.is_ok());
}

#[tokio::test]
async fn no_key_is_enrolled_twice_even_after_revocation() {
    let (fixture, signer) = Fixture::enrolled().await;
    let code = fixture.code("agent-2", 2).await.unwrap();
    let same_sealing = PublicKeys { signing_key: self::signer(1).keys.signing_key, ..signer.keys.clone() };
    let same_signing = PublicKeys { sealing_key: self::signer(9).keys.sealing_key, ..signer.keys.clone() };
    for keys in [&signer.keys, &same_sealing, &same_signing] {
        assert_eq!(fixture.enroll(&code, keys, 0).await, Err(EnrollmentRefusal::KeyKnown));
    }
    let short = PublicKeys { signing_key: "AAAA".into(), ..self::signer(9).keys };
    assert_eq!(fixture.enroll(&code, &short, 0).await, Err(EnrollmentRefusal::NotKeys));

    fixture.agents.revoke("agent-1", &fixture.emulator.tables.audit, at(NOW)).await.unwrap();
    assert_eq!(fixture.enroll(&code, &signer.keys, 0).await, Err(EnrollmentRefusal::KeyKnown));
}

#[tokio::test]
async fn name_is_free_again_after_revocation() {
    let (fixture, _) = Fixture::enrolled().await;
    assert_eq!(fixture.code("agent-1", 2).await, Err(EnrollmentRefusal::NameTaken));
    assert_eq!(fixture.code("Agent 1", 2).await, Err(EnrollmentRefusal::NotAnId));

    let audit = &fixture.emulator.tables.audit;
    assert_eq!(fixture.agents.revoke("agent-1", audit, at(NOW)).await.unwrap(), RevokeOutcome::Revoked);
    assert_eq!(
        fixture.agents.revoke("agent-1", audit, at(NOW)).await.unwrap(),
        RevokeOutcome::AlreadyRevoked
    );
    assert_eq!(fixture.agents.revoke("nobody", audit, at(NOW)).await.unwrap(), RevokeOutcome::AgentUnknown);

    let code = fixture.code("agent-1", 3).await.unwrap();
    let new = signer(8);
    assert!(fixture.enroll(&code, &new.keys, 0).await.is_ok());
    assert_eq!(fixture.verify(&sign(&new, &claims("j"), TOKEN_TYPE), 0).await.as_deref(), Ok("agent-1"));
}

#[tokio::test]
async fn ten_concurrent_uses_of_a_code_enroll_one_agent() {
    let fixture = Fixture::new().await;
    let code = fixture.code("agent-1", 1).await.unwrap();
    let keys: Vec<PublicKeys> = (10..20).map(|sealing| signer(sealing).keys).collect();
    let tries = keys.iter().map(|keys| fixture.enroll(&code, keys, 0));
    let mut enrolled = 0;
    for tried in futures_all(tries).await {
        enrolled += u32::from(tried.is_ok());
    }
    assert_eq!((enrolled, fixture.agents.list().await.unwrap().len()), (1, 1));
}

/// Runs futures concurrently on one thread.
async fn futures_all<F: Future>(futures: impl Iterator<Item = F>) -> Vec<F::Output> {
    let mut waiting: Vec<_> = futures.map(Box::pin).map(Some).collect();
    let mut done: Vec<Option<F::Output>> = waiting.iter().map(|_| None).collect();
    std::future::poll_fn(move |context| {
        for (waiting, done) in waiting.iter_mut().zip(&mut done) {
            if let Some(future) = waiting
                && let std::task::Poll::Ready(output) = future.as_mut().poll(context)
            {
                (*done, *waiting) = (Some(output), None);
            }
        }
        if waiting.iter().any(Option::is_some) {
            return std::task::Poll::Pending;
        }
        std::task::Poll::Ready(done.iter_mut().filter_map(Option::take).collect())
    })
    .await
}

#[tokio::test]
async fn enrollment_code_is_not_stored_in_clear() {
    let fixture = Fixture::new().await;
    let code = fixture.code("agent-1", 200).await.unwrap();
    let stored = fixture.emulator.dump(&fixture.emulator.tables.resets).await
        + &fixture.emulator.dump(&fixture.emulator.tables.audit.name).await;
    for part in [code.as_str(), &code.replace('-', "")] {
        assert!(!stored.contains(part));
    }
}
