use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use serde_json::{Value, json};

use super::{ResetToken, ResetTokens};
use crate::signer::TokenError;

const KEY: [u8; 32] = [7; 32];

fn token() -> ResetToken {
    ResetToken {
        reset: "0191".into(),
        account: "sealed".into(),
        generation: 3,
        step: "prove".into(),
        issued_at: "2027-02-01T08:00:00Z".parse().unwrap(),
        expires_at: "2027-02-01T08:15:00Z".parse().unwrap(),
    }
}

fn claims() -> Value {
    json!({"iss": "readmit", "aud": "readmit-reset", "iat": 1_801_468_800, "exp": 1_801_469_700,
           "reset": "0191", "account": "sealed", "generation": 3, "step": "prove"})
}

/// Returns a token of any shape, signed with the right key.
fn signed(algorithm: Algorithm, typ: Option<&str>, kid: Option<&str>, claims: &Value) -> String {
    let mut header = Header::new(algorithm);
    header.typ = typ.map(Into::into);
    header.kid = kid.map(Into::into);
    jsonwebtoken::encode(&header, claims, &EncodingKey::from_secret(&KEY)).unwrap()
}

fn verify(text: &str) -> Result<ResetToken, TokenError> {
    ResetTokens::new(&KEY.into()).verify(text, "2027-02-01T08:14:59.999Z".parse().unwrap())
}

#[test]
fn a_signed_token_is_read_back() {
    let text = ResetTokens::new(&KEY.into()).sign(&token()).unwrap();

    assert_eq!(verify(&text), Ok(token()));
}

#[test]
fn equal_claims_make_equal_bytes() {
    let again = ResetTokens::new(&KEY.into()).sign(&token()).unwrap();

    assert_eq!(ResetTokens::new(&KEY.into()).sign(&token()).unwrap(), again);
    insta::assert_snapshot!(again.split('.').take(2).map(decoded).collect::<Vec<_>>().join("\n"), @r#"
    {"typ":"readmit-reset+jwt","alg":"HS256","kid":"IfBLAtxr"}
    {"iss":"readmit","aud":"readmit-reset","iat":1801468800,"exp":1801469700,"reset":"0191","account":"sealed","generation":3,"step":"prove"}
    "#);
}

#[test]
fn expired_tokens_are_refused() {
    let tokens = ResetTokens::new(&KEY.into());
    let text = tokens.sign(&token()).unwrap();

    assert_eq!(tokens.verify(&text, token().expires_at), Err(TokenError::Expired));
}

#[test]
fn only_our_kind_of_token_is_accepted() {
    let tokens = ResetTokens::new(&KEY.into());
    let kid = tokens.0.key_id();
    let typ = Some("readmit-reset+jwt");
    assert!(verify(&signed(Algorithm::HS256, typ, kid, &claims())).is_ok());

    for (algorithm, typ, kid) in [
        (Algorithm::HS384, typ, kid),
        (Algorithm::HS512, typ, kid),
        (Algorithm::HS256, Some("JWT"), kid),
        (Algorithm::HS256, Some("readmit-agent+jwt"), kid),
        (Algorithm::HS256, None, kid),
        (Algorithm::HS256, typ, Some("00000000")),
        (Algorithm::HS256, typ, None),
    ] {
        let text = signed(algorithm, typ, kid, &claims());
        assert_eq!(verify(&text), Err(TokenError::Invalid), "{algorithm:?} {typ:?} {kid:?}");
    }
}

#[test]
fn every_claim_is_required_and_checked() {
    let tokens = ResetTokens::new(&KEY.into());
    let sign =
        |claims: &Value| signed(Algorithm::HS256, Some("readmit-reset+jwt"), tokens.0.key_id(), claims);
    for name in ["iss", "aud", "iat", "exp", "reset", "generation", "step"] {
        for wrong in [None, Some(Value::Null), Some(json!([])), Some(json!({})), Some(json!(-1))] {
            let mut claims = claims();
            match &wrong {
                None => drop(claims.as_object_mut().unwrap().remove(name)),
                Some(value) => claims[name] = value.clone(),
            }
            let wrong_but_allowed = name == "iat" && wrong == Some(json!(-1));
            assert_eq!(verify(&sign(&claims)).is_ok(), wrong_but_allowed, "{name}: {wrong:?}");
        }
    }
    for (name, wrong) in [("iss", "other"), ("aud", "readmit-cloud")] {
        let mut claims = claims();
        claims[name] = json!(wrong);
        assert_eq!(verify(&sign(&claims)), Err(TokenError::Invalid), "{name}");
    }
    let mut more = claims();
    more["more"] = json!(1);
    assert_eq!(verify(&sign(&more)), Err(TokenError::Invalid));
}

#[test]
fn forged_tokens_are_refused() {
    let text = ResetTokens::new(&KEY.into()).sign(&token()).unwrap();
    let [header, claims, signature] = text.split('.').collect::<Vec<_>>()[..] else { panic!("three parts") };
    let none = URL_SAFE_NO_PAD.encode(r#"{"typ":"readmit-reset+jwt","alg":"none"}"#);

    for forged in [
        String::new(),
        "..".into(),
        format!("{header}.{claims}"),
        format!("{header}.{claims}."),
        format!("{none}.{claims}."),
        format!("{none}.{claims}.{signature}"),
        format!("{header}.{claims}.{signature}="),
        ResetTokens::new(&[8; 32].into()).sign(&token()).unwrap(),
    ] {
        assert_eq!(verify(&forged), Err(TokenError::Invalid), "{forged}");
    }
}

#[test]
fn a_key_is_never_printed() {
    assert_eq!(
        format!("{:?}", ResetTokens::new(&KEY.into())),
        r#"ResetTokens(Signer { key_id: Some("IfBLAtxr"), .. })"#
    );
}

fn decoded(part: &str) -> String {
    String::from_utf8(URL_SAFE_NO_PAD.decode(part).unwrap()).unwrap()
}

#[test]
fn a_token_of_an_earlier_version_names_no_account() {
    let mut earlier = claims();
    earlier.as_object_mut().unwrap().remove("account");
    let tokens = ResetTokens::new(&KEY.into());

    let read = verify(&signed(Algorithm::HS256, Some("readmit-reset+jwt"), tokens.0.key_id(), &earlier));

    assert_eq!(read, Ok(ResetToken { account: String::new(), ..token() }));
}
