//! Checks that the hand-written readers accept what serde accepts, name by name.

mod account;

use std::fmt::Debug;

use api_contract::{
    DirectoryRefusal, Problem, ProblemKind, issue_challenge, send_code, set_password, show_config,
    show_reset,
    start_reset::{self, Gates, MethodKind, OfferedMethod},
    verify_code::{self, Account, AgentKey, NewPasswordRules, NextStep, Seal},
};
use password_policy::Strength;
use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Value, json};

use super::{
    json::{Json, Read},
    start_reset::StartedReset,
};
use crate::passkey::Options;

impl Json for Value {
    fn get(&self, name: &str) -> Option<Self> {
        self.as_object()?.get(name).filter(|value| !value.is_null()).cloned()
    }

    fn items(&self) -> Option<Vec<Self>> {
        self.as_array().cloned()
    }

    fn text(&self) -> Option<String> {
        self.as_str().map(str::to_owned)
    }

    fn number(&self) -> Option<f64> {
        self.as_f64()
    }

    fn boolean(&self) -> Option<bool> {
        self.as_bool()
    }

    fn verbatim(&self) -> Option<String> {
        self.is_object().then(|| self.to_string())
    }
}

/// Reads a value as it is, and with each member missing or of another kind, and compares the result with serde's.
fn check<T: Read + Serialize + DeserializeOwned + PartialEq + Debug>(value: &T) {
    let whole = serde_json::to_value(value).unwrap();
    assert_eq!(T::read(&whole).as_ref(), Some(value), "{whole}");
    for other in corrupted(&whole) {
        assert_eq!(T::read(&other), serde_json::from_value(other.clone()).ok(), "{other}");
    }
}

fn corrupted(value: &Value) -> Vec<Value> {
    let mut others = vec![json!("nothing that is known"), json!(-1), json!(0.5), json!({}), json!([1])];
    for (name, member) in value.as_object().into_iter().flatten() {
        let with = |change: Value| {
            let mut other = value.clone();
            other[name] = change;
            other
        };
        let mut without = value.clone();
        without.as_object_mut().unwrap().remove(name);
        others.push(without);
        others.extend(corrupted(member).into_iter().map(with));
    }
    others
}

fn text(words: &str) -> String {
    words.to_owned()
}

#[test]
#[expect(clippy::too_many_lines, reason = "a list of examples")]
fn reset_answers_are_read() {
    check(&issue_challenge::Response {
        challenge: text("challenge"),
        difficulty: 14,
        count: 8,
        expires_at: text("then"),
    });
    check(&send_code::Response {
        token: text("token"),
        code_length: 6,
        code_expires_at: text("then"),
        resend_after_seconds: 30,
    });
    check(&set_password::Response { token: text("token") });
    for kind in MethodKind::ALL {
        let offered = OfferedMethod { id: text("id"), kind, hint: text("hint") };
        let gates = Gates { required: 2, passed: 1 };
        check(&offered);
        let contract = start_reset::Response {
            token: text("token"),
            expires_at: text("then"),
            gates,
            methods: vec![offered.clone()],
            passkey: Some(json!({"challenge": "x"})),
        };
        let whole = serde_json::to_value(&contract).unwrap();
        let started = StartedReset {
            token: contract.token,
            expires_at: contract.expires_at,
            gates,
            methods: contract.methods,
            passkey: contract.passkey.map(|options| Options(options.to_string())),
        };
        assert_eq!(StartedReset::read(&whole), Some(started));
        for other in corrupted(&whole) {
            let is_whole = serde_json::from_value::<start_reset::Response>(other.clone()).is_ok();
            let has_odd_passkey = other.get("passkey").is_some_and(|passkey| !passkey.is_object());
            assert_eq!(StartedReset::read(&other).is_some(), is_whole && !has_odd_passkey, "{other}");
        }
    }
}

#[test]
fn configuration_is_read() {
    let branding = show_config::Branding {
        name: text("Acme"),
        logo: Some(text("/logo")),
        accent: text("#1"),
        on_accent: text("#2"),
        background: Some(text("#3")),
    };
    let config = show_config::Response {
        branding,
        languages: vec![text("en"), text("sv")],
        methods: vec![MethodKind::Mail],
        destination_required: true,
        help_desk: Some(show_config::HelpDesk {
            url: text("tel:1"),
            label: text("1"),
            labels: vec![text("one"), text("ett")],
            phone: Some(text("1")),
        }),
        writeback: show_config::Writeback {
            available: false,
            last_available_at: Some(text("then")),
            keep_trying_minutes: 30,
        },
    };
    check(&config);
    check(&config.writeback);
    check(&config.branding);
}

#[test]
fn proved_gates_are_read() {
    let rules = NewPasswordRules {
        minimum_length: 12,
        complexity: true,
        history_length: 24,
        maximum_age_seconds: Some(3_628_800),
        account_name: text("anna"),
        display_name: text("Anna"),
        banned_words: vec![text("acme")],
        minimum_strength: Strength::Fair,
    };
    check(&rules);
    let account = Account { rules, can_change_from: Some(text("then")) };
    let seal = Seal {
        binding: text("binding"),
        agents: vec![AgentKey { id: text("north"), public_key: text("key") }],
        all_offline: true,
    };
    for next in [NextStep::Prove, NextStep::ChoosePassword, NextStep::Unlock] {
        check(&verify_code::Response {
            token: text("token"),
            gates: Gates { required: 1, passed: 1 },
            next,
            methods: vec![OfferedMethod { id: text("id"), kind: MethodKind::Mail, hint: text("hint") }],
            account: Some(account.clone()),
            seal: Some(seal.clone()),
        });
    }
    check(&account);
    check(&seal);
}

#[test]
fn order_states_are_read() {
    use show_reset::State::{Done, Expired, Refused, Writing};
    for state in [Writing, Done, Refused, Expired] {
        let receipt = show_reset::Receipt { job: text("job"), agent: text("north"), at: text("then") };
        check(&show_reset::Response {
            state,
            refusal: Some(DirectoryRefusal::JobExpired),
            deferred_until: Some(text("then")),
            receipt: Some(receipt),
        });
    }
}

#[test]
fn every_refusal_is_read() {
    let names = include_str!(
        "../../../crates/api-contract/tests/contract/snapshots/contract__snapshots__every_refusal_keeps_its_wire_form.snap"
    );
    let written = names.lines().filter(|line| line.starts_with('{'));
    let refusals = written.map(|line| serde_json::from_str::<DirectoryRefusal>(line).unwrap());
    assert!(refusals.inspect(check).count() > 0);
}

#[test]
fn every_problem_is_read() {
    for kind in ProblemKind::ALL {
        let members =
            Problem { guesses_left: Some(2), retry_after_seconds: Some(30), ..Problem::new(kind, "id") };
        check(&members);
    }
}
