//! Answers of the steps of the account page.

use api_contract::{
    add_method, change_method, finish_sign_in, issue_challenge, prepare_sign_in, prove_factor, prove_method,
    remove_device, remove_method, send_factor, session, show_session, sign_in, skip_registration,
    start_change,
    start_reset::{MethodKind, OfferedMethod},
    verify_code::{Account, NewPasswordRules, Seal},
};
use password_policy::Strength;
use serde_json::{Value, json};

use super::{check, text};
use crate::{
    api::{
        StepResponse,
        add_method::{AddedMethod, MethodSetup},
        json::Read,
        show_session::SessionDetails,
        start_reset::StartedReset,
    },
    passkey::Options,
};

#[test]
fn sign_in_answers_are_read() {
    use finish_sign_in::{SignInRefusal, State};
    let seal = Seal { binding: text("binding"), agents: Vec::new(), all_offline: false };
    let challenge = issue_challenge::Response {
        challenge: text("challenge"),
        difficulty: 14,
        count: 8,
        expires_at: text("then"),
    };
    check(&prepare_sign_in::Response { challenge, seal: Some(seal) });
    check(&sign_in::Response { token: text("token"), expires_at: text("then") });
    let refusals = [
        SignInRefusal::NotSignedIn,
        SignInRefusal::AccountDisabled,
        SignInRefusal::AccountExpired,
        SignInRefusal::NotAtThisTime,
        SignInRefusal::DirectoryUnreachable,
    ];
    for (refusal, state) in
        refusals.into_iter().zip([State::Checking, State::Refused, State::SignedIn].into_iter().cycle())
    {
        let session = Some(session(session::NextStep::Register));
        check(&finish_sign_in::Response { state, refusal: Some(refusal), session });
    }
}

fn session(next: session::NextStep) -> session::Session {
    session::Session { next, idle_until: text("soon"), expires_at: text("then") }
}

#[test]
fn sessions_are_read() {
    use session::NextStep::{ChangePassword, Confirm, LiftFreeze, Prove, Register, SecurityInfo};
    for next in [ChangePassword, Prove, LiftFreeze, Register, Confirm, SecurityInfo] {
        check(&session(next));
        let session = session(next);
        let answers = [
            json!(prove_factor::Response { session: session.clone() }),
            json!(prove_method::Response { session: session.clone() }),
            json!(change_method::Response { session: session.clone() }),
            json!(remove_device::Response { session: session.clone() }),
            json!(remove_method::Response { session: session.clone() }),
            json!(skip_registration::Response { session: session.clone() }),
        ];
        for answer in answers {
            assert_eq!(StepResponse::read(&answer).map(|read| read.session), Some(session.clone()));
        }
    }
    assert_eq!(StepResponse::read(&json!({})), None);
}

#[test]
#[expect(clippy::too_many_lines, reason = "a list of examples")]
fn registered_methods_are_read() {
    for kind in MethodKind::ALL {
        let method = show_session::Method {
            id: text("id"),
            kind,
            name: text("name"),
            hint: text("hint"),
            destination: Some(text("destination")),
            added_at: Some(text("then")),
            last_used_at: Some(text("then")),
            is_preferred: true,
            is_from_directory: false,
            is_to_be_confirmed: true,
            is_disowned: true,
            codes_left: Some(7),
        };
        check(&method);
        let offered = vec![show_session::OfferedKind { kind, maximum: 2 }];
        let required = show_session::RegistrationRequirement { kinds: 2, registered: 1, skips_left: 3 };
        let device = show_session::KnownDevice {
            id: text("id"),
            proved_at: text("then"),
            name: text("Firefox, Linux"),
            network: text("192.0.2.0/24"),
            is_current: true,
        };
        check(&device);
        let status = show_session::Status {
            can_reset: true,
            methods: 3,
            password_set_at: Some(text("then")),
            password_expires_at: Some(text("later")),
        };
        check(&status);
        let activity = show_session::Activity {
            kind: show_session::ActivityKind::MethodAdded,
            method: Some(kind),
            at: text("then"),
            count: 2,
            device: text("Firefox, Linux"),
            network: text("192.0.2.0/24"),
        };
        check(&activity);
        check(&show_session::SecurityInfo {
            methods: vec![method],
            offered,
            required,
            devices: vec![device],
            status: Some(status),
            activities: vec![activity],
        });
        check(&OfferedMethod { id: text("id"), kind, hint: text("hint") });
    }
}

