mod properties;

use super::*;
use crate::{MethodKind, UsableMethod};

fn at(seconds: i64) -> Timestamp {
    Timestamp::from_second(1_800_000_000 + seconds).unwrap()
}

fn session() -> Session {
    Session::begin(SessionId("s".into()), AccountId("a".into()), AuthenticationLevel::Password, at(0))
}

const IDLE_TIMEOUT: i64 = 15 * 60;
const MAX_AGE: i64 = 8 * 3600;

fn is_valid(session: &Session, limits: &AccountLimits, seconds: i64) -> bool {
    session.is_valid(limits, &Policy::default(), at(seconds))
}

#[test]
fn session_expires_after_15_idle_minutes() {
    let (session, limits) = (session(), AccountLimits::default());
    assert!(is_valid(&session, &limits, IDLE_TIMEOUT - 1));
    assert!(!is_valid(&session, &limits, IDLE_TIMEOUT));
    let used = session.touch(at(IDLE_TIMEOUT - 1)).unwrap();
    assert!(is_valid(&used, &limits, 2 * IDLE_TIMEOUT - 2));
    assert!(!is_valid(&used, &limits, 2 * IDLE_TIMEOUT - 1));
}

#[test]
fn session_expires_after_eight_hours_of_use() {
    let (mut session, limits) = (session(), AccountLimits::default());
    for minute in 1..MAX_AGE / 60 {
        session = session.touch(at(minute * 60)).unwrap();
    }
    assert!(is_valid(&session, &limits, MAX_AGE - 1));
    assert!(!is_valid(&session, &limits, MAX_AGE));
    assert_eq!(session.idle_until(&Policy::default()), at(MAX_AGE));
}

#[test]
fn a_use_within_a_minute_is_not_saved() {
    assert_eq!(session().touch(at(59)), None);
    assert_eq!(session().touch(at(60)).unwrap().used_at, at(60));
}

#[test]
fn new_password_sign_out_and_freeze_end_earlier_sessions() {
    let limits = AccountLimits::default();
    let frozen = limits.clone().freeze_account(at(5));
    let ends = [
        limits.clone().complete(at(5)),
        limits.sign_out(at(5)),
        frozen.clone(),
        frozen.unfreeze_account(at(5)),
    ];
    for ended in ends {
        let begun = |seconds| Session { began_at: at(seconds), ..session() };
        assert!(!is_valid(&begun(4), &ended, 6));
        assert!(!is_valid(&begun(5), &ended, 6));
        assert!(is_valid(&begun(6), &ended, 6));
    }
}

fn usable(id: &str, kind: MethodKind, is_trusted: bool) -> UsableMethod {
    let (hint, destination) = (String::new(), "h".to_owned());
    UsableMethod { id: id.into(), kind, hint, destination, is_trusted, is_preferred: false }
}

fn requirements(usable: Vec<UsableMethod>) -> SessionRequirements {
    SessionRequirements { is_frozen: false, usable, lacks_methods: false, needs_confirmation: false }
}

fn with(level: AuthenticationLevel) -> Session {
    Session { level, ..session() }
}

const LEVELS: [AuthenticationLevel; 4] = [
    AuthenticationLevel::MustChange,
    AuthenticationLevel::MustChangeProved,
    AuthenticationLevel::Password,
    AuthenticationLevel::Full,
];

#[test]
fn next_steps_come_in_a_fixed_order() {
    let some = || vec![usable("m", MethodKind::Mail, true)];
    let all = SessionRequirements {
        is_frozen: true,
        usable: some(),
        lacks_methods: true,
        needs_confirmation: true,
    };
    for level in LEVELS {
        assert_eq!(with(level).next(&all), NextStep::LiftFreeze);
    }
    let thawed = SessionRequirements { is_frozen: false, ..all };
    assert_eq!(with(AuthenticationLevel::Password).next(&thawed), NextStep::Prove);
    assert_eq!(with(AuthenticationLevel::MustChange).next(&thawed), NextStep::Prove);
    assert_eq!(with(AuthenticationLevel::MustChangeProved).next(&thawed), NextStep::ChangePassword);
    assert_eq!(with(AuthenticationLevel::MustChange).next(&requirements(vec![])), NextStep::ChangePassword);
    assert_eq!(with(AuthenticationLevel::Full).next(&thawed), NextStep::Register);
    let skipped = Session { has_skipped: true, ..with(AuthenticationLevel::Full) };
    assert_eq!(skipped.next(&thawed), NextStep::Confirm);
    assert_eq!(with(AuthenticationLevel::Full).next(&requirements(some())), NextStep::SecurityInfo);
    assert_eq!(with(AuthenticationLevel::Password).next(&requirements(vec![])), NextStep::SecurityInfo);
}

#[test]
fn other_steps_are_refused_before_the_next_one() {
    let (some, none) = (requirements(vec![usable("m", MethodKind::Mail, true)]), requirements(vec![]));
    let lacking = SessionRequirements { lacks_methods: true, ..none.clone() };
    let frozen = SessionRequirements { is_frozen: true, ..none.clone() };
    let both = |level, requirements: &SessionRequirements| {
        let session = with(level);
        (session.authorize_change(requirements), session.authorize_registration(requirements))
    };
    assert_eq!(both(AuthenticationLevel::Full, &some), (Ok(()), Ok(())));
    assert_eq!(both(AuthenticationLevel::MustChange, &none), (Ok(()), Err(StepRefusal::StepNotAllowed)));
    assert_eq!(
        both(AuthenticationLevel::MustChange, &some),
        (Err(StepRefusal::FactorMissing), Err(StepRefusal::FactorMissing))
    );
    assert_eq!(
        both(AuthenticationLevel::MustChangeProved, &some),
        (Ok(()), Err(StepRefusal::StepNotAllowed))
    );
    assert_eq!(
        both(AuthenticationLevel::Password, &some),
        (Err(StepRefusal::FactorMissing), Err(StepRefusal::FactorMissing))
    );
    assert_eq!(
        both(AuthenticationLevel::Password, &lacking),
        (Err(StepRefusal::RegistrationRequired), Ok(()))
    );
    assert_eq!(
        both(AuthenticationLevel::Full, &frozen),
        (Err(StepRefusal::AccountFrozen), Err(StepRefusal::AccountFrozen))
    );
}

