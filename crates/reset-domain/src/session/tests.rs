use super::*;

fn at(seconds: i64) -> Timestamp {
    Timestamp::from_second(1_800_000_000 + seconds).unwrap()
}

fn session() -> Session {
    Session::begin(SessionId("s".into()), AccountId("a".into()), Level::Password, at(0))
}

const IDLE: i64 = 15 * 60;
const LIFE: i64 = 8 * 3600;

fn lasts(session: &Session, limits: &AccountLimits, seconds: i64) -> bool {
    session.lasts(limits, &Policy::default(), at(seconds))
}

#[test]
fn it_ends_a_quarter_of_an_hour_after_its_last_use() {
    let (session, limits) = (session(), AccountLimits::default());
    assert!(lasts(&session, &limits, IDLE - 1));
    assert!(!lasts(&session, &limits, IDLE));
    let used = session.used(at(IDLE - 1)).unwrap();
    assert!(lasts(&used, &limits, 2 * IDLE - 2));
    assert!(!lasts(&used, &limits, 2 * IDLE - 1));
}

#[test]
fn it_ends_after_eight_hours_however_much_it_is_used() {
    let (mut session, limits) = (session(), AccountLimits::default());
    for minute in 1..LIFE / 60 {
        session = session.used(at(minute * 60)).unwrap();
    }
    assert!(lasts(&session, &limits, LIFE - 1));
    assert!(!lasts(&session, &limits, LIFE));
    assert_eq!(session.idle_until(&Policy::default()), at(LIFE));
}

#[test]
fn a_use_within_a_minute_is_not_noted() {
    assert_eq!(session().used(at(59)), None);
    assert_eq!(session().used(at(60)).unwrap().used_at, at(60));
}

#[test]
fn a_new_password_and_signing_out_everywhere_end_what_began_before() {
    let limits = AccountLimits::default();
    for ended in [limits.clone().complete(at(5)), limits.sign_out(at(5))] {
        let begun = |seconds| Session { began_at: at(seconds), ..session() };
        assert!(!lasts(&begun(4), &ended, 6));
        assert!(!lasts(&begun(5), &ended, 6));
        assert!(lasts(&begun(6), &ended, 6));
    }
}
