//! Orders on a real domain, by a service account with the least privileges.

use agent_protocol::{Outcome, Refusal};
use directory_tests::library_agent::LibraryAgent;
use readmit_agent::clock;
use test_support::{
    lab::{Controller, Lab},
    ldap::{Domain, NEW, OLD, sign_in},
    orders::refused,
};

fn lab() -> Lab {
    Lab::shared(Controller::Plain)
}

#[tokio::test]
async fn set_password_unlocks_and_replaces_the_old_one() {
    let lab = lab();
    let name = lab.person(OLD);
    lab.run(&["lock", &name]);
    assert_eq!(sign_in(&lab, &name, OLD).await, Err("775".to_owned()));
    let mut domain = Domain::administrator(&lab).await;
    let account = domain.id(&name).await;
    assert_eq!(LibraryAgent::new(&lab).set(&account, NEW).await, Outcome::Done);
    assert_eq!(sign_in(&lab, &name, NEW).await, Ok(()));
    assert_eq!(sign_in(&lab, &name, OLD).await, Err("52e".to_owned()));
    assert_eq!(domain.attribute(&name, "lockoutTime").await.as_deref(), Some("0"));
}

/// The domain itself would accept it.
#[tokio::test]
async fn leaked_password_is_not_written() {
    let lab = lab();
    let name = lab.person(OLD);
    let account = Domain::administrator(&lab).await.id(&name).await;
    let outcome = LibraryAgent::new(&lab).set(&account, "Caffeebecher-1").await;
    assert_eq!(outcome, refused(Refusal::PasswordBreached));
    assert_eq!(sign_in(&lab, &name, OLD).await, Ok(()));
}

#[tokio::test]
async fn unlock_keeps_the_password() {
    let lab = lab();
    let name = lab.person(OLD);
    lab.run(&["lock", &name]);
    let mut domain = Domain::administrator(&lab).await;
    let account = domain.id(&name).await;
    let before = domain.attribute(&name, "pwdLastSet").await;
    assert_eq!(LibraryAgent::new(&lab).unlock(&account).await, Outcome::Done);
    assert_eq!(sign_in(&lab, &name, OLD).await, Ok(()));
    assert_eq!(domain.attribute(&name, "pwdLastSet").await, before);
}

#[tokio::test]
async fn special_characters_arrive_unchanged() {
    let lab = lab();
    let agent = LibraryAgent::new(&lab);
    let mut domain = Domain::administrator(&lab).await;
    let long = format!("Ab1-{}", "x".repeat(123));
    for password in
        ["Ab\"cd\"12!xyzQ", " Leading-and-trailing-7 ", "Замок-и-Ключ-71", "鍵Key-🔑-Harbour-71", &long]
    {
        let name = lab.person(OLD);
        let account = domain.id(&name).await;
        assert_eq!(agent.set(&account, password).await, Outcome::Done, "{password}");
        assert_eq!(sign_in(&lab, &name, password).await, Ok(()), "{password}");
    }
}

#[tokio::test]
async fn name_with_a_comma_works() {
    let lab = lab();
    let name = lab.person_with(OLD, "3", Some("Judy Jones\\, Jr."));
    let account = Domain::administrator(&lab).await.id(&name).await;
    assert_eq!(LibraryAgent::new(&lab).set(&account, NEW).await, Outcome::Done);
    assert_eq!(sign_in(&lab, &name, NEW).await, Ok(()));
}

#[tokio::test]
async fn reset_works_if_a_change_is_required() {
    let lab = lab();
    let name = lab.person(OLD);
    let new_password = format!("--newpassword={OLD}x");
    lab.run(&["tool", "user", "setpassword", &name, &new_password, "--must-change-at-next-login"]);
    let account = Domain::administrator(&lab).await.id(&name).await;
    assert_eq!(LibraryAgent::new(&lab).set(&account, NEW).await, Outcome::Done);
    assert_eq!(sign_in(&lab, &name, NEW).await, Ok(()));
}

#[tokio::test]
async fn unwritable_accounts_are_refused() {
    let lab = lab();
    let agent = LibraryAgent::new(&lab);
    let mut domain = Domain::administrator(&lab).await;
    // Outside of the delegation, and old enough for a change.
    lab.run(&["backdate", "svc-readmit", "3"]);
    let cases = [
        ("dave", Refusal::AccountDisabled),
        ("frank", Refusal::AccountExpired),
        ("eve-admin", Refusal::AccountProtected),
        ("fia", Refusal::AccountProtected),
        ("t0-admin", Refusal::AccountProtected),
        ("Administrator", Refusal::AccountProtected),
        ("krbtgt", Refusal::AccountProtected),
        ("svc-readmit", Refusal::AgentNotPermitted),
    ];
    for (name, refusal) in cases {
        let account = domain.id(name).await;
        assert_eq!(agent.set(&account, NEW).await, refused(refusal.clone()), "{name}");
        assert_eq!(agent.unlock(&account).await, refused(refusal), "{name}");
    }
    let unknown = "00000000-0000-4000-8000-000000000099";
    assert_eq!(agent.set(unknown, NEW).await, refused(Refusal::AccountNotFound));
    assert_eq!(agent.set("anna", NEW).await, refused(Refusal::AccountNotFound));
}

