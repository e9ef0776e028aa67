use agent_protocol::sync::{IneligibleReason, PasswordRules};

use super::*;

const FIRST: &str = "Start-Passw0rd!";
const NEXT: &str = "Violet-Harbour-71";

fn directory() -> (tempfile::TempDir, Demonstration) {
    let folder = tempfile::tempdir().expect("folder");
    let directory =
        Demonstration::open_at(folder.path().join("directory"), clock::now().as_second()).expect("opened");
    (folder, directory)
}

fn scope() -> Scope {
    Scope { enabled: vec!["readmit users".to_owned()], explains_ineligibility: true, ..Scope::default() }
}

async fn account(directory: &Demonstration, name: &str) -> AccountState {
    let id = directory.store.people().expect("people").into_iter().find(|person| person.account_name == name);
    directory.find(&id.expect("known").id, Purpose::Write).await.expect("read").expect("found")
}

#[test]
fn only_eligible_people_are_sent() {
    let (_folder, directory) = directory();
    let (accounts, ineligible) = directory.accounts(&scope(), clock::now().as_second()).expect("accounts");
    let reasons: Vec<_> =
        ineligible.iter().map(|account| (account.account_name.as_str(), account.reason)).collect();
    let reason_of = |name| reasons.iter().find(|(other, _)| *other == name).map(|(_, reason)| *reason);
    assert_eq!(reason_of("eva"), Some(IneligibleReason::Disabled));
    assert_eq!(reason_of("fia"), Some(IneligibleReason::Protected));
    assert_eq!(reason_of("gus"), Some(IneligibleReason::OutOfScope));
    assert_eq!(reasons.len(), 3);
    let names: Vec<_> = accounts.iter().map(|account| account.account_name.as_str()).collect();
    assert_eq!(names, ["anna", "bo", "cleo", "dag"]);
    let [anna, bo, _, dag] = accounts.as_slice() else { panic!("four") };
    assert_eq!(anna.mobile.as_deref(), Some("+46701740601"));
    assert_eq!(anna.mail.as_deref(), Some("anna@home.example"));
    assert_eq!(anna.user_principal_name.as_deref(), Some("anna@demo.example"));
    assert_eq!(
        anna.rules,
        PasswordRules { minimum_length: 8, complexity: true, history_length: 24, ..PasswordRules::default() }
    );
    assert_eq!(anna.can_change_from, None);
    assert_eq!(bo.mobile, None);
    let wait = dag.can_change_from.expect("too recent") - clock::now().as_second();
    assert!((22 * 3600..=23 * 3600).contains(&wait), "{wait}");
}

#[test]
fn excluded_people_are_not_sent() {
    let (_folder, directory) = directory();
    let everyone_out = Scope { excluded: vec!["Readmit Users".to_owned()], ..scope() };
    assert!(directory.accounts(&everyone_out, 0).expect("accounts").0.is_empty());
    let (accounts, ineligible) = directory.accounts(&Scope::default(), 0).expect("accounts");
    assert!(accounts.is_empty() && ineligible.is_empty());
}

#[tokio::test]
async fn unchanged_directory_is_not_read_again() {
    let (_folder, directory) = directory();
    let read = async |since: Option<&str>| {
        let (sender, mut batches) = mpsc::channel(1);
        let reading = directory.read(&scope(), since, sender).await.expect("read");
        (reading, batches.recv().await.map(|batch| batch.accounts.len()))
    };
    let (first, accounts) = read(None).await;
    assert_eq!((first.is_full, accounts), (true, Some(4)));
    let (second, accounts) = read(Some(&first.position)).await;
    assert_eq!((second.is_full, accounts), (false, None));
    let before = account(&directory, "dag").await;
    directory.write(&before, Change::Unlock).await.expect("written");
    let (same, accounts) = read(Some(&second.position)).await;
    assert_eq!((same.is_full, accounts), (false, None), "a lockout is not synced");
}

