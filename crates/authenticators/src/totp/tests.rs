use jiff::Timestamp;

use super::{Secret, truncate};

/// The secret of both RFCs' test vectors.
const SECRET: Secret = Secret::from_bytes(*b"12345678901234567890");
/// The middle of a step.
const NOW: i64 = 1_700_000_025;
const STEP: u64 = 1_700_000_025 / 30;

fn at(second: i64) -> Timestamp {
    Timestamp::from_second(second).unwrap()
}

/// Returns the code of the step this many steps after that of [`NOW`].
fn code(steps: i64) -> String {
    SECRET.code(STEP.checked_add_signed(steps).unwrap()).to_string()
}

#[test]
fn codes_are_those_of_rfc_6238() {
    // Appendix B, SHA1; the last six of their eight digits.
    let vectors = [
        (59, "287082"),
        (1_111_111_109, "081804"),
        (1_111_111_111, "050471"),
        (1_234_567_890, "005924"),
        (2_000_000_000, "279037"),
        (20_000_000_000, "353130"),
    ];

    for (second, code) in vectors {
        assert_eq!(SECRET.accept(code, at(second), None), u64::try_from(second / 30).ok(), "{second}");
    }
}

#[test]
fn codes_are_those_of_rfc_4226() {
    // Appendix D.
    let truncations = [
        1_284_755_224,
        1_094_287_082,
        137_359_152,
        1_726_969_429,
        1_640_338_314,
        868_254_676,
        1_918_287_922,
        82_162_583,
        673_399_871,
        645_520_489,
    ];
    let codes =
        ["755224", "287082", "359152", "969429", "338314", "254676", "287922", "162583", "399871", "520489"];

    for (counter, (number, code)) in (0..).zip(truncations.into_iter().zip(codes)) {
        assert_eq!(truncate(SECRET.mac(counter)), number);
        assert_eq!(*SECRET.code(counter), code);
    }
}

#[test]
fn a_clock_may_be_off_by_one_step() {
    assert_eq!(SECRET.accept(&code(-1), at(NOW), None), Some(STEP - 1));
    assert_eq!(SECRET.accept(&code(0), at(NOW), None), Some(STEP));
    assert_eq!(SECRET.accept(&code(1), at(NOW), None), Some(STEP + 1));
    assert_eq!(SECRET.accept(&code(-2), at(NOW), None), None);
    assert_eq!(SECRET.accept(&code(2), at(NOW), None), None);
}

#[test]
fn a_step_ends_with_its_last_second() {
    let first = i64::try_from(STEP).unwrap() * 30;

    assert_eq!(SECRET.accept(&code(-2), at(first - 1), None), Some(STEP - 2));
    assert_eq!(SECRET.accept(&code(-2), at(first), None), None);
    assert_eq!(SECRET.accept(&code(1), at(first), None), Some(STEP + 1));
    assert_eq!(SECRET.accept(&code(1), at(first - 1), None), None);
}

#[test]
fn accepted_and_earlier_steps_are_refused() {
    for steps in [-1, 0, 1] {
        let last = STEP.checked_add_signed(steps).unwrap();
        for typed in [-1, 0, 1] {
            let accepted = SECRET.accept(&code(typed), at(NOW), Some(last)).is_some();
            assert_eq!(accepted, typed > steps, "{typed} after {steps}");
        }
    }
    assert_eq!(SECRET.accept(&code(0), at(NOW), Some(u64::MAX)), None);
}

#[test]
fn a_code_that_two_steps_share_is_good_once() {
    // Found by trying: these steps follow each other and have the same code.
    let (earlier, later) = (910_737, 910_738);
    let shared = SECRET.code(earlier);
    assert_eq!(*shared, *SECRET.code(later));

    for second in [earlier * 30, later * 30] {
        let now = at(i64::try_from(second).unwrap());
        let accepted = SECRET.accept(&shared, now, None);
        assert_eq!(accepted, Some(later));
        assert_eq!(SECRET.accept(&shared, now, accepted), None);
    }
}

#[test]
fn only_spaces_and_dashes_are_ignored() {
    let code = code(0);
    let (start, end) = code.split_at(3);
    let accepted = |typed: &str| SECRET.accept(typed, at(NOW), None).is_some();

    assert!(accepted(&format!(" {start} {end}\n")));
    assert!(accepted(&format!("{start}-{end}")));
    assert!(!accepted(&format!("{start}.{end}")));
    assert!(!accepted(&format!("+{code}")));
    assert!(!accepted(&format!("0{code}")));
    assert!(!accepted(&code[..5]));
    assert!(!accepted(&format!("{}x", &code[..5])));
    assert!(!accepted(&format!("{code}\0")));
    assert!(!accepted(&code.repeat(2)));
    assert!(!accepted(""));
    assert!(!accepted("abcdef"));
}

#[test]
fn digits_of_other_scripts_are_read() {
    let arabic: String =
        code(0).chars().map(|digit| char::from_u32(0x660 + digit.to_digit(10).unwrap()).unwrap()).collect();

    assert_eq!(SECRET.accept(&arabic, at(NOW), None), SECRET.accept(&code(0), at(NOW), None));
}

#[test]
fn another_secret_has_other_codes() {
    let other = Secret::from_bytes(*b"12345678901234567891");

    assert_eq!(other.accept(&code(0), at(NOW), None), None);
}

#[test]
fn the_first_step_has_no_earlier_one() {
    assert_eq!(SECRET.accept("755224", at(0), None), Some(0));
    assert_eq!(SECRET.accept("755224", at(-1), None), None);
}

#[test]
fn the_secret_is_not_printed() {
    assert_eq!(format!("{SECRET:?}"), "Secret(..)");
}
