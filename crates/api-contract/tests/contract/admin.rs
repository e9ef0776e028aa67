//! The JSON that administrators and their functions exchange.

use api_contract::admin::{
    AdminStep, create_enrollment,
    list_agents::{self, Agent, AgentHealth, State},
    revoke_agent, unfreeze_account,
};
use serde::{Serialize, de::DeserializeOwned};

/// Asserts that a value is written as this JSON and read back from it.
fn is_json<T: Serialize + DeserializeOwned + PartialEq + std::fmt::Debug>(value: &T, json: &str) {
    assert_eq!(serde_json::to_string(value).unwrap(), json);
    assert_eq!(serde_json::from_str::<T>(json).unwrap(), *value);
}

#[test]
fn enrollment_answers_are_read_and_written() {
    use create_enrollment::{CreateEnrollment, Refusal, Request, Response};
    assert_eq!(CreateEnrollment::STEP, "create-enrollment");
    is_json(&Request { agent: "agent-1".into() }, r#"{"agent":"agent-1"}"#);
    let created = Response::Created {
        agent: "agent-1".into(),
        code: "ABCD".into(),
        expires_at: "2027-02-01T09:00:00Z".into(),
    };
    is_json(&created, r#"{"agent":"agent-1","code":"ABCD","expiresAt":"2027-02-01T09:00:00Z"}"#);
    assert_eq!(format!("{created:?}"), "Created", "a code is not printed");
    for (refused, json) in [
        (Refusal::NotAnId, r#"{"refused":"not-an-id"}"#),
        (Refusal::NameTaken, r#"{"refused":"name-taken"}"#),
    ] {
        is_json(&Response::Refused { refused }, json);
    }
}

#[test]
fn agents_are_read_and_written_with_their_state() {
    use list_agents::{ListAgents, Request, Response};
    assert_eq!(ListAgents::STEP, "list-agents");
    is_json(&Request {}, "{}");
    let agent = Agent {
        id: "agent-1".into(),
        state: State::DirectoryAway,
        fingerprint: "f".into(),
        enrolled_at: "a".into(),
        keys_at: "b".into(),
        last_seen: Some("c".into()),
        revoked_at: None,
        version: None,
        health: AgentHealth::default(),
    };
    let json = r#"{"id":"agent-1","state":"directory-away","fingerprint":"f","enrolledAt":"a","keysAt":"b","lastSeen":"c","health":{"directoryReachable":false}}"#;
    is_json(&Response { agents: vec![agent] }, &format!(r#"{{"agents":[{json}]}}"#));
}

#[test]
fn revocation_answers_are_read_and_written() {
    use revoke_agent::{Refusal, Request, Response, RevokeAgent};
    assert_eq!(RevokeAgent::STEP, "revoke-agent");
    is_json(&Request { agent: "agent-1".into() }, r#"{"agent":"agent-1"}"#);
    let revoked = Response::Revoked { agent: "agent-1".into(), before: true };
    is_json(&revoked, r#"{"agent":"agent-1","before":true}"#);
    is_json(&Response::Refused { refused: Refusal::AgentUnknown }, r#"{"refused":"agent-unknown"}"#);
}

#[test]
fn unfreeze_answers_are_read_and_written() {
    use unfreeze_account::{Refusal, Request, Response, UnfreezeAccount};
    assert_eq!(UnfreezeAccount::STEP, "unfreeze-account");
    let request = Request { user: "anna".into() };
    is_json(&request, r#"{"user":"anna"}"#);
    assert_eq!(format!("{request:?}"), "Request { .. }", "a name is not printed");
    let unfrozen = Response::Unfrozen { account: "guid".into(), was_frozen: true };
    is_json(&unfrozen, r#"{"account":"guid","was_frozen":true}"#);
    is_json(&Response::Refused { refused: Refusal::AccountUnknown }, r#"{"refused":"account-unknown"}"#);
}

#[test]
fn other_members_are_refused() {
    assert!(serde_json::from_str::<revoke_agent::Request>(r#"{"agent":"a","force":true}"#).is_err());
    assert!(serde_json::from_str::<list_agents::Request>(r#"{"all":true}"#).is_err());
}