#[tokio::test]
async fn only_the_new_password_signs_in_after_a_set() {
    let (folder, directory) = directory();
    let before = account(&directory, "cleo").await;
    assert_eq!(directory.sign_in("cleo", FIRST).expect("read"), DemoSignIn::Locked);
    directory.write(&before, Change::SetPassword(NEXT)).await.expect("written");
    let again = Demonstration::open_at(folder.path().join("directory"), 0).expect("opened");
    assert_eq!(again.sign_in("Cleo", NEXT).expect("read"), DemoSignIn::Ok);
    assert_eq!(again.sign_in("cleo", FIRST).expect("read"), DemoSignIn::Wrong);
    let after = account(&again, "cleo").await;
    assert!(after.password_last_set > before.password_last_set);
    assert_eq!(after.lockout_time, 0);
}

#[tokio::test]
async fn unlocking_keeps_the_password() {
    let (_folder, directory) = directory();
    let cleo = account(&directory, "cleo").await;
    assert_eq!(
        directory.try_password(&cleo.id, &cleo.controller, FIRST).await.expect("read"),
        PasswordOutcome::Locked
    );
    directory.write(&cleo, Change::Unlock).await.expect("written");
    assert_eq!(directory.sign_in("cleo", FIRST).expect("read"), DemoSignIn::Ok);
    assert_eq!(account(&directory, "cleo").await.password_last_set, cleo.password_last_set);
}

/// Makes a directory in which one person is changed.
fn directory_with(name: &str, change: impl Fn(&mut person::Person)) -> (tempfile::TempDir, Demonstration) {
    let (folder, directory) = directory();
    let changed = directory.store.change(|people| {
        people.iter_mut().filter(|person| person.account_name == name).for_each(&change);
        Ok::<(), ()>(())
    });
    changed.expect("written").expect("changed");
    (folder, directory)
}

async fn try_password(directory: &Demonstration, name: &str, password: &str) -> PasswordOutcome {
    let person = account(directory, name).await;
    directory.try_password(&person.id, &person.controller, password).await.expect("read")
}

#[tokio::test]
async fn only_the_right_password_reveals_a_restriction() {
    let (_folder, directory) = directory();
    assert_eq!(try_password(&directory, "anna", FIRST).await, PasswordOutcome::Right);
    assert_eq!(try_password(&directory, "anna", NEXT).await, PasswordOutcome::Wrong);
    assert_eq!(try_password(&directory, "cleo", NEXT).await, PasswordOutcome::Locked);
    assert_eq!(
        try_password(&directory, "eva", FIRST).await,
        PasswordOutcome::Restricted(LogonRestriction::AccountDisabled)
    );
    assert_eq!(try_password(&directory, "eva", NEXT).await, PasswordOutcome::Wrong);
    let nobody = directory.lockout_state("00000000-0000-4000-8000-000000000099").await.expect("read");
    assert_eq!(nobody.account, None);
    let answer =
        directory.try_password("00000000-0000-4000-8000-000000000099", &nobody.controller, FIRST).await;
    assert_eq!(answer.expect("read"), PasswordOutcome::Wrong);
    assert_eq!(account(&directory, "cleo").await.spare_bad_passwords, None);
}

#[tokio::test]
async fn minimum_age_does_not_block_a_required_change() {
    let (_folder, directory) =
        directory_with("dag", |dag| dag.password_state = person::PasswordValidity::MustChange);
    assert_eq!(
        try_password(&directory, "dag", FIRST).await,
        PasswordOutcome::Restricted(LogonRestriction::MustChange)
    );
    let dag = account(&directory, "dag").await;
    assert_eq!((dag.password_last_set, dag.can_change_from), (0, None));
    let change = Change::ChangePassword { current: FIRST, new: NEXT };
    directory.write(&dag, change).await.expect("written");
    assert_eq!(try_password(&directory, "dag", NEXT).await, PasswordOutcome::Right);
    assert!(account(&directory, "dag").await.password_last_set > 0);
}

