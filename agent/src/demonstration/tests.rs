use agent_protocol::sync::Rules;

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
    Scope { enabled: vec!["readmit users".to_owned()], excluded: Vec::new(), administrators: Vec::new() }
}

async fn found(directory: &Demonstration, name: &str) -> Found {
    let id = directory.store.people().expect("people").into_iter().find(|person| person.account_name == name);
    directory.find(&id.expect("known").id).await.expect("read").expect("found")
}

#[test]
fn only_eligible_people_are_sent() {
    let (_folder, directory) = directory();
    let accounts = directory.accounts(&scope(), clock::now().as_second()).expect("accounts");
    let names: Vec<_> = accounts.iter().map(|account| account.account_name.as_str()).collect();
    assert_eq!(names, ["anna", "bo", "cleo", "dag"]);
    let [anna, bo, _, dag] = accounts.as_slice() else { panic!("four") };
    assert_eq!(anna.mobile.as_deref(), Some("+46701740601"));
    assert_eq!(anna.mail.as_deref(), Some("anna@home.example"));
    assert_eq!(anna.user_principal_name.as_deref(), Some("anna@demo.example"));
    assert_eq!(
        anna.rules,
        Rules { minimum_length: 8, complexity: true, history_length: 24, ..Rules::default() }
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
    assert!(directory.accounts(&everyone_out, 0).expect("accounts").is_empty());
    assert!(directory.accounts(&Scope::default(), 0).expect("accounts").is_empty());
}

#[tokio::test]
async fn what_did_not_change_is_not_read_again() {
    let (_folder, directory) = directory();
    let read = async |since: Option<&str>| {
        let (sender, mut pieces) = mpsc::channel(1);
        let reading = directory.read(&scope(), since, sender).await.expect("read");
        (reading, pieces.recv().await.map(|piece| piece.accounts.len()))
    };
    let (first, accounts) = read(None).await;
    assert_eq!((first.is_full, accounts), (true, Some(4)));
    let (second, accounts) = read(Some(&first.position)).await;
    assert_eq!((second.is_full, accounts), (false, None));
    let before = found(&directory, "dag").await;
    directory.write(&before, Change::Unlock).await.expect("written");
    let (same, accounts) = read(Some(&second.position)).await;
    assert_eq!((same.is_full, accounts), (false, None), "a lockout is not told of");
}

#[tokio::test]
async fn a_set_password_is_the_only_one_that_signs_in() {
    let (folder, directory) = directory();
    let before = found(&directory, "cleo").await;
    assert_eq!(directory.sign_in("cleo", FIRST).expect("read"), DemoSignIn::Locked);
    directory.write(&before, Change::SetPassword(NEXT)).await.expect("written");
    let again = Demonstration::open_at(folder.path().join("directory"), 0).expect("opened");
    assert_eq!(again.sign_in("Cleo", NEXT).expect("read"), DemoSignIn::Ok);
    assert_eq!(again.sign_in("cleo", FIRST).expect("read"), DemoSignIn::Wrong);
    let after = found(&again, "cleo").await;
    assert!(after.password_last_set > before.password_last_set);
    assert_eq!(after.lockout_time, 0);
}

#[tokio::test]
async fn unlocking_leaves_the_password() {
    let (_folder, directory) = directory();
    let cleo = found(&directory, "cleo").await;
    assert_eq!(directory.signs_in(&cleo.id, &cleo.controller, FIRST).await.expect("read"), SignIn::Locked);
    directory.write(&cleo, Change::Unlock).await.expect("written");
    assert_eq!(directory.sign_in("cleo", FIRST).expect("read"), DemoSignIn::Ok);
    assert_eq!(found(&directory, "cleo").await.password_last_set, cleo.password_last_set);
}

#[tokio::test]
async fn the_domains_own_rules_hold() {
    let (_folder, directory) = directory();
    for (name, password) in [
        ("anna", "Sh0rt!"),
        ("anna", "alllowercaseletters"),
        ("anna", "Lindqvist-71-x"),
        ("dag", NEXT),
        ("anna", FIRST),
    ] {
        let person = found(&directory, name).await;
        let refused = directory.write(&person, Change::SetPassword(password)).await;
        assert!(
            matches!(refused, Err(WriteError::PolicyRefused { history_was_checked: true })),
            "{name} {password}"
        );
    }
    let fia = found(&directory, "fia").await;
    assert!(fia.is_protected);
    let refused = directory.write(&fia, Change::Unlock).await;
    assert!(matches!(refused, Err(WriteError::Refused(Refusal::AgentNotPermitted))));
    assert_eq!(directory.sign_in("eva", FIRST).expect("read"), DemoSignIn::Disabled);
    assert_eq!(directory.sign_in("nobody", FIRST).expect("read"), DemoSignIn::Wrong);
}

#[tokio::test]
async fn earlier_passwords_are_remembered() {
    let (_folder, directory) = directory();
    let anna = found(&directory, "anna").await;
    let now = clock::now().as_second();
    directory.write_at(&anna.id, Change::SetPassword(NEXT), now).expect("written");
    assert!(directory.write_at(&anna.id, Change::SetPassword(FIRST), now).is_err());
    directory.write_at(&anna.id, Change::SetPassword("Copper-Meadow-52"), now).expect("written");
}

#[tokio::test]
async fn only_dags_password_must_be_a_day_old() {
    let (_folder, directory) = directory();
    let dag = found(&directory, "dag").await;
    let from = dag.can_change_from.expect("dag has a minimum age");
    assert!(directory.write_at(&dag.id, Change::SetPassword(NEXT), from - 1).is_err());
    directory.write_at(&dag.id, Change::SetPassword(NEXT), from).expect("written");
    assert_eq!(found(&directory, "anna").await.can_change_from, None);
}

#[test]
fn no_password_is_stored_in_clear() {
    let (folder, _directory) = directory();
    let stored = std::fs::read_to_string(folder.path().join("directory/directory.json")).expect("read");
    assert!(!stored.contains("Start-Passw0rd"));
}
