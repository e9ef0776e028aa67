use super::*;
use crate::AccountId;

fn at(seconds: i64) -> Timestamp {
    Timestamp::from_second(1_800_000_000 + seconds).unwrap()
}

fn start(name: &str) -> StartSignIn {
    StartSignIn {
        id: SignInId("i".into()),
        subject: Subject { account: AccountId("a".into()), decoy: false },
        caller: Caller::Stranger(name.into()),
        job: JobId("j".into()),
        agents: vec!["agent-1".into()],
    }
}

fn open(limits: AccountLimits, seconds: i64) -> Result<(SignIn, AccountLimits), StepRefusal> {
    open_as("anna", limits, seconds)
}

fn open_as(name: &str, limits: AccountLimits, seconds: i64) -> Result<(SignIn, AccountLimits), StepRefusal> {
    start(name).open(limits, &Policy::default(), at(seconds)).map(|(sign_in, limits, _)| (sign_in, limits))
}

fn answer(sign_in: SignIn, verdict: SignInVerdict, limits: AccountLimits) -> (SignIn, AccountLimits) {
    let answered = sign_in.record_verdict(&JobId("j".into()), verdict, "agent-1", limits);
    let SignInReportOutcome::Recorded { sign_in, limits, .. } = answered else { panic!("{answered:?}") };
    (sign_in, limits)
}

fn finish(sign_in: SignIn, seconds: i64) -> Result<FinishSignInOutcome, StepRefusal> {
    sign_in.finish_sign_in(SessionId("s".into()), None, at(seconds))
}

fn counted(limits: &AccountLimits) -> Vec<Timestamp> {
    limits.wrong_passwords.iter().map(|wrong| wrong.at).collect()
}

const ALL: [SignInVerdict; 11] = [
    SignInVerdict::Right,
    SignInVerdict::PasswordExpired,
    SignInVerdict::MustChange,
    SignInVerdict::AccountDisabled,
    SignInVerdict::AccountExpired,
    SignInVerdict::NotAtThisTime,
    SignInVerdict::Wrong,
    SignInVerdict::Locked,
    SignInVerdict::NotTried,
    SignInVerdict::CannotTell,
    SignInVerdict::Unreachable,
];

#[test]
fn fifth_wrong_password_is_not_tried_for_30_min() {
    let mut limits = AccountLimits::default();
    for minute in [0, 20, 40, 60] {
        limits = open(limits, minute * 60).unwrap().1;
    }
    let until = at(90 * 60);
    assert_eq!(open(limits.clone(), 90 * 60 - 1), Err(StepRefusal::LimitReached { until }));
    assert_eq!(counted(&open(limits, 90 * 60).unwrap().1), [until]);
}

#[test]
fn another_name_is_answered_like_a_decoy_in_a_cooldown() {
    let limits = (0..4).fold(AccountLimits::default(), |limits, second| open(limits, second).unwrap().1);
    let (sign_in, limits) = open_as("a.andersson", limits, 4).unwrap();
    assert!(sign_in.is_decoy());
    let (right, _) = answer(sign_in, SignInVerdict::Right, limits.clone());
    assert_eq!(finish(right, 5), Ok(FinishSignInOutcome::Refused(SignInRefusal::NotSignedIn)));
    let (later, _) = open_as("a.andersson", limits, 3 + 30 * 60).unwrap();
    assert!(!later.is_decoy());
}

#[test]
fn right_password_clears_counts_of_other_names_silently() {
    let limits = (0..3).fold(AccountLimits::default(), |limits, second| open(limits, second).unwrap().1);
    let (right, limits) = open_as("a.andersson", limits, 3).unwrap();
    let (_, limits) = answer(right, SignInVerdict::Right, limits);
    assert_eq!(counted(&limits), [at(0), at(1), at(2)], "a stranger sees no change");
    let limits = open(limits, 4).unwrap().1;
    assert!(open(limits.clone(), 5).is_err());
    assert!(!open_as("a.andersson", limits, 5).unwrap().0.is_decoy());
}

#[test]
fn right_password_drops_earlier_wrong_ones_only() {
    let (first, limits) = open(AccountLimits::default(), 0).unwrap();
    let (_, limits) = answer(first, SignInVerdict::Wrong, limits);
    let (second, limits) = open(limits, 1).unwrap();
    let (_, limits) = open(limits, 2).unwrap();
    let (_, limits) = answer(second, SignInVerdict::Right, limits);
    assert_eq!(counted(&limits), [at(2)]);
}

#[test]
fn passwords_with_the_answer_of_a_decoy_stay_counted() {
    for verdict in ALL {
        let (sign_in, limits) = open(AccountLimits::default(), 0).unwrap();
        let (answered, limits) = answer(sign_in, verdict, limits);
        let refused = FinishSignInOutcome::Refused(SignInRefusal::NotSignedIn);
        let is_alike = finish(answered, 1) == Ok(refused);
        assert_eq!(limits.wrong_passwords.len(), usize::from(is_alike), "{verdict:?}");
    }
}