#[tokio::test]
async fn expired_password_can_be_changed() {
    let (_folder, directory) =
        directory_with("bo", |bo| bo.password_state = person::PasswordValidity::Expired);
    assert_eq!(
        try_password(&directory, "bo", FIRST).await,
        PasswordOutcome::Restricted(LogonRestriction::PasswordExpired)
    );
    let bo = account(&directory, "bo").await;
    directory.write(&bo, Change::ChangePassword { current: FIRST, new: NEXT }).await.expect("written");
    assert_eq!(try_password(&directory, "bo", NEXT).await, PasswordOutcome::Right);
    assert_eq!(try_password(&directory, "bo", FIRST).await, PasswordOutcome::Wrong);
}

#[tokio::test]
async fn change_needs_the_current_password_and_does_not_unlock() {
    let (_folder, directory) = directory();
    let refusal = async |name, current, new| {
        let person = account(&directory, name).await;
        directory.write(&person, Change::ChangePassword { current, new }).await.expect_err("refused")
    };
    let wrong = refusal("anna", NEXT, "Copper-Meadow-52").await;
    assert!(matches!(wrong, WriteError::Refused(Refusal::CurrentPasswordWrong)), "{wrong:?}");
    let locked = refusal("cleo", FIRST, NEXT).await;
    assert!(matches!(locked, WriteError::Refused(Refusal::AccountLocked)), "{locked:?}");
    for (name, new) in [("anna", FIRST), ("dag", NEXT)] {
        let policy = refusal(name, FIRST, new).await;
        let WriteError::PolicyRefused { is_in_history } = policy else { panic!("{policy:?}") };
        assert_eq!(is_in_history, new == FIRST, "{name}");
    }
    assert_eq!(try_password(&directory, "cleo", FIRST).await, PasswordOutcome::Locked);
}

#[tokio::test]
async fn domain_rules_apply_to_every_password() {
    let (_folder, directory) = directory();
    for (name, password) in [
        ("anna", "Sh0rt!"),
        ("anna", "alllowercaseletters"),
        ("anna", "Lindqvist-71-x"),
        ("dag", NEXT),
        ("anna", FIRST),
    ] {
        let person = account(&directory, name).await;
        let refused = directory.write(&person, Change::SetPassword(password)).await;
        let Err(WriteError::PolicyRefused { is_in_history }) = refused else { panic!("{name} {password}") };
        assert_eq!(is_in_history, password == FIRST, "{name} {password}");
    }
    let fia = account(&directory, "fia").await;
    assert!(fia.is_protected);
    let refused = directory.write(&fia, Change::Unlock).await;
    assert!(matches!(refused, Err(WriteError::Refused(Refusal::AgentNotPermitted))));
    assert_eq!(directory.sign_in("eva", FIRST).expect("read"), DemoSignIn::Disabled);
    assert_eq!(directory.sign_in("nobody", FIRST).expect("read"), DemoSignIn::Wrong);
}

#[tokio::test]
async fn earlier_passwords_are_refused() {
    let (_folder, directory) = directory();
    let anna = account(&directory, "anna").await;
    let now = clock::now().as_second();
    directory.write_at(&anna.id, Change::SetPassword(NEXT), now).expect("written");
    assert!(directory.write_at(&anna.id, Change::SetPassword(FIRST), now).is_err());
    directory.write_at(&anna.id, Change::SetPassword("Copper-Meadow-52"), now).expect("written");
}

#[tokio::test]
async fn only_dag_has_a_minimum_password_age() {
    let (_folder, directory) = directory();
    let dag = account(&directory, "dag").await;
    let from = dag.can_change_from.expect("dag has a minimum age");
    assert!(directory.write_at(&dag.id, Change::SetPassword(NEXT), from - 1).is_err());
    directory.write_at(&dag.id, Change::SetPassword(NEXT), from).expect("written");
    assert_eq!(account(&directory, "anna").await.can_change_from, None);
}

#[test]
fn no_password_is_stored_in_clear() {
    let (folder, _directory) = directory();
    let stored = std::fs::read_to_string(folder.path().join("directory/directory.json")).expect("read");
    assert!(!stored.contains("Start-Passw0rd"));
}
