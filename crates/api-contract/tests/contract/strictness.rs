//! Malformed requests, since anyone may send anything.

use api_contract::{
    Problem, add_method, cancel_order, change_method, change_password, finish_sign_in, freeze_account,
    prove_factor, prove_method, remove_device, remove_method, send_code, send_factor, set_password, sign_in,
    sign_out, skip_registration, start_change, start_reset, unlock_account, verify_code,
};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

fn refuses<T: DeserializeOwned>(body: &str) {
    assert!(serde_json::from_str::<T>(body).is_err(), "{body} was accepted");
}

/// Asserts that the example is accepted, and refused if any value in it has another type, is left out, or has an
/// unknown one beside it.
fn refuses_other_shapes<T: DeserializeOwned>(example: &Value) {
    assert!(serde_json::from_value::<T>(example.clone()).is_ok(), "{example}");
    let pointers = pointers("", example);
    for pointer in &pointers {
        for wrong in [json!(null), json!(1), json!(true), json!("?"), json!([]), json!({}), json!([null])] {
            refuses_with::<T>(example, pointer, &wrong);
        }
        if let Some(object) = example.pointer(pointer).and_then(Value::as_object) {
            let members = object.values().cloned().collect::<Vec<_>>();
            refuses_with::<T>(example, pointer, &json!(members));
            let mut more = object.clone();
            more.insert("other".to_owned(), json!("x"));
            refuses_with::<T>(example, pointer, &json!(more));
        }
    }
}

fn refuses_with<T: DeserializeOwned>(example: &Value, pointer: &str, wrong: &Value) {
    let right = example.pointer(pointer).unwrap();
    let is_free_text = right.is_string() && wrong.is_string() && !["/purpose", "/kind"].contains(&pointer);
    let is_empty_list = right.is_array() && *wrong == json!([]);
    if right != wrong && !is_free_text && !is_empty_list {
        let mut changed = example.clone();
        *changed.pointer_mut(pointer).unwrap() = wrong.clone();
        refuses::<T>(&changed.to_string());
    }
}

