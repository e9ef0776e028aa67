use domain::{
    AccountId, AccountLimits, Caller, Method, MethodId, MethodKind, Policy, Purpose, RequestDigest, Reset,
    ResetId, SendAttempt, SendCodeOutcome, SendId, StartReset, Subject, Token,
};
use jiff::Timestamp;
use sha2::{Digest, Sha256};

use super::{CodeKey, generate};
use crate::keys::Secret;

/// Returns a reset that has sent a code, with these parts.
fn sent(parts: [&str; 5], purpose: Purpose, decoy: bool) -> Reset {
    let [reset, account, id, destination, send] = parts;
    let policy = Policy::default();
    let method =
        Method { id: MethodId(id.into()), kind: MethodKind::Mail, destination: destination.into(), decoy };
    let start = StartReset {
        id: ResetId(reset.into()),
        subject: Subject { account: AccountId(account.into()), decoy },
        purpose,
        caller: Caller::Stranger("name".into()),
        client: None,
        methods: vec![method],
    };
    let (begun, _) = start.open(&policy, Timestamp::UNIX_EPOCH);
    let attempt = SendAttempt {
        method: MethodId(id.into()),
        typed_destination: None,
        send: SendId(send.into()),
        request: RequestDigest("request".into()),
    };
    let token = Token { generation: 1 };
    match begun.send_code(token, attempt, AccountLimits::default(), &policy, Timestamp::UNIX_EPOCH).unwrap() {
        SendCodeOutcome::Admitted { reset, .. } | SendCodeOutcome::Repeated(reset) => reset,
    }
}

const PARTS: [&str; 5] = ["reset", "account", "method", "destination", "send"];

fn key() -> CodeKey {
    Secret::new("a secret of at least thirty-two bytes".into()).unwrap().code_key()
}

#[test]
fn a_code_is_valid_for_its_own_sending_only() {
    let code = |parts, purpose| key().newest_code(&sent(parts, purpose, false)).unwrap();
    let right = code(PARTS, Purpose::ResetPassword);

    assert_eq!(right, code(PARTS, Purpose::ResetPassword), "a repeated delivery sends the same code");
    assert_ne!(right, code(PARTS, Purpose::UnlockAccount));
    for index in 0..PARTS.len() {
        let mut other = PARTS;
        other[index] = "other";
        assert_ne!(right, code(other, Purpose::ResetPassword), "{index}");
    }
    let other = Secret::new("another secret of thirty-two bytes".into()).unwrap().code_key();
    assert_ne!(Some(right), other.newest_code(&sent(PARTS, Purpose::ResetPassword, false)));
}

#[test]
fn only_the_exact_code_matches() {
    let reset = sent(PARTS, Purpose::ResetPassword, false);
    let code = key().newest_code(&reset).unwrap();
    assert!(key().matches(&reset, &code));
    let longer = format!("{code}0");
    for wrong in ["", "00000", &code[1..], &longer, "012345 "] {
        assert!(!key().matches(&reset, wrong), "{wrong}");
    }
}

#[test]
fn nothing_matches_for_a_decoy_or_before_a_sending() {
    let decoy = sent(PARTS, Purpose::ResetPassword, true);
    assert!(!key().matches(&decoy, &key().newest_code(&decoy).unwrap()));
    let start = StartReset {
        id: ResetId("reset".into()),
        subject: Subject { account: AccountId("account".into()), decoy: false },
        purpose: Purpose::ResetPassword,
        caller: Caller::Stranger("name".into()),
        client: None,
        methods: Vec::new(),
    };
    let (unsent, _) = start.open(&Policy::default(), Timestamp::UNIX_EPOCH);
    assert_eq!(key().newest_code(&unsent), None);
    assert!(!key().matches(&unsent, ""));
}

#[test]
fn derived_codes_are_uniform() {
    let mut counts = [[0_u32; 10]; 6];
    for send in 0..5_000 {
        let reset = sent(["r", "a", "m", "d", &send.to_string()], Purpose::ResetPassword, false);
        for (position, digit) in key().newest_code(&reset).unwrap().bytes().enumerate() {
            counts[position][usize::from(digit - b'0')] += 1;
        }
    }
    // 500 expected, standard deviation 21: five of them either way.
    assert!(counts.iter().flatten().all(|count| (395..=605).contains(count)), "{counts:?}");
}

#[test]
fn codes_keep_their_zeros_and_their_length() {
    assert_eq!(generate(6, &[0; 32]).as_deref(), Some("000000"));
    assert_eq!(generate(8, &[0; 32]).as_deref(), Some("00000000"));
    assert_eq!(generate(6, &words(1_000_007)).as_deref(), Some("000007"));
}

#[test]
fn random_words_that_would_favor_digits_are_skipped() {
    assert_eq!(generate(6, &words(4_293_999_999)).as_deref(), Some("999999"));
    assert_eq!(generate(6, &[0xff; 32]), None);
    let mut second = words(7);
    second[..4].copy_from_slice(&4_294_000_000_u32.to_be_bytes());
    assert_eq!(generate(6, &second).as_deref(), Some("000007"));
}

#[test]
fn digits_are_uniform() {
    let mut counts = [[0_u32; 10]; 6];
    for seed in 0..20_000_u32 {
        let random = Sha256::digest(seed.to_be_bytes()).into();
        for (position, digit) in generate(6, &random).unwrap().bytes().enumerate() {
            counts[position][usize::from(digit - b'0')] += 1;
        }
    }
    // 2000 expected, standard deviation 42: five of them either way.
    assert!(counts.iter().flatten().all(|count| (1790..=2210).contains(count)), "{counts:?}");
}

fn words(word: u32) -> [u8; 32] {
    word.to_be_bytes().repeat(8).try_into().unwrap()
}
