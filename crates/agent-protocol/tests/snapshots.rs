//! One example of each message between the cloud and the agent. A changed snapshot breaks agents that are already
//! installed.

#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use std::fmt::Debug;

use agent_protocol::{
    Envelope, Job, Order, Outcome, Refusal, Report,
    enrollment::{EnrollAgent, EnrollAgentResponse, PublicKeys, RollKeys},
    job,
    report::REPORT_WRITEBACK_PATH,
    request::{AUDIENCE, Claims, TOKEN_TYPE},
    session::{AgentPolicy, Health, JobsQueue, QueueCredentials, Session, SessionRequest, Strength},
    sign_in::{REPORT_SIGN_IN_PATH, SignInReport, Verdict},
    sync::{
        Account, Clash, Domain, IneligibleAccount, IneligibleReason, Loss, PasswordRules,
        SYNC_DIRECTORY_PATH, StopReason, SyncReply, SyncRequest,
    },
    take_job::{TakeJob, TakeJobDecision, TakeJobResponse},
};
use insta::{assert_json_snapshot, assert_snapshot};
use serde::{Serialize, de::DeserializeOwned};

fn text(words: &str) -> String {
    words.to_owned()
}

/// Returns the value as JSON and asserts that it is read back unchanged.
fn json<T: Serialize + DeserializeOwned + PartialEq + Debug>(value: &T) -> serde_json::Value {
    let text = serde_json::to_string(value).unwrap();
    assert_eq!(&serde_json::from_str::<T>(&text).unwrap(), value);
    serde_json::from_str(&text).unwrap()
}

fn order(order: Order) -> Job {
    Job {
        id: text("job"),
        reset: text("reset"),
        account: text("11111111-2222-3333-4444-555555555555"),
        ordered_at: 1_795_341_600,
        expires_at: 1_795_341_720,
        is_deferred: false,
        reset_expires_at: 1_795_342_500,
        order,
    }
}

#[test]
fn jobs_keep_their_wire_form() {
    let envelope = Envelope { agent: text("agent-1"), enc: text("enc"), ciphertext: text("ciphertext") };
    let envelopes = vec![envelope];
    let orders = [
        Order::SetPassword { envelopes: envelopes.clone() },
        Order::UnlockAccount,
        Order::ChangePassword { envelopes: envelopes.clone() },
        Order::CheckPassword { envelopes, is_stranger: true },
    ];
    assert_json_snapshot!(orders.map(|kind| json(&order(kind))));
}

#[test]
fn both_sides_build_the_same_binding() {
    let job = order(Order::UnlockAccount);
    assert_eq!(job.binding(), job::binding(&job.reset, &job.account, job.reset_expires_at));
    assert_snapshot!(job.binding(), @"readmit binding v1 reset=reset account=11111111-2222-3333-4444-555555555555 expires=1795342500");
}

#[test]
fn binding_of_a_sign_in_names_no_account() {
    let job = order(Order::CheckPassword { envelopes: Vec::new(), is_stranger: false });
    assert_eq!(job.binding(), job::sign_in_binding(&job.reset, job.reset_expires_at));
    assert_snapshot!(job.binding(), @"readmit binding v1 sign-in=reset expires=1795342500");
}

#[test]
fn sign_in_reports_keep_their_wire_form() {
    let verdicts = [
        Verdict::Right,
        Verdict::PasswordExpired,
        Verdict::MustChange,
        Verdict::AccountDisabled,
        Verdict::AccountExpired,
        Verdict::NotAtThisTime,
        Verdict::Wrong,
        Verdict::Locked,
        Verdict::NotTried,
        Verdict::CannotTell,
        Verdict::Unreachable,
    ];
    let report = |verdict| json(&SignInReport { job: text("job"), sign_in: text("sign-in"), verdict });
    assert_json_snapshot!((REPORT_SIGN_IN_PATH, verdicts.map(report)));
}

#[test]
fn reports_keep_their_wire_form() {
    let report =
        |outcome| json(&Report { job: text("job"), reset: text("reset"), at: 1_795_341_601, outcome });
    let refused = Outcome::Refused { refusal: Refusal::PasswordTooRecent { can_change_from: 1_795_345_200 } };
    assert_json_snapshot!([report(Outcome::Done), report(refused)]);
}