fn pointers(here: &str, value: &Value) -> Vec<String> {
    let below: Vec<String> = match value {
        Value::Object(members) => {
            members.iter().flat_map(|(name, value)| pointers(&format!("{here}/{name}"), value)).collect()
        }
        Value::Array(items) => {
            items.iter().enumerate().flat_map(|(at, item)| pointers(&format!("{here}/{at}"), item)).collect()
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => Vec::new(),
    };
    [here.to_owned()].into_iter().chain(below).collect()
}

#[test]
fn requests_of_another_shape_are_refused() {
    refuses_other_shapes::<start_reset::Request>(&json!({
        "userId": "anna",
        "purpose": "reset-password",
        "work": { "challenge": "c", "nonces": ["1", "2"] },
    }));
    refuses_other_shapes::<send_code::Request>(&json!({ "method": "m1", "destination": "+46700000042" }));
    refuses_other_shapes::<send_code::Request>(&json!({ "method": "m1" }));
    refuses_other_shapes::<verify_code::Request>(&json!({ "method": "m1", "code": "123456" }));
    refuses_other_shapes::<set_password::Request>(&json!({
        "envelopes": [{ "agent": "a", "enc": "e", "ciphertext": "c" }],
    }));
    refuses_other_shapes::<set_password::Request>(&json!({
        "envelopes": [{ "agent": "a", "enc": "e", "ciphertext": "c" }],
        "keepTrying": true,
    }));
    refuses_other_shapes::<unlock_account::Request>(&json!({}));
    refuses_other_shapes::<sign_in::Request>(&json!({
        "userId": "anna",
        "work": { "challenge": "c", "nonces": ["1", "2"] },
        "envelopes": [{ "agent": "a", "enc": "e", "ciphertext": "c" }],
    }));
    refuses_other_shapes::<change_password::Request>(&json!({
        "envelopes": [{ "agent": "a", "enc": "e", "ciphertext": "c" }],
    }));
    refuses_other_shapes::<finish_sign_in::Request>(&json!({}));
    refuses_other_shapes::<sign_out::Request>(&json!({}));
    refuses_other_shapes::<start_change::Request>(&json!({}));
    refuses_other_shapes::<send_factor::Request>(&json!({ "method": "m1" }));
    refuses_other_shapes::<prove_factor::Request>(&json!({ "method": "m1", "code": "123456" }));
    refuses_other_shapes::<add_method::Request>(&json!({ "kind": "mail", "destination": "d", "name": "n" }));
    refuses_other_shapes::<prove_method::Request>(&json!({ "method": "m1", "code": "123456" }));
    refuses_other_shapes::<change_method::Request>(
        &json!({ "method": "m1", "name": "n", "prefer": true, "answer": "yes" }),
    );
    refuses_other_shapes::<remove_device::Request>(&json!({ "device": "d1" }));
    refuses_other_shapes::<remove_method::Request>(&json!({ "method": "m1" }));
    refuses_other_shapes::<skip_registration::Request>(&json!({}));
    refuses_other_shapes::<freeze_account::Request>(&json!({}));
    refuses_other_shapes::<cancel_order::Request>(&json!({}));
}

#[test]
fn only_the_destination_may_be_left_out() {
    refuses::<start_reset::Request>(r#"{"purpose":"reset-password","work":{"challenge":"c","nonces":[]}}"#);
    refuses::<start_reset::Request>(r#"{"userId":"a","work":{"challenge":"c","nonces":[]}}"#);
    refuses::<start_reset::Request>(r#"{"userId":"a","purpose":"reset-password"}"#);
    refuses::<start_reset::Request>(r#"{"userId":"a","purpose":"reset-password","work":{"challenge":"c"}}"#);
    refuses::<send_code::Request>("{}");
    refuses::<send_code::Request>(r#"{"method":"m1","destination":null}"#);
    refuses::<verify_code::Request>(r#"{"method":"m1"}"#);
    refuses::<verify_code::Request>(r#"{"code":"123456"}"#);
    refuses::<set_password::Request>("{}");
    refuses::<set_password::Request>(r#"{"envelopes":[{"agent":"a","enc":"e"}]}"#);
}

#[test]
fn keep_trying_is_true_or_left_out() {
    assert!(serde_json::from_str::<unlock_account::Request>(r#"{"keepTrying":true}"#).unwrap().is_deferrable);
    for wrong in ["null", "1", "\"true\"", "[]", "{}"] {
        refuses::<unlock_account::Request>(&format!(r#"{{"keepTrying":{wrong}}}"#));
        refuses::<set_password::Request>(&format!(r#"{{"envelopes":[],"keepTrying":{wrong}}}"#));
        refuses::<sign_out::Request>(&format!(r#"{{"everywhere":{wrong}}}"#));
    }
    refuses::<cancel_order::Request>(r#"{"keepTrying":true}"#);
}

#[test]
fn duplicate_member_is_refused() {
    refuses::<send_code::Request>(r#"{"method":"m1","method":"m2"}"#);
    refuses::<send_code::Request>(r#"{"method":"m1","destination":"x","destination":"x"}"#);
    refuses::<verify_code::Request>(r#"{"method":"m1","code":"1","code":"2"}"#);
    refuses::<set_password::Request>(r#"{"envelopes":[],"envelopes":[]}"#);
    refuses::<start_reset::Request>(
        r#"{"userId":"a","userId":"b","purpose":"reset-password","work":{"challenge":"c","nonces":[]}}"#,
    );
}

#[test]
fn names_of_variants_are_strings() {
    let body = |purpose: &str| {
        format!(r#"{{"userId":"a","purpose":{purpose},"work":{{"challenge":"c","nonces":[]}}}}"#)
    };
    for purpose in
        [r#"{"reset-password":null}"#, r#"{"reset-password":[]}"#, r#""ResetPassword""#, r#""reset""#, "0"]
    {
        refuses::<start_reset::Request>(&body(purpose));
    }
    assert!(serde_json::from_str::<start_reset::Request>(&body(r#""unlock-account""#)).is_ok());
    // A signed-in user starts a change by another step.
    refuses::<start_reset::Request>(&body(r#""change-password""#));
}

#[test]
fn unknown_members_of_responses_are_ignored() {
    let problem =
        r#"{"type":"/problems/code-wrong","title":"t","status":422,"instance":"i","guessesLeft":1,"new":1}"#;
    assert!(serde_json::from_str::<Problem>(problem).is_ok());
    assert!(serde_json::from_str::<set_password::Response>(r#"{"token":"t","new":[1]}"#).is_ok());
    refuses::<Problem>(&problem.replace("/problems/", "/"));
}