#[test]
fn sessions_are_read_with_their_contents() {
    assert_eq!(SessionDetails::read(&json!({})), Some(SessionDetails::default()));
    assert_eq!(SessionDetails::read(&json!("nothing")), None);
    let method = OfferedMethod { id: text("id"), kind: MethodKind::TextMessage, hint: text("hint") };
    let required = show_session::RegistrationRequirement { kinds: 2, registered: 1, skips_left: 3 };
    let security_info = show_session::SecurityInfo {
        methods: Vec::new(),
        offered: Vec::new(),
        required,
        devices: Vec::new(),
        status: None,
        activities: Vec::new(),
    };
    let response = show_session::Response {
        session: Some(session(session::NextStep::SecurityInfo)),
        name: text("Anna"),
        factors: Some(show_session::Factors { methods: vec![method.clone()], passkey: None }),
        security_info: Some(security_info.clone()),
    };
    let expected = SessionDetails {
        session: response.session.clone(),
        name: text("Anna"),
        factors: Some(vec![method]),
        passkey: None,
        security_info: Some(security_info),
    };
    let mut json = json!(response);
    assert_eq!(SessionDetails::read(&json), Some(expected));
    for (member, other) in [("session", json!(1)), ("name", json!({})), ("factors", json!({}))] {
        let right = std::mem::replace(&mut json[member], other);
        assert_eq!(SessionDetails::read(&json), None, "{member}");
        json[member] = right;
    }
}

#[test]
fn passkey_options_stay_as_written() {
    let options = json!({"challenge": "Y2hhbGxlbmdl", "timeout": 60000});
    let expected = Options(options.to_string());
    let session = json!({"next": "prove", "idleUntil": "soon", "expiresAt": "then"});
    let details = json!({"session": session, "name": "Anna", "factors": {"methods": [], "passkey": options}});
    assert_eq!(SessionDetails::read(&details).unwrap().passkey.as_ref(), Some(&expected));
    let started = json!({
        "token": "token", "expiresAt": "then", "gates": {"required": 1, "passed": 0}, "methods": [], "passkey": options,
    });
    assert_eq!(StartedReset::read(&started).unwrap().passkey.as_ref(), Some(&expected));
    let added = AddedMethod::read(&json!({"method": "id", "passkey": options})).unwrap();
    assert_eq!(added.setup, MethodSetup::Passkey(expected));
    assert_eq!(StartedReset::read(&json!({"passkey": "a text"})), None);
}

#[test]
fn setups_of_added_methods_are_read() {
    let app = add_method::App { key: text("JBSW"), uri: text("otpauth://totp/x") };
    let sent =
        send_factor::Response { code_length: 6, code_expires_at: text("then"), resend_after_seconds: 30 };
    check(&app);
    check(&sent);
    let setup = |more: (&str, Value)| {
        let mut answer = json!({"method": "id"});
        answer[more.0] = more.1;
        AddedMethod::read(&answer).map(|added| added.setup)
    };
    assert_eq!(setup(("app", serde_json::to_value(&app).unwrap())), Some(MethodSetup::App(app)));
    assert_eq!(setup(("sent", serde_json::to_value(&sent).unwrap())), Some(MethodSetup::Code(sent)));
    assert_eq!(setup(("recoveryCodes", json!(["a"]))), Some(MethodSetup::RecoveryCodes(vec![text("a")])));
    assert_eq!(setup(("nothing", json!(1))), None);
    let debug = format!("{:?}", MethodSetup::RecoveryCodes(vec![text("k7m0")]));
    assert!(!debug.contains("k7m0"), "{debug}");
}

#[test]
fn change_starts_are_read() {
    let rules = NewPasswordRules {
        minimum_length: 12,
        complexity: true,
        history_length: 24,
        maximum_age_seconds: None,
        account_name: text("anna"),
        display_name: text("Anna"),
        banned_words: Vec::new(),
        minimum_strength: Strength::default(),
    };
    let account = Account { rules, can_change_from: Some(text("then")) };
    check(&start_change::Response { token: text("token"), expires_at: text("then"), account, seal: None });
}