#[test]
fn every_refusal_keeps_its_wire_form() {
    let refusals = [
        Refusal::PasswordTooRecent { can_change_from: 1_795_345_200 },
        Refusal::PasswordInHistory,
        Refusal::PasswordTooShort { minimum: 8 },
        Refusal::PasswordNotComplex,
        Refusal::PasswordContainsName,
        Refusal::PasswordBanned { part: text("contoso") },
        Refusal::PasswordTooWeak,
        Refusal::PasswordBreached,
        Refusal::PasswordRefusedByFilter,
        Refusal::AccountDisabled,
        Refusal::AccountExpired,
        Refusal::AccountProtected,
        Refusal::AccountLocked,
        Refusal::CurrentPasswordWrong,
        Refusal::ChangeNotPermitted,
        Refusal::AgentNotPermitted,
        Refusal::AccountNotFound,
        Refusal::DirectoryUnreachable,
        Refusal::JobExpired,
    ];
    assert_snapshot!(refusals.map(|refusal| json(&refusal).to_string()).join("\n"));
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

#[test]
fn syncs_keep_their_wire_form() {
    let account = Account {
        id: text("11111111-2222-3333-4444-555555555555"),
        account_name: text("anna"),
        user_principal_name: Some(text("anna@demo.example")),
        display_name: text("Anna Andersson"),
        work_mail: Some(text("anna.andersson@demo.example")),
        mobile: Some(text("+46700000042")),
        mail: Some(text("anna@home.example")),
        language: Some(text("sv")),
        administrator: false,
        rules: PasswordRules {
            minimum_length: 8,
            complexity: true,
            history_length: 24,
            ..PasswordRules::default()
        },
        can_change_from: Some(1_795_345_200),
    };
    let bare = Account {
        user_principal_name: None,
        work_mail: None,
        mobile: None,
        mail: None,
        language: None,
        can_change_from: None,
        ..account.clone()
    };
    assert_eq!(format!("{account:?}"), r#"Account { id: "11111111-2222-3333-4444-555555555555", .. }"#);
    let ineligible = IneligibleAccount {
        id: text("33333333-2222-3333-4444-555555555555"),
        account_name: text("eva"),
        user_principal_name: None,
        work_mail: None,
        mail: text("eva@home.example"),
        language: None,
        reason: IneligibleReason::Disabled,
    };
    assert_eq!(
        format!("{ineligible:?}"),
        r#"IneligibleAccount { id: "33333333-2222-3333-4444-555555555555", .. }"#
    );
    let domain = Domain { netbios: text("DEMO"), suffixes: vec![text("demo.example")] };
    let sync = text("sync");
    assert_json_snapshot!([
        json(&SyncRequest::Lead),
        json(&SyncRequest::Batch {
            fence: 3,
            sync: sync.clone(),
            number: 0,
            domain,
            accounts: vec![account, bare],
            ineligible: vec![ineligible],
            gone: vec![text("99999999-2222-3333-4444-555555555555")],
        }),
        json(&SyncRequest::Finish { fence: 3, sync, batches: 1, is_full: true, cookie: text("{}") }),
        json(&SyncRequest::Stopped { fence: 3, reason: StopReason::GroupNotFound }),
        json(&SyncRequest::AcceptLoss),
    ]);
    let clash = Clash { accounts: vec![text("a"), text("b")] };
    assert_json_snapshot!(
        "sync_reply",
        [
            json(&SyncReply {
                leads: true,
                fence: 3,
                cookie: Some(text("{}")),
                clashes: vec![clash],
                refused_numbers: vec![text("c")],
                loss: Some(Loss { lost: 4, known: 5 }),
                is_loss_accepted: true,
            }),
            json(&SyncReply::default()),
        ]
    );
}

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
fn take_job_keeps_its_wire_form() {
    let answers = [TakeJobDecision::CarryOut, TakeJobDecision::LeaveToOthers, TakeJobDecision::Forget];
    let request = TakeJob { job: text("job"), reset: text("reset"), can_open: true };
    assert_json_snapshot!([json(&request), json(&answers.map(|answer| TakeJobResponse { answer }))]);
}

#[test]
fn unknown_members_from_agents_are_refused() {
    for body in [
        r#"{"kind":"finish","sync":"s","other":1}"#,
        r#"{"kind":"other"}"#,
        r#"{"kind":"finish","fence":1,"sync":"s","batches":1,"isFull":true,"cookie":null}"#,
        r#"{"kind":"finish","fence":-1,"sync":"s","batches":1,"isFull":true,"cookie":"c"}"#,
        r#"{"kind":"batch","fence":1,"sync":"s","number":0,"accounts":[],"gone":[]}"#,
    ] {
        assert!(serde_json::from_str::<SyncRequest>(body).is_err(), "{body}");
    }
    for body in [
        r#"{"job":"j","reset":"r","at":1,"outcome":{"result":"done"},"other":1}"#,
        r#"{"job":"j","reset":"r","at":1.5,"outcome":{"result":"done"}}"#,
        r#"{"job":"j","reset":"r","at":1,"outcome":{"result":"refused"}}"#,
        r#"{"job":"j","reset":"r","at":1,"outcome":{"result":"refused","refusal":{"kind":"other"}}}"#,
        r#"{"job":"j","reset":"r","outcome":{"result":"done"}}"#,
    ] {
        assert!(serde_json::from_str::<Report>(body).is_err(), "{body}");
    }
}
