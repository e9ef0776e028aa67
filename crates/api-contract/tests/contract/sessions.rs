//! One example of each message of sign-ins and sessions. A changed snapshot breaks pages that are already open.

use crate::common::{json, text};
use api_contract::{
    add_method, finish_sign_in, issue_challenge, prepare_sign_in, send_factor, session, set_password,
    show_session, sign_in, start_reset, verify_code,
};
use insta::assert_json_snapshot;
use serde_json::json;

#[test]
fn signing_in_keeps_its_wire_form() {
    use finish_sign_in::{SignInRefusal, State};
    let prepared = prepare_sign_in::Response {
        challenge: issue_challenge::Response {
            challenge: text("challenge"),
            difficulty: 14,
            count: 8,
            expires_at: text("2026-11-22T10:10:00Z"),
        },
        seal: Some(seal()),
    };
    let request = sign_in::Request {
        user_id: text("anna@demo.example"),
        work: start_reset::ProofOfWork { challenge: text("challenge"), nonces: vec![text("n0")] },
        envelopes: vec![envelope()],
    };
    let taken = sign_in::Response { token: text("token"), expires_at: text("2026-11-22T10:01:00Z") };
    let answer = |state, refusal, session| json(&finish_sign_in::Response { state, refusal, session });
    let refusals = [
        SignInRefusal::NotSignedIn,
        SignInRefusal::AccountDisabled,
        SignInRefusal::AccountExpired,
        SignInRefusal::NotAtThisTime,
        SignInRefusal::DirectoryUnreachable,
    ];
    assert_json_snapshot!(json!({
        "prepared": json(&prepared),
        "request": json(&request),
        "taken": json(&taken),
        "checking": answer(State::Checking, None, None),
        "refused": refusals.map(|refusal| answer(State::Refused, Some(refusal), None)),
        "signed in": answer(State::SignedIn, None, Some(session(session::NextStep::Register))),
    }));
}

#[test]
fn sessions_keep_their_wire_form() {
    use session::NextStep;
    let nexts = [
        NextStep::ChangePassword,
        NextStep::Prove,
        NextStep::LiftFreeze,
        NextStep::Register,
        NextStep::Confirm,
        NextStep::SecurityInfo,
    ];
    let method =
        |id, kind| start_reset::OfferedMethod { id: text(id), kind, hint: text("••• ••• 42") };
    let proving = show_session::Response {
        session: Some(session(NextStep::Prove)),
        name: text("Anna Lindqvist"),
        factors: Some(show_session::Factors {
            methods: vec![method("m1", start_reset::MethodKind::TextMessage)],
            passkey: Some(json!({ "challenge": "challenge" })),
        }),
        security_info: None,
    };
    let registered = show_session::Method {
        id: text("m1"),
        kind: start_reset::MethodKind::RecoveryCode,
        name: text("In the drawer"),
        hint: text(""),
        destination: None,
        added_at: Some(text("2026-11-22T10:00:00Z")),
        last_used_at: Some(text("2026-11-22T11:00:00Z")),
        is_preferred: true,
        is_from_directory: false,
        is_to_be_confirmed: false,
        is_disowned: false,
        codes_left: Some(9),
    };
    let listed = show_session::Method {
        kind: start_reset::MethodKind::Mail,
        hint: text("a•••@•••"),
        destination: Some(text("anna@home.example")),
        is_from_directory: true,
        is_to_be_confirmed: true,
        is_disowned: true,
        codes_left: None,
        ..registered.clone()
    };
    let security_info = show_session::SecurityInfo {
        methods: vec![registered, listed],
        offered: vec![show_session::OfferedKind { kind: start_reset::MethodKind::Passkey, maximum: 10 }],
        required: show_session::RegistrationRequirement { kinds: 2, registered: 1, skips_left: 0 },
        devices: vec![show_session::KnownDevice {
            id: text("d1"),
            proved_at: text("2026-11-22T10:00:00Z"),
            name: text("Firefox, Windows"),
            network: text("192.0.2.0/24"),
            is_current: true,
        }],
        status: Some(show_session::Status {
            can_reset: true,
            methods: 2,
            password_set_at: Some(text("2026-11-19T10:00:00Z")),
            password_expires_at: Some(text("2027-02-17T10:00:00Z")),
        }),
        activities: activities(),
    };
    let open = show_session::Response {
        session: Some(session(NextStep::SecurityInfo)),
        name: text("Anna Lindqvist"),
        factors: None,
        security_info: Some(security_info),
    };
    assert_json_snapshot!(json!({
        "nexts": nexts.map(|next| json(&session(next))),
        "proving": json(&proving),
        "open": json(&open),
        "none": json(&show_session::Response::default()),
    }));
}

fn activities() -> Vec<show_session::Activity> {
    let activity = |kind, method, count| show_session::Activity {
        kind,
        method,
        at: text("2026-11-22T10:00:00Z"),
        count,
        device: text("Firefox, Windows"),
        network: text("192.0.2.0/24"),
    };
    let added = activity(show_session::ActivityKind::MethodAdded, Some(start_reset::MethodKind::Passkey), 1);
    let others = show_session::ActivityKind::ALL.map(|kind| activity(kind, None, 2));
    [added].into_iter().chain(others).collect()
}

#[test]
fn methods_keep_their_wire_form() {
    let nothing = add_method::Response {
        method: text("m1"),
        sent: None,
        app: None,
        passkey: None,
        recovery_codes: None,
    };
    let app = add_method::App { key: text("KEY"), uri: text("otpauth://totp/Demo:anna?secret=KEY") };
    let added = [
        add_method::Response {
            sent: Some(send_factor::Response {
                code_length: 6,
                code_expires_at: text("2026-11-22T10:05:00Z"),
                resend_after_seconds: 30,
            }),
            ..nothing.clone()
        },
        add_method::Response { app: Some(app), ..nothing.clone() },
        add_method::Response { passkey: Some(json!({ "challenge": "challenge" })), ..nothing.clone() },
        add_method::Response { recovery_codes: Some(vec![text("0123-4567-89AB-CDEF")]), ..nothing },
    ];
    assert_json_snapshot!(added.map(|added| json(&added)));
}

fn envelope() -> set_password::Envelope {
    set_password::Envelope { agent: text("agent-1"), enc: text("enc"), ciphertext: text("ciphertext") }
}

fn seal() -> verify_code::Seal {
    verify_code::Seal {
        binding: text("binding"),
        agents: vec![verify_code::AgentKey { id: text("agent-1"), public_key: text("key") }],
        all_offline: false,
    }
}

fn session(next: session::NextStep) -> session::Session {
    session::Session {
        next,
        idle_until: text("2026-11-22T10:15:00Z"),
        expires_at: text("2026-11-22T18:00:00Z"),
    }
}
