use super::*;
use crate::limits::{FailedGuess, GuessClass, SendRecord};

const DAY: i64 = 24 * 3600;

fn at(seconds: i64) -> Timestamp {
    Timestamp::from_second(1_800_000_000 + seconds).unwrap()
}

fn activity(kind: ActivityKind, seconds: i64) -> Activity {
    Activity { kind, method: None, at: at(seconds), count: 1, client: None }
}

fn noted(activities: impl IntoIterator<Item = Activity>) -> RecentActivity {
    activities.into_iter().fold(RecentActivity::default(), |recent, new| recent.note(new).unwrap())
}

fn kinds(recent: &RecentActivity) -> Vec<(ActivityKind, u32)> {
    recent.all().iter().map(|activity| (activity.kind, activity.count)).collect()
}

#[test]
fn attempts_displace_nothing_that_the_user_did() {
    let own = [ActivityKind::PasswordReset, ActivityKind::MethodAdded, ActivityKind::AccountUnlocked];
    let own = own.into_iter().zip(0..).map(|(kind, seconds)| activity(kind, seconds));
    let attempts = (10..5_000).flat_map(|seconds| {
        [ActivityKind::WrongCodes, ActivityKind::WrongPasswords].map(|kind| activity(kind, seconds * 60))
    });

    let recent = noted(own.chain(attempts));

    assert_eq!(recent.all().len(), 5);
    assert_eq!(kinds(&recent)[0], (ActivityKind::PasswordReset, 1));
    assert!(recent.all()[3..].iter().all(|attempts| attempts.count == 4_990), "{recent:?}");
}

#[test]
fn attempts_are_counted_anew_after_a_day_without_one() {
    let codes = |seconds| activity(ActivityKind::WrongCodes, seconds);
    let recent = noted([codes(0), codes(DAY - 1)]);
    assert_eq!(kinds(&recent), [(ActivityKind::WrongCodes, 2)]);
    let recent = recent.note(codes(2 * DAY - 1)).unwrap();
    assert_eq!(kinds(&recent), [(ActivityKind::WrongCodes, 1)]);
}

#[test]
fn attempts_by_several_methods_name_no_method() {
    let codes =
        |method, seconds| Activity { method: Some(method), ..activity(ActivityKind::WrongCodes, seconds) };
    let recent = noted([codes(MethodKind::Mail, 0), codes(MethodKind::Mail, 1)]);
    assert_eq!(recent.all()[0].method, Some(MethodKind::Mail));
    let recent = recent.note(codes(MethodKind::TextMessage, 2)).unwrap();
    let recent = recent.note(codes(MethodKind::TextMessage, 3)).unwrap();
    assert_eq!(recent.all()[0].method, None);
}

#[test]
fn stored_activity_is_sorted_and_read_once() {
    let [first, second] = [0, 1].map(|seconds| activity(ActivityKind::PasswordReset, seconds));
    let stored = vec![second.clone(), first.clone(), second.clone()];
    assert_eq!(RecentActivity::stored(stored).all(), [first, second]);
}

fn counts(limits: &AccountLimits, seconds: i64) -> Vec<(ActivityKind, Timestamp, u32)> {
    let stored = noted([activity(ActivityKind::SignedIn, 1), activity(ActivityKind::WrongCodes, 5)]);
    let recent = stored.with_counts(limits, at(seconds));
    recent.all().iter().map(|activity| (activity.kind, activity.at, activity.count)).collect()
}

#[test]
fn codes_of_the_last_day_are_one_activity() {
    let send = |seconds, is_withheld| SendRecord {
        at: at(seconds),
        destination: "h".to_owned(),
        caller: Caller::User,
        is_withheld,
    };
    let sends = vec![send(0, false), send(1, false), send(2, false), send(3, true)];
    let limits = AccountLimits { sends, ..AccountLimits::default() };
    let codes = |seconds| counts(&limits, seconds).get(1).copied();
    assert_eq!(codes(10), Some((ActivityKind::CodesRequested, at(2), 3)));
    assert_eq!(codes(DAY), Some((ActivityKind::CodesRequested, at(2), 2)));
    assert_eq!(codes(DAY + 2), Some((ActivityKind::WrongCodes, at(5), 1)));
}

#[test]
fn wrong_codes_of_sessions_count_with_those_of_resets() {
    let guess = |caller, seconds| FailedGuess {
        at: at(seconds),
        caller,
        class: GuessClass::SentCode,
        target: "m".to_owned(),
        is_withheld: false,
    };
    let stranger = || Caller::Stranger("n".to_owned());
    let wrong = |failed_guesses| {
        let limits = AccountLimits { failed_guesses, ..AccountLimits::default() };
        counts(&limits, 20)[1]
    };
    assert_eq!(wrong(vec![]), (ActivityKind::WrongCodes, at(5), 1));
    let guesses = vec![guess(Caller::User, 4), guess(Caller::User, 9), guess(stranger(), 10)];
    assert_eq!(wrong(guesses), (ActivityKind::WrongCodes, at(9), 3), "a stranger's is stored");
}

#[test]
fn repeated_entry_is_noted_once() {
    for kind in [ActivityKind::PasswordReset, ActivityKind::WrongCodes, ActivityKind::SignedIn] {
        let recent = noted([activity(kind, 0)]);
        assert_eq!(recent.note(activity(kind, 0)), None, "{kind:?}");
    }
}

#[test]
fn sign_ins_in_a_row_in_one_browser_are_one_activity() {
    let sign_in = |seconds| activity(ActivityKind::SignedIn, seconds);
    let elsewhere = |seconds| {
        let network = "192.0.2.0/24".to_owned();
        let client = Some(ClientInfo { network, device: None, language: None });
        Activity { client, ..sign_in(seconds) }
    };
    let other = activity(ActivityKind::MethodAdded, 30);

    let recent = noted([sign_in(10), sign_in(20), other, sign_in(40), elsewhere(50), elsewhere(60)]);

    let expected = [
        (ActivityKind::SignedIn, 2),
        (ActivityKind::MethodAdded, 1),
        (ActivityKind::SignedIn, 1),
        (ActivityKind::SignedIn, 2),
    ];
    assert_eq!(kinds(&recent), expected);
    assert_eq!(recent.all()[0].at, at(20));
}

#[test]
fn oldest_of_more_than_20_is_dropped() {
    let changed = |seconds| activity(ActivityKind::PasswordChanged, seconds);
    let all = [activity(ActivityKind::WrongCodes, -1)].into_iter().chain((0..21).map(changed));

    let recent = noted(all);

    assert_eq!(recent.all().len(), 1 + MAX_ACTIVITIES);
    assert_eq!(recent.all()[0].kind, ActivityKind::WrongCodes);
    assert_eq!(recent.all()[1].at, at(1));
}

#[test]
fn activity_is_kept_for_half_a_year_and_attempts_for_a_month() {
    let recent = noted([activity(ActivityKind::WrongCodes, 0), activity(ActivityKind::SignedIn, 1)]);
    let shown = |seconds| recent.newest(10, at(seconds)).map(|activity| activity.kind).collect::<Vec<_>>();
    assert_eq!(shown(30 * DAY - 1), [ActivityKind::SignedIn, ActivityKind::WrongCodes]);
    assert_eq!(shown(30 * DAY), [ActivityKind::SignedIn]);
    assert_eq!(shown(180 * DAY + 1), []);
    assert_eq!(recent.expires_at(), at(180 * DAY + 1));
    assert_eq!(recent.newest(1, at(2)).count(), 1);
}