fn send(
    session: Session,
    requirements: &SessionRequirements,
    seconds: i64,
) -> Result<(Session, AccountLimits), StepRefusal> {
    let limits = AccountLimits::default();
    let sent = session.send_factor("m", vec![7], requirements, limits, &Policy::default(), at(seconds))?;
    Ok((sent.0, sent.1))
}

#[test]
fn factor_code_is_sent_only_when_a_factor_is_next() {
    let some = requirements(vec![usable("m", MethodKind::Mail, true)]);
    assert!(send(with(AuthenticationLevel::Password), &some, 1).is_ok());
    assert_eq!(send(with(AuthenticationLevel::Full), &some, 1), Err(StepRefusal::StepNotAllowed));
    assert!(send(with(AuthenticationLevel::MustChange), &some, 1).is_ok());
    assert_eq!(send(with(AuthenticationLevel::MustChangeProved), &some, 1), Err(StepRefusal::StepNotAllowed));
    assert_eq!(
        send(with(AuthenticationLevel::Password), &requirements(vec![]), 1),
        Err(StepRefusal::MethodUnknown)
    );
    let app = requirements(vec![usable("m", MethodKind::AuthenticatorApp, true)]);
    assert_eq!(send(with(AuthenticationLevel::Password), &app, 1), Err(StepRefusal::StepNotAllowed));
}

#[test]
fn valid_factor_code_allows_three_counted_guesses() {
    let some = requirements(vec![usable("m", MethodKind::Mail, true)]);
    let (mut session, limits) = send(with(AuthenticationLevel::Password), &some, 0).unwrap();
    let policy = Policy::default();
    let guess =
        |session: Session, seconds| session.admit_factor("m", &some, limits.clone(), &policy, at(seconds));
    assert_eq!(guess(session.clone(), 600).unwrap_err(), StepRefusal::CodeExpired);
    assert_eq!(
        guess(with(AuthenticationLevel::Password), 1).unwrap_err(),
        StepRefusal::CodeExpired,
        "no code was sent"
    );
    for left in [2, 1, 0] {
        let admitted = guess(session, 599).unwrap();
        assert_eq!((admitted.guesses_left, admitted.digest.as_deref()), (left, Some(&[7][..])));
        assert_eq!(admitted.limits.failed_guesses.len(), 1);
        session = admitted.session;
    }
    assert_eq!(guess(session, 599).unwrap_err(), StepRefusal::CodeExpired);
}

#[test]
fn proved_factor_gives_a_new_reference_and_full_level() {
    let some = requirements(vec![usable("m", MethodKind::AuthenticatorApp, true)]);
    let admitted = with(AuthenticationLevel::Password)
        .admit_factor("m", &some, AccountLimits::default(), &Policy::default(), at(5))
        .unwrap();
    let (id, method, reservation) = (SessionId("new".into()), admitted.method, admitted.reservation);
    let proved =
        admitted.session.prove_factor(id, &method, &reservation, &some, admitted.limits, at(6)).unwrap();
    assert_eq!(
        (proved.0.id.0.as_str(), proved.0.level, proved.0.began_at),
        ("new", AuthenticationLevel::Full, at(0))
    );
    assert_eq!(proved.1, AccountLimits::default());
    assert_eq!(proved.2, crate::Event::FactorProved { method: MethodKind::AuthenticatorApp });
}

#[test]
fn only_a_trusted_passkey_lifts_a_freeze() {
    let frozen_limits = AccountLimits::default().freeze_account(at(-1));
    for (kind, is_trusted, expected) in [
        (MethodKind::AuthenticatorApp, true, Err(StepRefusal::AccountFrozen)),
        (MethodKind::Passkey, false, Err(StepRefusal::AccountFrozen)),
        (MethodKind::Passkey, true, Ok(())),
    ] {
        let method = usable("m", kind, is_trusted);
        assert_eq!(
            method.may_prove(NextStep::LiftFreeze),
            expected.is_ok(),
            "every offered method is admitted"
        );
        let frozen = SessionRequirements { is_frozen: true, ..requirements(vec![method]) };
        let admitted = with(AuthenticationLevel::Password).admit_factor(
            "m",
            &frozen,
            frozen_limits.clone(),
            &Policy::default(),
            at(5),
        );
        assert_eq!(admitted.as_ref().map(|_| ()).map_err(|refusal| *refusal), expected, "{kind:?}");
        if let Ok(admitted) = admitted {
            let (method, reservation) = (admitted.method, admitted.reservation);
            let id = SessionId("new".into());
            let lifted =
                admitted.session.prove_factor(id, &method, &reservation, &frozen, admitted.limits, at(6));
            let (session, limits, _) = lifted.unwrap();
            assert_eq!(limits.frozen_at, None);
            assert!(session.is_valid(&limits, &Policy::default(), at(7)));
        }
    }
}

#[test]
fn expired_password_with_a_factor_may_only_be_changed() {
    let session = with(AuthenticationLevel::MustChange).raise(SessionId("new".into()), at(1));
    assert_eq!(session.level, AuthenticationLevel::MustChangeProved);
    assert_eq!(session.raise(SessionId("newer".into()), at(2)).level, AuthenticationLevel::MustChangeProved);
}
