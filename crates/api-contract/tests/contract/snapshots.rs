//! One example of each message of resets. A changed snapshot breaks pages that are already open.

use crate::common::{json, text};
use api_contract::{
    DirectoryRefusal, Endpoint, Method, Problem, ProblemKind, add_method, cancel_order, change_method,
    change_password, finish_sign_in, freeze_account, issue_challenge, prepare_sign_in, prove_factor,
    prove_method, remove_device, remove_method, send_code, send_factor, set_password, show_config,
    show_reset, show_session, sign_in, sign_out, skip_registration, start_change, start_reset,
    unlock_account, verify_code, verify_passkey,
};
use insta::{assert_json_snapshot, assert_snapshot};
use serde_json::json;

fn row<E: Endpoint>() -> String {
    let method = match E::METHOD {
        Method::Get => "GET",
        Method::Post => "POST",
    };
    format!("{:18}{method:5}{:38}{}", E::STEP, E::PATH, E::SUCCESS)
}

#[test]
fn endpoints_keep_their_paths_and_statuses() {
    let rows = [
        row::<issue_challenge::IssueChallenge>(),
        row::<start_reset::StartReset>(),
        row::<send_code::SendCode>(),
        row::<verify_code::VerifyCode>(),
        row::<verify_passkey::VerifyPasskey>(),
        row::<set_password::SetPassword>(),
        row::<unlock_account::UnlockAccount>(),
        row::<cancel_order::CancelOrder>(),
        row::<show_reset::ShowReset>(),
        row::<show_config::ShowConfig>(),
        row::<prepare_sign_in::PrepareSignIn>(),
        row::<sign_in::SignIn>(),
        row::<finish_sign_in::FinishSignIn>(),
        row::<show_session::ShowSession>(),
        row::<send_factor::SendFactor>(),
        row::<prove_factor::ProveFactor>(),
        row::<sign_out::SignOut>(),
        row::<start_change::StartChange>(),
        row::<change_password::ChangePassword>(),
        row::<add_method::AddMethod>(),
        row::<prove_method::ProveMethod>(),
        row::<change_method::ChangeMethod>(),
        row::<remove_device::RemoveDevice>(),
        row::<remove_method::RemoveMethod>(),
        row::<skip_registration::SkipRegistration>(),
        row::<freeze_account::FreezeAccount>(),
    ];
    assert_snapshot!(rows.join("\n"));
}

#[test]
fn issue_challenge_keeps_its_wire_form() {
    assert_json_snapshot!(json(&issue_challenge::Response {
        challenge: text("challenge"),
        difficulty: 14,
        count: 8,
        expires_at: text("2026-11-22T10:10:00Z"),
    }));
}

#[test]
fn start_reset_keeps_its_wire_form() {
    use start_reset::{AnonymousPurpose, Gates, MethodKind, OfferedMethod, ProofOfWork, Request, Response};
    let request = |purpose| Request {
        user_id: text("anna@demo.example"),
        purpose,
        work: ProofOfWork { challenge: text("challenge"), nonces: vec![text("n0"), text("n1")] },
    };
    let method = |id, kind| OfferedMethod { id: text(id), kind, hint: String::new() };
    let response = Response {
        token: text("token"),
        expires_at: text("2026-11-22T10:15:00Z"),
        gates: Gates { required: 2, passed: 0 },
        methods: vec![
            method("m1", MethodKind::TextMessage),
            method("m2", MethodKind::Mail),
            method("m3", MethodKind::AuthenticatorApp),
            method("m4", MethodKind::Passkey),
            method("m5", MethodKind::RecoveryCode),
        ],
        passkey: Some(json!({ "challenge": "challenge" })),
    };
    assert_json_snapshot!(json!({
        "requests": [json(&request(AnonymousPurpose::ResetPassword)), json(&request(AnonymousPurpose::UnlockAccount))],
        "response": json(&response),
    }));
}

#[test]
fn send_code_keeps_its_wire_form() {
    use send_code::{Request, Response};
    let request = |destination| Request { method: text("m1"), destination };
    let response = Response {
        token: text("token"),
        code_length: 6,
        code_expires_at: text("2026-11-22T10:05:00Z"),
        resend_after_seconds: 30,
    };
    assert_json_snapshot!(json!({
        "requests": [json(&request(None)), json(&request(Some(text("+46700000042"))))],
        "response": json(&response),
    }));
}

#[test]
fn verify_code_keeps_its_wire_form() {
    use start_reset::MethodKind;
    use verify_code::{
        Account, AgentKey, Gates, NewPasswordRules, NextStep, OfferedMethod, Request, Response, Seal,
        Strength,
    };
    let request = Request { method: text("m1"), code: text("012345") };
    let between = Response {
        token: text("token"),
        gates: Gates { required: 2, passed: 1 },
        next: NextStep::Prove,
        methods: vec![OfferedMethod {
            id: text("m2"), kind: MethodKind::Mail, hint: text("a•••@•••")
        }],
        account: None,
        seal: None,
    };
    let rules = NewPasswordRules {
        minimum_length: 8,
        complexity: true,
        history_length: 24,
        maximum_age_seconds: Some(3_628_800),
        account_name: text("anna"),
        display_name: text("Anna Andersson"),
        banned_words: vec![text("contoso")],
        minimum_strength: Strength::Fair,
    };
    let seal = Seal {
        binding: text("binding"),
        agents: vec![AgentKey { id: text("agent-1"), public_key: "A".repeat(43) }],
        all_offline: false,
    };
    let last = Response {
        gates: Gates { required: 2, passed: 2 },
        next: NextStep::ChoosePassword,
        methods: Vec::new(),
        account: Some(Account { rules, can_change_from: Some(text("2026-11-23T09:00:00Z")) }),
        seal: Some(seal.clone()),
        ..between.clone()
    };
    let away = Response { account: None, seal: Some(Seal { all_offline: true, ..seal }), ..last.clone() };
    let unlock = Response { next: NextStep::Unlock, methods: Vec::new(), ..between.clone() };
    assert_json_snapshot!(json!({
        "request": json(&request),
        "responses": [json(&between), json(&last), json(&away), json(&unlock)],
    }));
}

