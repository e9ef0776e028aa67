//! A controller with the policy-hints control (Samba 4.24 or newer, or Windows) enforces the history in a reset.

use agent_protocol::{Outcome, Refusal};
use directory_tests::library_agent::LibraryAgent;
use test_support::{
    lab::{Controller, Lab},
    ldap::{Domain, NEW, OLD, sign_in},
    orders::refused,
};

#[tokio::test]
async fn password_in_history_is_refused() {
    let lab = Lab::shared(Controller::WithHints);
    let name = lab.person(OLD);
    let account = Domain::administrator(&lab).await.id(&name).await;
    let agent = LibraryAgent::with(&lab, &[("history_without_hints", "\"refuse\"")]);
    assert_eq!(agent.set(&account, OLD).await, refused(Refusal::PasswordInHistory));
    assert_eq!(agent.set(&account, NEW).await, Outcome::Done);
    assert_eq!(sign_in(&lab, &name, NEW).await, Ok(()));
    assert_eq!(sign_in(&lab, &name, OLD).await, Err("52e".to_owned()));
    lab.run(&["backdate", &name, "3"]);
    assert_eq!(agent.set(&account, OLD).await, refused(Refusal::PasswordInHistory));
    assert_eq!(sign_in(&lab, &name, NEW).await, Ok(()));
}

#[tokio::test]
async fn too_recent_password_is_not_replaced() {
    let lab = Lab::shared(Controller::WithHints);
    let name = lab.person_with(OLD, "0.5", None);
    let account = Domain::administrator(&lab).await.id(&name).await;
    let outcome = LibraryAgent::new(&lab).set(&account, NEW).await;
    assert!(
        matches!(outcome, Outcome::Refused { refusal: Refusal::PasswordTooRecent { .. } }),
        "{outcome:?}"
    );
    assert_eq!(sign_in(&lab, &name, OLD).await, Ok(()));
}

#[tokio::test]
async fn short_and_simple_passwords_are_refused() {
    let lab = Lab::shared(Controller::WithHints);
    let name = lab.person(OLD);
    let account = Domain::administrator(&lab).await.id(&name).await;
    let agent = LibraryAgent::new(&lab);
    assert_eq!(agent.set(&account, "Sh0rt-ab").await, refused(Refusal::PasswordTooShort { minimum: 10 }));
    assert_eq!(agent.set(&account, "only lower case").await, refused(Refusal::PasswordNotComplex));
}
