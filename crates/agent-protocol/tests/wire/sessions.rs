//! Enrollment, heartbeats and signed requests.

use agent_protocol::{
    enrollment::{EnrollAgent, EnrollAgentResponse, PublicKeys, RollKeys},
    report::REPORT_WRITEBACK_PATH,
    request::{AUDIENCE, Claims, TOKEN_TYPE},
    session::{AgentPolicy, Health, JobsQueue, QueueCredentials, Session, SessionRequest, Strength},
    sync::SYNC_DIRECTORY_PATH,
};
use insta::assert_json_snapshot;

use crate::{json, text};

fn keys() -> PublicKeys {
    PublicKeys { signing_key: "A".repeat(43), sealing_key: "B".repeat(43) }
}

#[test]
fn enrollment_keeps_its_wire_form() {
    let enroll = EnrollAgent { code: text("ABCD-EFGH-JKMN-PQRS"), keys: keys() };
    assert!(!format!("{enroll:?}").contains("ABCD"));
    assert_json_snapshot!([
        json(&enroll),
        json(&EnrollAgentResponse { agent: text("agent-1"), fingerprint: keys().fingerprint() }),
        json(&RollKeys { keys: keys(), proof: text("proof") }),
    ]);
    let (signing, sealing) = ("A".repeat(43), "B".repeat(43));
    assert_eq!(keys().proof_text("agent-1"), format!("readmit roll-keys v1 agent-1 {signing} {sealing}"));
    let others = [
        PublicKeys { signing_key: "C".repeat(43), ..keys() },
        PublicKeys { sealing_key: "C".repeat(43), ..keys() },
        PublicKeys { signing_key: keys().sealing_key, sealing_key: keys().signing_key },
    ];
    assert!(others.iter().all(|other| other.fingerprint() != keys().fingerprint()));
}

#[test]
fn sessions_keep_their_wire_form() {
    let health = Health {
        directory_reachable: true,
        controller: Some(text("ldaps://dc1.demo.example")),
        clock_ahead_seconds: Some(-2),
        queue_lag_seconds: Some(1),
        last_sync_at: Some(1_795_341_600),
        last_write_at: Some(1_795_341_601),
    };
    let request =
        |wants_credentials, health| SessionRequest { version: text("0.1.0"), wants_credentials, health };
    let credentials = QueueCredentials {
        access_key_id: text("id"),
        secret_access_key: text("key"),
        session_token: text("token"),
        expires_at: 1_795_342_500,
    };
    assert_eq!(format!("{credentials:?}"), "QueueCredentials { expires_at: 1795342500, .. }");
    let policy = AgentPolicy {
        version: 1,
        enabled_groups: vec![text("Readmit Users")],
        excluded_groups: vec![text("Readmit Excluded")],
        administrator_groups: vec![text("Readmit Administrators")],
        banned_words: vec![text("contoso")],
        minimum_strength: Strength::Fair,
        max_loss_percent: 20,
        explains_ineligibility: true,
    };
    let queue = JobsQueue { url: text("https://queue.example/jobs.fifo"), region: text("eu-north-1") };
    assert_json_snapshot!([
        json(&request(true, Some(health))),
        json(&request(false, Some(Health::default()))),
        json(&request(false, None)),
        json(&Session { policy, queue, credentials: Some(credentials) }),
    ]);
}

#[test]
fn signed_requests_keep_their_wire_form() {
    let claims = Claims {
        iss: text("agent-1"),
        aud: text(AUDIENCE),
        iat: 1_795_341_600,
        exp: 1_795_341_660,
        jti: text("jti"),
        method: text("POST"),
        path: text(REPORT_WRITEBACK_PATH),
        body: text("digest"),
    };
    assert_json_snapshot!(json(&claims));
    assert_eq!((TOKEN_TYPE, SYNC_DIRECTORY_PATH), ("readmit-agent+jwt", "/api/agent/sync-directory"));
}
