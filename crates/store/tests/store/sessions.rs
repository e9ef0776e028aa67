use domain::{
    AccountId, AccountLimits, AuthenticationLevel, Caller, Event, FinishSignInOutcome, JobId, Policy,
    Registration, Session, SessionId, SignIn, SignInId, SignInReportOutcome, SignInVerdict, StartSignIn,
    Subject,
};
use jiff::{SignedDuration, Timestamp};
use store::{
    StoreError,
    sessions::{Reference, SessionChange, SessionOutcome, Sessions},
    sign_ins::{LoadedLimits, SignIns},
};
use tokio::task::JoinSet;

use crate::emulator::{Emulator, at};

const NOW: &str = "2027-02-01T08:00:00.123456789Z";

fn now() -> Timestamp {
    at(NOW)
}

fn start(id: &str) -> StartSignIn {
    StartSignIn {
        id: SignInId(id.into()),
        subject: Subject { account: AccountId("account".into()), decoy: false },
        caller: Caller::Stranger("name".into()),
        job: JobId("job".into()),
        agents: vec!["agent-1".into()],
    }
}

async fn try_open(store: &SignIns, id: &str) -> Result<SignIn, StoreError> {
    let read = store.limits(&AccountId("account".into())).await?;
    let (sign_in, limits, event) = start(id).open(read.limits, &Policy::default(), now()).unwrap();
    store.open(&sign_in, &limits, read.version, &event).await?;
    Ok(sign_in)
}

/// Returns a session that a right password began.
async fn begin_session(emulator: &Emulator, reference: &Reference) -> (Sessions, Session) {
    let (sign_ins, sessions) = stores(emulator);
    try_open(&sign_ins, &reference.id().0).await.unwrap();
    let id = SignInId(reference.id().0);
    let loaded = sign_ins.load(&id).await.unwrap().unwrap();
    let LoadedLimits { limits, version } = sign_ins.limits(&AccountId("account".into())).await.unwrap();
    let answered =
        loaded.sign_in.record_verdict(&JobId("job".into()), SignInVerdict::Right, "agent-1", limits);
    let SignInReportOutcome::Recorded { sign_in, limits, event } = answered else { panic!("recorded") };
    let limits = LoadedLimits { limits, version };
    sign_ins.save(loaded.version, &sign_in, &limits, &event, now()).await.unwrap();
    let loaded = sign_ins.load(&id).await.unwrap().unwrap();
    let Ok(FinishSignInOutcome::SignedIn { sign_in, session, event }) =
        loaded.sign_in.finish_sign_in(reference.id(), None, now())
    else {
        panic!("signed in")
    };
    let policy = Policy::default();
    sessions.begin(&session, &sign_in, loaded.version, &event, &policy).await.unwrap();
    let again = sessions.begin(&session, &sign_in, loaded.version, &event, &policy).await;
    assert!(matches!(again, Err(StoreError::Conflict)), "one sign-in begins one session");
    (sessions, session)
}

fn stores(emulator: &Emulator) -> (SignIns, Sessions) {
    let (client, tables) = (&emulator.client, &emulator.tables);
    (SignIns::new(client.clone(), tables.clone()), Sessions::new(client.clone(), tables.clone()))
}

#[tokio::test]
async fn sign_in_is_stored_once() {
    let emulator = Emulator::start().await;
    let (store, _) = stores(&emulator);
    try_open(&store, "one").await.unwrap();
    assert!(matches!(try_open(&store, "one").await, Err(StoreError::Conflict)));
}

#[tokio::test]
async fn concurrent_passwords_are_each_counted() {
    let emulator = Emulator::start().await;
    let (store, _) = stores(&emulator);
    let mut tries = JoinSet::new();
    for number in 0..30 {
        let store = store.clone();
        tries.spawn(async move {
            loop {
                let read = store.limits(&AccountId("account".into())).await.unwrap();
                let id = format!("s{number}");
                let Ok((sign_in, limits, event)) = start(&id).open(read.limits, &Policy::default(), now())
                else {
                    return false;
                };
                match store.open(&sign_in, &limits, read.version, &event).await {
                    Ok(()) => return true,
                    Err(error) => assert!(error.is_conflict(), "{error:?}"),
                }
            }
        });
    }
    let admitted = tries.join_all().await.into_iter().filter(|admitted| *admitted).count();
    assert_eq!(admitted, 4);
}

