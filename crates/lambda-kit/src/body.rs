//! Bodies, taken as the contract says and not otherwise.

use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;
use thiserror::Error;

/// The body is not what the contract says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("the body is not the JSON that was expected")]
pub(crate) struct Malformed;

/// Reads JSON strictly: no unknown, missing or doubled members, no null and no array where a value or an object is
/// due, nothing behind the end.
pub(crate) fn parse<T: Serialize + DeserializeOwned>(body: &[u8]) -> Result<T, Malformed> {
    let parsed: T = serde_json::from_slice(body).map_err(|_| Malformed)?;
    // serde takes an array of the members for an object. What was read, written again, must be what came.
    let came: Value = serde_json::from_slice(body).map_err(|_| Malformed)?;
    let read = serde_json::to_value(&parsed).map_err(|_| Malformed)?;
    if came == read { Ok(parsed) } else { Err(Malformed) }
}

#[cfg(test)]
mod tests {
    use api_contract::{send_code, start_reset, unlock_account, verify_code};

    use super::{Malformed, parse};

    #[test]
    fn what_the_contract_says_is_taken() {
        let parsed: send_code::Request = parse(br#" {"method": "m1"} "#).unwrap();

        assert_eq!(parsed, send_code::Request { method: "m1".into(), destination: None });
        assert_eq!(parse(b"{}"), Ok(unlock_account::Request { is_deferrable: false }));
    }

    #[test]
    fn anything_else_is_malformed() {
        for body in [
            "",
            "null",
            "[]",
            "\"m1\"",
            r#"["m1","123456"]"#,
            r#"{"method":"m1"}"#,
            r#"{"method":"m1","code":123456}"#,
            r#"{"method":"m1","code":null}"#,
            r#"{"method":"m1","code":["123456"]}"#,
            r#"{"method":"m1","code":{}}"#,
            r#"{"method":"m1","code":"123456","more":1}"#,
            r#"{"method":"m1","code":"123456","code":"123456"}"#,
            r#"{"method":"m1","code":"123456"}{}"#,
            r#"{"method":"m1","code":"123456"} x"#,
            "\u{feff}{\"method\":\"m1\",\"code\":\"123456\"}",
        ] {
            assert_eq!(parse::<verify_code::Request>(body.as_bytes()), Err(Malformed), "{body}");
        }
    }

    #[test]
    fn an_array_of_members_is_no_object_at_any_depth() {
        let body = br#"{"userId":"a","purpose":"reset-password","work":["c",["n"]]}"#;

        assert_eq!(parse::<start_reset::Request>(body), Err(Malformed));
        assert_eq!(parse::<unlock_account::Request>(b"[]"), Err(Malformed));
    }

    #[test]
    fn a_member_that_may_be_left_out_may_not_be_null() {
        assert_eq!(parse::<send_code::Request>(br#"{"method":"m","destination":null}"#), Err(Malformed));
    }

    #[test]
    fn bytes_that_are_not_text_are_malformed() {
        assert_eq!(parse::<send_code::Request>(b"{\"method\":\"\xff\"}"), Err(Malformed));
    }
}
