//! Strict parsing of bodies.

use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;
use thiserror::Error;

/// The body does not have the form that the contract demands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("the body is not the JSON that was expected")]
pub(crate) struct MalformedBody;

/// Parses JSON strictly: no unknown, missing or doubled members, no null and no array in place of a value or an object,
/// nothing after the end.
pub(crate) fn parse<T: Serialize + DeserializeOwned>(body: &[u8]) -> Result<T, MalformedBody> {
    let parsed: T = serde_json::from_slice(body).map_err(|_| MalformedBody)?;
    // serde accepts an array of members for an object. Serialized again, the value must equal the body.
    let original: Value = serde_json::from_slice(body).map_err(|_| MalformedBody)?;
    let reserialized = serde_json::to_value(&parsed).map_err(|_| MalformedBody)?;
    if original == reserialized { Ok(parsed) } else { Err(MalformedBody) }
}

#[cfg(test)]
mod tests {
    use api_contract::{send_code, start_reset, unlock_account, verify_code};

    use super::{MalformedBody, parse};

    #[test]
    fn body_of_the_contract_is_accepted() {
        let parsed: send_code::Request = parse(br#" {"method": "m1"} "#).unwrap();

        assert_eq!(parsed, send_code::Request { method: "m1".into(), destination: None });
        assert_eq!(parse(b"{}"), Ok(unlock_account::Request { is_deferrable: false }));
    }

    #[test]
    fn any_other_body_is_malformed() {
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
            assert_eq!(parse::<verify_code::Request>(body.as_bytes()), Err(MalformedBody), "{body}");
        }
    }

    #[test]
    fn array_of_members_is_malformed_at_any_depth() {
        let body = br#"{"userId":"a","purpose":"reset-password","work":["c",["n"]]}"#;

        assert_eq!(parse::<start_reset::Request>(body), Err(MalformedBody));
        assert_eq!(parse::<unlock_account::Request>(b"[]"), Err(MalformedBody));
    }

    #[test]
    fn optional_member_must_not_be_null() {
        assert_eq!(parse::<send_code::Request>(br#"{"method":"m","destination":null}"#), Err(MalformedBody));
    }

    #[test]
    fn body_that_is_not_utf8_is_malformed() {
        assert_eq!(parse::<send_code::Request>(b"{\"method\":\"\xff\"}"), Err(MalformedBody));
    }
}