#[tokio::test]
async fn only_the_hash_of_a_session_reference_is_stored() {
    let emulator = Emulator::start().await;
    let reference = Reference::new([7; 32]);
    let (sessions, session) = begin_session(&emulator, &reference).await;
    let loaded = sessions.load(&reference.id()).await.unwrap().unwrap();
    assert_eq!(loaded.session, session);
    assert_eq!(loaded.limits, AccountLimits::default());
    assert_eq!(loaded.registration, Registration::default());
    assert!(sessions.load(&SessionId(reference.as_str().into())).await.unwrap().is_none());
    for table in [&emulator.tables.resets, &emulator.tables.audit.name, &emulator.tables.accounts] {
        assert!(!emulator.dump(table).await.contains(reference.as_str()), "{table}");
    }
    assert_eq!(Reference::parse(reference.as_str()), Some(reference));
    for wrong in ["", "AAAA", &"A".repeat(42), &"A".repeat(44), &"+".repeat(43)] {
        assert_eq!(Reference::parse(wrong), None, "{wrong}");
    }
}

#[tokio::test]
async fn use_during_a_transaction_is_a_lost_race() {
    let emulator = Emulator::start().await;
    let reference = Reference::new([7; 32]);
    let (sessions, session) = begin_session(&emulator, &reference).await;
    let loaded = sessions.load(&reference.id()).await.unwrap().unwrap();
    let elsewhere = Sessions::new(Emulator::writing_elsewhere(), emulator.tables.clone());
    let noted = elsewhere.note_use(&loaded.versions, &session, &Policy::default()).await;
    assert!(matches!(noted, Err(StoreError::Conflict)), "{noted:?}");
}

#[tokio::test]
async fn rotated_session_has_only_its_new_reference() {
    let emulator = Emulator::start().await;
    let (old, new) = (Reference::new([7; 32]), Reference::new([8; 32]));
    let (sessions, session) = begin_session(&emulator, &old).await;
    let loaded = sessions.load(&old.id()).await.unwrap().unwrap();
    let raised = session.raise(new.id(), now());
    let event = Event::FactorProved { method: domain::MethodKind::Mail };
    let decided = SessionChange {
        outcome: SessionOutcome::Rotated(&raised),
        limits: None,
        registration: None,
        event: &event,
    };
    let policy = Policy::default();
    sessions.save(&loaded, decided, &policy, now()).await.unwrap();
    assert!(sessions.load(&old.id()).await.unwrap().is_none());
    let rotated = sessions.load(&new.id()).await.unwrap().unwrap();
    assert_eq!(rotated.session.level, AuthenticationLevel::Full);
    let again = sessions.save(&loaded, decided, &policy, now()).await;
    assert!(matches!(again, Err(StoreError::Conflict)), "the earlier reference is void");
}

#[tokio::test]
async fn changes_of_a_step_are_saved_all_or_none() {
    let emulator = Emulator::start().await;
    let reference = Reference::new([7; 32]);
    let (sessions, _) = begin_session(&emulator, &reference).await;
    let stale = sessions.load(&reference.id()).await.unwrap().unwrap();
    let policy = Policy::default();
    let registration = Registration { skips: 1, ..Registration::default() };
    let event = Event::RegistrationSkipped;
    let decided = SessionChange {
        outcome: SessionOutcome::Kept,
        limits: None,
        registration: Some(&registration),
        event: &event,
    };
    sessions.save(&stale, decided, &policy, now()).await.unwrap();
    let limits = stale.limits.clone().sign_out(now());
    let lost = SessionChange { outcome: SessionOutcome::Ended, limits: Some(&limits), ..decided };
    let later = now() + SignedDuration::from_secs(1);
    assert!(matches!(sessions.save(&stale, lost, &policy, later).await, Err(StoreError::Conflict)));
    let loaded = sessions.load(&reference.id()).await.unwrap().unwrap();
    assert_eq!((loaded.registration, loaded.limits.signed_out_at), (registration, None));
}