#[test]
fn set_password_keeps_its_wire_form() {
    use set_password::{Envelope, Request, Response};
    let envelope = Envelope { agent: text("agent-1"), enc: text("enc"), ciphertext: text("ciphertext") };
    let request = |is_deferrable| Request { envelopes: vec![envelope.clone()], is_deferrable };
    assert_json_snapshot!(json!({
        "requests": [json(&request(false)), json(&request(true))],
        "response": json(&Response { token: text("token") }),
    }));
}

#[test]
fn unlock_account_keeps_its_wire_form() {
    use unlock_account::{Request, Response};
    assert_json_snapshot!(json!({
        "requests": [json(&Request { is_deferrable: false }), json(&Request { is_deferrable: true })],
        "response": json(&Response { token: text("token") }),
    }));
}

#[test]
fn cancel_order_keeps_its_wire_form() {
    use cancel_order::{Request, Response};
    assert_json_snapshot!(json!({ "request": json(&Request {}), "response": json(&Response {}) }));
}

#[test]
fn show_reset_keeps_its_wire_form() {
    use show_reset::{Receipt, Response, State};
    let receipt = Receipt { job: text("job"), agent: text("agent-1"), at: text("2026-11-22T10:03:00Z") };
    let response =
        |state, refusal, receipt| json(&Response { state, refusal, deferred_until: None, receipt });
    let keeps_trying = Response {
        state: State::Writing,
        refusal: None,
        deferred_until: Some(text("2026-11-22T10:30:00Z")),
        receipt: None,
    };
    assert_json_snapshot!([
        response(State::Writing, None, None),
        json(&keeps_trying),
        response(State::Done, None, Some(receipt)),
        response(State::Refused, Some(DirectoryRefusal::PasswordTooShort { minimum: 8 }), None),
        response(State::Expired, None, None),
    ]);
}

#[test]
fn show_config_keeps_its_wire_form() {
    use show_config::{Branding, HelpDesk, Response, Writeback};
    let plain = Response {
        branding: Branding {
            name: text("Demo"),
            logo: None,
            accent: text("#0b5cad"),
            on_accent: text("#ffffff"),
            background: None,
        },
        languages: vec![text("en"), text("sv")],
        methods: vec![start_reset::MethodKind::TextMessage, start_reset::MethodKind::Mail],
        destination_required: false,
        help_desk: None,
        writeback: Writeback { available: true, last_available_at: None, keep_trying_minutes: 30 },
    };
    let branding = Branding {
        logo: Some(text("/logo.svg")),
        background: Some(text("#f4f6f8")),
        ..plain.branding.clone()
    };
    let full = Response {
        branding,
        help_desk: Some(HelpDesk {
            url: text("https://help.example"),
            label: text("Call us"),
            labels: vec![text("Call us"), text("Ring oss")],
            phone: Some(text("+46 8 000 00 00")),
        }),
        writeback: Writeback {
            available: false,
            last_available_at: Some(text("2026-11-22T09:58:00Z")),
            keep_trying_minutes: 10,
        },
        ..plain.clone()
    };
    assert_json_snapshot!([json(&plain), json(&full)]);
}

#[test]
fn every_refusal_keeps_its_wire_form() {
    let refusals = [
        DirectoryRefusal::PasswordTooRecent { can_change_from: text("2026-11-23T09:00:00Z") },
        DirectoryRefusal::PasswordInHistory,
        DirectoryRefusal::PasswordTooShort { minimum: 8 },
        DirectoryRefusal::PasswordNotComplex,
        DirectoryRefusal::PasswordContainsName,
        DirectoryRefusal::PasswordBanned { part: text("contoso") },
        DirectoryRefusal::PasswordTooWeak,
        DirectoryRefusal::PasswordBreached,
        DirectoryRefusal::PasswordRefusedByFilter,
        DirectoryRefusal::AccountDisabled,
        DirectoryRefusal::AccountExpired,
        DirectoryRefusal::AccountProtected,
        DirectoryRefusal::AccountLocked,
        DirectoryRefusal::CurrentPasswordWrong,
        DirectoryRefusal::ChangeNotPermitted,
        DirectoryRefusal::AgentNotPermitted,
        DirectoryRefusal::AccountNotFound,
        DirectoryRefusal::DirectoryUnreachable,
        DirectoryRefusal::JobExpired,
        DirectoryRefusal::OrderCancelled,
        DirectoryRefusal::AgentWithdrawn,
    ];
    let lines = refusals.map(|refusal| json(&refusal).to_string());
    assert_snapshot!(lines.join("\n"));
}

#[test]
fn every_problem_keeps_its_wire_form() {
    let lines = ProblemKind::ALL.map(|kind| {
        assert_eq!(serde_json::to_value(kind).unwrap(), kind.name());
        let problem = Problem::new(kind, "request-id");
        json(&problem).to_string()
    });
    assert_snapshot!(lines.join("\n"));
    let wrong = Problem { guesses_left: Some(2), ..Problem::new(ProblemKind::CodeWrong, "request-id") };
    let soon =
        Problem { retry_after_seconds: Some(30), ..Problem::new(ProblemKind::SendTooSoon, "request-id") };
    assert_json_snapshot!("problem_members", [json(&wrong), json(&soon)]);
}
