//! Jobs, their bindings, and reports about them.

use agent_protocol::{
    Envelope, Job, Order, Outcome, Refusal, Report, job,
    sign_in::{REPORT_SIGN_IN_PATH, SignInReport, Verdict},
    take_job::{TakeJob, TakeJobDecision, TakeJobResponse},
};
use insta::{assert_json_snapshot, assert_snapshot};

use crate::{json, text};

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
fn take_job_keeps_its_wire_form() {
    let answers = [TakeJobDecision::CarryOut, TakeJobDecision::LeaveToOthers, TakeJobDecision::Forget];
    let request = TakeJob { job: text("job"), reset: text("reset"), can_open: true };
    assert_json_snapshot!([json(&request), json(&answers.map(|answer| TakeJobResponse { answer }))]);
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
fn unknown_members_of_reports_are_refused() {
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