#[tokio::test]
async fn too_recent_password_names_its_earliest_change() {
    let lab = lab();
    lab.run(&["backdate", "ivan", "0.04"]);
    let account = Domain::administrator(&lab).await.id("ivan").await;
    let agent = LibraryAgent::new(&lab);
    let Outcome::Refused { refusal: Refusal::PasswordTooRecent { can_change_from } } =
        agent.set(&account, NEW).await
    else {
        panic!("not too recent");
    };
    let wait = can_change_from - clock::now().as_second();
    assert!((22 * 3600..=24 * 3600).contains(&wait), "{wait}");
    assert_eq!(sign_in(&lab, "ivan", "Start-Passw0rd-8!").await, Ok(()));
    assert_eq!(agent.unlock(&account).await, Outcome::Done, "an unlock needs no minimum age");
}

#[tokio::test]
async fn rules_of_the_account_are_enforced() {
    let lab = lab();
    let agent = LibraryAgent::new(&lab);
    let mut domain = Domain::administrator(&lab).await;
    let anna = domain.id("anna").await;
    let carol = domain.id("carol").await;
    assert_eq!(agent.set(&anna, "Sh0rt-ab").await, refused(Refusal::PasswordTooShort { minimum: 10 }));
    assert_eq!(agent.set(&anna, "only lower case").await, refused(Refusal::PasswordNotComplex));
    assert_eq!(agent.set(&anna, "Xy7-Lindqvist-kk").await, refused(Refusal::PasswordContainsName));
    assert_eq!(agent.set(&carol, "Thirteen-Ch-7").await, refused(Refusal::PasswordTooShort { minimum: 14 }));
    assert_eq!(sign_in(&lab, "carol", "Start-Passw0rd-2!").await, Ok(()));
}

#[tokio::test]
async fn missing_policy_hints_limit_the_history_check() {
    let lab = lab();
    let name = lab.person(OLD);
    let mut domain = Domain::administrator(&lab).await;
    let account = domain.id(&name).await;
    let bad_passwords = domain.attribute(&name, "badPwdCount").await;
    let refusing = LibraryAgent::with(&lab, &[("history_without_hints", "\"refuse\"")]);
    assert_eq!(refusing.set(&account, NEW).await, refused(Refusal::ChangeNotPermitted));
    assert_eq!(
        domain.attribute(&name, "badPwdCount").await,
        bad_passwords,
        "no bind was attempted without need"
    );
    assert_eq!(refusing.unlock(&account).await, Outcome::Done);
    assert_eq!(sign_in(&lab, &name, OLD).await, Ok(()));
    let writing = LibraryAgent::with(&lab, &[("history_without_hints", "\"write\"")]);
    assert_eq!(writing.set(&account, OLD).await, refused(Refusal::PasswordInHistory));
    assert_eq!(writing.set(&account, NEW).await, Outcome::Done);
    lab.run(&["backdate", &name, "2"]);
    assert_eq!(writing.set(&account, OLD).await, Outcome::Done, "this controller cannot check the history");
}

#[tokio::test]
async fn current_password_is_not_tried_if_that_could_lock() {
    let lab = lab();
    let name = lab.person(OLD);
    let account = Domain::administrator(&lab).await.id(&name).await;
    for _ in 0..2 {
        assert!(sign_in(&lab, &name, "Not-The-Passw0rd").await.is_err());
    }
    let agent = LibraryAgent::with(&lab, &[("history_without_hints", "\"write\"")]);
    assert_eq!(agent.set(&account, OLD).await, Outcome::Done, "the account has a bad password to spare");
    assert_eq!(sign_in(&lab, &name, OLD).await, Ok(()));
}

#[tokio::test]
async fn same_job_is_written_once() {
    let lab = lab();
    let name = lab.person(OLD);
    let mut domain = Domain::administrator(&lab).await;
    let agent = LibraryAgent::new(&lab);
    let job = agent.order(&domain.id(&name).await, NEW);
    assert_eq!(agent.carry_out(&job).await, Outcome::Done);
    let set = domain.attribute(&name, "pwdLastSet").await;
    assert_eq!(agent.carry_out(&job).await, Outcome::Done);
    assert_eq!(domain.attribute(&name, "pwdLastSet").await, set);
}

#[tokio::test]
async fn expired_job_is_not_written() {
    let lab = lab();
    let name = lab.person(OLD);
    let account = Domain::administrator(&lab).await.id(&name).await;
    let agent = LibraryAgent::new(&lab);
    let mut job = agent.order(&account, NEW);
    job.expires_at = clock::now().as_second();
    assert_eq!(agent.carry_out(&job).await, refused(Refusal::JobExpired));
    assert_eq!(sign_in(&lab, &name, OLD).await, Ok(()));
}
