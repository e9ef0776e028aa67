//! No `Debug` prints a secret.

use api_contract::{send_code, set_password, start_reset, verify_code};

#[test]
fn nothing_secret_is_printed() {
    let secret = || "secret".to_owned();
    let start = start_reset::Request {
        user_id: secret(),
        purpose: start_reset::AnonymousPurpose::ResetPassword,
        work: start_reset::ProofOfWork { challenge: secret(), nonces: vec![secret()] },
    };
    let started = start_reset::Response {
        token: secret(),
        expires_at: "then".to_owned(),
        gates: start_reset::Gates { required: 2, passed: 0 },
        methods: Vec::new(),
        passkey: None,
    };
    let send = send_code::Request { method: "m1".to_owned(), destination: Some(secret()) };
    let queued = send_code::Response {
        token: secret(),
        code_length: 6,
        code_expires_at: "then".to_owned(),
        resend_after_seconds: 30,
    };
    let verify = verify_code::Request { method: "m1".to_owned(), code: secret() };
    let verified = verify_code::Response {
        token: secret(),
        gates: verify_code::Gates { required: 2, passed: 1 },
        next: verify_code::NextStep::Prove,
        methods: Vec::new(),
        account: None,
        seal: None,
    };
    let set = set_password::Response { token: secret() };
    let printed = format!("{start:?} {started:?} {send:?} {queued:?} {verify:?} {verified:?} {set:?}");
    assert!(!printed.contains("secret"), "{printed}");
}
