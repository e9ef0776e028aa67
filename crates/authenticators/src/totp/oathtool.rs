//! Codes by `oathtool` of the OATH Toolkit, an independent implementation of RFC 6238.

use std::process::Command;

use jiff::Timestamp;

use super::{SECRET_BYTES, Secret};

/// Returns the code at a second, by the program of the Debian package `oathtool`.
fn code(secret: &Secret, second: i64) -> String {
    let output = Command::new("oathtool")
        .args(["--totp=sha1", "--base32", "--digits=6", "--time-step-size=30s"])
        .arg(format!("--now=@{second}"))
        .arg(&**secret.base32())
        .output()
        .expect("the program oathtool of the Debian package oathtool");
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout).unwrap().trim().to_owned()
}

#[test]
fn codes_of_oathtool_are_accepted() {
    let secrets = [
        [0; SECRET_BYTES],
        [255; SECRET_BYTES],
        *b"12345678901234567890",
        std::array::from_fn(|index| u8::try_from(index * 13 % 256).unwrap()),
    ];

    for secret in secrets.map(Secret::from_bytes) {
        for second in [0, 29, 30, 59, 1_111_111_109, 1_700_000_000, 1_795_000_001, 4_102_444_799] {
            let now = Timestamp::from_second(second).unwrap();
            let accepted = secret.accept(&code(&secret, second), now, None);
            assert_eq!(accepted, u64::try_from(second / 30).ok(), "{second}");
        }
    }
}
