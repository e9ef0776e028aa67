//! Syncs of accounts, and the replies of the cloud.

use agent_protocol::sync::{
    Account, Clash, Domain, IneligibleAccount, IneligibleReason, Loss, PasswordRules, StopReason, SyncReply,
    SyncRequest,
};
use insta::assert_json_snapshot;

use crate::{json, text};

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
        password_set_at: Some(1_795_258_800),
    };
    let bare = Account {
        user_principal_name: None,
        work_mail: None,
        mobile: None,
        mail: None,
        language: None,
        can_change_from: None,
        password_set_at: None,
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

#[test]
fn stop_reasons_are_named_in_logs_as_on_the_wire() {
    for reason in [StopReason::BaseNotFound, StopReason::GroupNotFound] {
        assert_eq!(json(&reason), reason.name());
    }
}

#[test]
fn unknown_members_of_syncs_are_refused() {
    for body in [
        r#"{"kind":"finish","sync":"s","other":1}"#,
        r#"{"kind":"other"}"#,
        r#"{"kind":"finish","fence":1,"sync":"s","batches":1,"isFull":true,"cookie":null}"#,
        r#"{"kind":"finish","fence":-1,"sync":"s","batches":1,"isFull":true,"cookie":"c"}"#,
        r#"{"kind":"batch","fence":1,"sync":"s","number":0,"accounts":[],"gone":[]}"#,
    ] {
        assert!(serde_json::from_str::<SyncRequest>(body).is_err(), "{body}");
    }
}
