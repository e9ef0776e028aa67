//! The odds that SECURITY.md states, computed from the limits and from what is accepted.

#![expect(clippy::cast_precision_loss, reason = "odds are rounded")]

use authenticators::{recovery, totp::ACCEPTED_STEPS};
use domain::{AccountLimits, Caller, MethodKind, Policy, StepRefusal};
use jiff::{SignedDuration, Timestamp};

const SECURITY: &str = include_str!("../../../SECURITY.md");
const ACCOUNTS: f64 = 100_000.0;
const DAYS: i64 = 120;
const GUESSES_PER_CODE: f64 = 3.0;

/// Returns the moments at which a stranger guesses, if each guess is made as soon as the limits allow it.
fn moments(kind: MethodKind) -> Vec<Timestamp> {
    let (policy, stranger) = (Policy::default(), Caller::Stranger("name".into()));
    let end = Timestamp::UNIX_EPOCH + SignedDuration::from_hours(24 * DAYS);
    let (mut limits, mut now, mut compared) = (AccountLimits::default(), Timestamp::UNIX_EPOCH, Vec::new());
    while now < end {
        match limits.clone().count_guess(&stranger, kind, &now.to_string(), &policy.limits, now) {
            Ok((counted, reservation)) => {
                limits = counted;
                if !reservation.is_withheld {
                    compared.push(now);
                }
                now += SignedDuration::from_secs(1);
            }
            Err(StepRefusal::LimitReached { until }) => now = until,
            Err(refusal) => panic!("{refusal:?}"),
        }
    }
    compared
}

/// The most guesses within 24 hours.
fn most_in_a_day(moments: &[Timestamp]) -> usize {
    let within = |from: &Timestamp| {
        moments
            .iter()
            .filter(|at| *at >= from && at.duration_since(*from) < SignedDuration::from_hours(24))
            .count()
    };
    moments.iter().map(within).max().unwrap()
}

fn average_per_day(moments: &[Timestamp]) -> f64 {
    moments.len() as f64 / DAYS as f64
}

fn states(sentence: &str) {
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(words(SECURITY).contains(&words(sentence)), "SECURITY.md does not say: {sentence}");
}

#[test]
fn guesses_of_strangers_are_as_few_as_stated() {
    for kind in [MethodKind::Mail, MethodKind::RecoveryCode] {
        let moments = moments(kind);
        assert_eq!(most_in_a_day(&moments), 7);
        let average = average_per_day(&moments);
        assert!((5.7..5.9).contains(&average), "{average}");
    }
    states(
        "at most seven guesses within 24 hours at the codes that an account is sent, and 5.8 a day on average",
    );
}

#[test]
fn odds_of_codes_that_are_sent_are_as_stated() {
    let (average, code) = (average_per_day(&moments(MethodKind::Mail)), 1e-6);
    let days_for_a_hit = 1.0 / (ACCOUNTS * average * code);
    assert!((1.6..1.8).contains(&days_for_a_hit), "{days_for_a_hit}");
    states("with one gate, one account in 1.7 days");
    let attempts = average / GUESSES_PER_CODE;
    let both = (GUESSES_PER_CODE * code).powi(2);
    let years_for_a_hit = 1.0 / (365.0 * ACCOUNTS * attempts * both);
    assert!((1_500.0..1_700.0).contains(&years_for_a_hit), "{years_for_a_hit}");
    states("with two gates, one account in 1,600 years");
}

#[test]
fn odds_of_codes_of_an_app_are_as_stated() {
    let average = average_per_day(&moments(MethodKind::AuthenticatorApp));
    let hits = |apps: f64| ACCOUNTS * average * apps * ACCEPTED_STEPS as f64 * 1e-6;
    assert!((1.7..1.8).contains(&hits(1.0)), "{}", hits(1.0));
    let most = hits(MethodKind::AuthenticatorApp.maximum() as f64);
    assert!((8.5..8.9).contains(&most), "{most}");
    states("if each user has one app, 1.7 accounts a day with one gate; if each has five, 8.7");
}

#[test]
fn odds_of_recovery_codes_are_as_stated() {
    let average = average_per_day(&moments(MethodKind::RecoveryCode));
    let hits_a_year = 365.0 * ACCOUNTS * average * recovery::CODES as f64 / 2_f64.powi(80);
    assert!(hits_a_year < 1e-14, "{hits_a_year}");
    states("A recovery code has 80 random bits and is never hit");
}

/// A stranger who keeps everybody else from codes needs as many guesses and starts as SECURITY.md states.
#[test]
fn guesses_that_keep_strangers_out_are_as_stated() {
    let moments = moments(MethodKind::Mail);
    let cycle =
        moments.iter().find(|at| at.duration_since(moments[0]) > SignedDuration::from_hours(24)).unwrap();
    assert_eq!(cycle.duration_since(moments[0]).as_hours(), 29);
    assert_eq!(moments.iter().filter(|at| *at < cycle).count(), 7);
    states("seven wrong guesses in 29 hours");
}