#[test]
fn report_is_taken_once_from_an_agent_of_the_envelope() {
    let (sign_in, limits) = open(AccountLimits::default(), 0).unwrap();
    let answer_by = |sign_in: SignIn, job: &str, agent| {
        sign_in.record_verdict(&JobId(job.into()), SignInVerdict::Right, agent, limits.clone())
    };
    assert_eq!(answer_by(sign_in.clone(), "other", "agent-1"), SignInReportOutcome::Unexpected);
    assert_eq!(answer_by(sign_in.clone(), "j", "agent-2"), SignInReportOutcome::Unexpected);
    let (answered, _) = answer(sign_in, SignInVerdict::Wrong, limits.clone());
    assert_eq!(answer_by(answered, "j", "agent-1"), SignInReportOutcome::Repeated);
}

#[test]
fn every_verdict_has_an_outcome_and_wrong_ones_look_alike() {
    for verdict in ALL {
        let (sign_in, limits) = open(AccountLimits::default(), 0).unwrap();
        let finished = finish(answer(sign_in, verdict, limits).0, 1).unwrap();
        let expected = match verdict {
            SignInVerdict::Right => Ok(AuthenticationLevel::Password),
            SignInVerdict::PasswordExpired | SignInVerdict::MustChange => Ok(AuthenticationLevel::MustChange),
            SignInVerdict::AccountDisabled => Err(SignInRefusal::AccountDisabled),
            SignInVerdict::AccountExpired => Err(SignInRefusal::AccountExpired),
            SignInVerdict::NotAtThisTime => Err(SignInRefusal::NotAtThisTime),
            SignInVerdict::Wrong
            | SignInVerdict::Locked
            | SignInVerdict::NotTried
            | SignInVerdict::CannotTell => Err(SignInRefusal::NotSignedIn),
            SignInVerdict::Unreachable => Err(SignInRefusal::DirectoryUnreachable),
        };
        let led = match finished {
            FinishSignInOutcome::SignedIn { session, .. } => Ok(session.level),
            FinishSignInOutcome::Refused(refusal) => Err(refusal),
            FinishSignInOutcome::Checking => panic!("answered"),
        };
        assert_eq!(led, expected, "{verdict:?}");
    }
}

#[test]
fn sign_in_refusals_have_constant_timing() {
    for verdict in
        [SignInVerdict::Wrong, SignInVerdict::Locked, SignInVerdict::NotTried, SignInVerdict::CannotTell]
    {
        let (sign_in, limits) = open(AccountLimits::default(), 0).unwrap();
        let (answered, _) = answer(sign_in, verdict, limits);
        let early = at(0) + SignedDuration::from_millis(799);
        assert_eq!(
            answered.clone().finish_sign_in(SessionId("s".into()), None, early),
            Ok(FinishSignInOutcome::Checking)
        );
        let refused = Ok(FinishSignInOutcome::Refused(SignInRefusal::NotSignedIn));
        assert_eq!(
            answered.finish_sign_in(SessionId("s".into()), None, at(0) + MIN_REFUSAL_DELAY),
            refused,
            "{verdict:?}"
        );
    }
}

#[test]
fn sign_in_begins_one_session_in_time_and_none_for_decoys() {
    let (sign_in, limits) = open(AccountLimits::default(), 0).unwrap();
    let (right, _) = answer(sign_in, SignInVerdict::Right, limits);
    let Ok(FinishSignInOutcome::SignedIn { sign_in, session, .. }) = finish(right.clone(), 1) else {
        panic!("right")
    };
    assert_eq!((session.began_at, session.level), (at(1), AuthenticationLevel::Password));
    assert_eq!(finish(sign_in, 2), Err(StepRefusal::TokenInvalid));
    assert_eq!(
        finish(right.clone(), 20),
        Ok(FinishSignInOutcome::Refused(SignInRefusal::DirectoryUnreachable))
    );
    let decoy = SignIn { subject: Subject { decoy: true, ..right.subject.clone() }, ..right };
    assert_eq!(finish(decoy, 1), Ok(FinishSignInOutcome::Refused(SignInRefusal::NotSignedIn)));
}

#[test]
fn missing_answer_means_directory_unreachable() {
    let (sign_in, _) = open(AccountLimits::default(), 0).unwrap();
    assert_eq!(finish(sign_in.clone(), 19), Ok(FinishSignInOutcome::Checking));
    assert_eq!(finish(sign_in, 20), Ok(FinishSignInOutcome::Refused(SignInRefusal::DirectoryUnreachable)));
}
