//! Changes of known passwords on a real domain.

use agent_protocol::{Outcome, Refusal};
use directory_tests::library_agent::LibraryAgent;
use readmit_agent::clock;
use test_support::{
    lab::{Controller, Lab},
    ldap::{Domain, NEW, OLD, assert_password_is, sign_in},
    orders::refused,
};

const WRONG: &str = "Not-The-Passw0rd-1";

struct Fixture {
    lab: Lab,
    agent: LibraryAgent,
    domain: Domain,
    name: String,
    account: String,
}

impl Fixture {
    async fn new() -> Self {
        let lab = Lab::shared(Controller::Plain);
        let name = lab.person(OLD);
        let mut domain = Domain::administrator(&lab).await;
        let account = domain.id(&name).await;
        Self { agent: LibraryAgent::new(&lab), lab, domain, name, account }
    }

    async fn change(&self, current: &str, new: &str) -> Outcome {
        self.agent.change(&self.account, current, new).await
    }

    async fn bad_passwords(&mut self) -> Option<String> {
        self.domain.attribute(&self.name, "badPwdCount").await
    }

    async fn assert_password_is(&self, password: &str) {
        assert_password_is(&self.lab, &self.name, password).await;
    }
}

#[tokio::test]
async fn changed_password_replaces_the_old_one() {
    let mut fixture = Fixture::new().await;
    let before = fixture.domain.attribute(&fixture.name, "pwdLastSet").await;
    assert_eq!(fixture.change(OLD, NEW).await, Outcome::Done);
    fixture.assert_password_is(NEW).await;
    assert_ne!(fixture.domain.attribute(&fixture.name, "pwdLastSet").await, before);
}

#[tokio::test]
async fn wrong_current_password_changes_nothing_and_counts() {
    let mut fixture = Fixture::new().await;
    for count in ["1", "2"] {
        assert_eq!(fixture.change(WRONG, NEW).await, refused(Refusal::CurrentPasswordWrong));
        assert_eq!(
            fixture.bad_passwords().await.as_deref(),
            Some(count),
            "the controller counts the wrong password"
        );
    }
    for current in [WRONG, OLD] {
        assert_eq!(
            fixture.change(current, NEW).await,
            refused(Refusal::AccountLocked),
            "the next wrong password could lock the account"
        );
    }
    assert_eq!(fixture.bad_passwords().await.as_deref(), Some("2"));
    fixture.assert_password_is(OLD).await;
}

#[tokio::test]
async fn right_password_works_below_the_lockout_threshold() {
    let fixture = Fixture::new().await;
    assert_eq!(fixture.change(WRONG, NEW).await, refused(Refusal::CurrentPasswordWrong));
    assert_eq!(fixture.change(OLD, NEW).await, Outcome::Done);
    fixture.assert_password_is(NEW).await;
}

#[tokio::test]
async fn locked_account_stays_locked() {
    let mut fixture = Fixture::new().await;
    fixture.lab.run(&["lock", &fixture.name]);
    let before = fixture.domain.attribute(&fixture.name, "pwdLastSet").await;
    assert_eq!(fixture.change(OLD, NEW).await, refused(Refusal::AccountLocked));
    assert_eq!(fixture.domain.attribute(&fixture.name, "pwdLastSet").await, before);
    assert_eq!(sign_in(&fixture.lab, &fixture.name, OLD).await, Err("775".to_owned()));
}

#[tokio::test]
async fn too_recent_password_names_its_earliest_change() {
    let fixture = Fixture::new().await;
    fixture.lab.run(&["backdate", &fixture.name, "0.04"]);
    let Outcome::Refused { refusal: Refusal::PasswordTooRecent { can_change_from } } =
        fixture.change(OLD, NEW).await
    else {
        panic!("not too recent");
    };
    let wait = can_change_from - clock::now().as_second();
    assert!((22 * 3600..=24 * 3600).contains(&wait), "{wait}");
    fixture.assert_password_is(OLD).await;
}

#[tokio::test]
async fn history_is_enforced_without_policy_hints() {
    let fixture = Fixture::new().await;
    assert_eq!(
        fixture.change(OLD, OLD).await,
        refused(Refusal::PasswordInHistory),
        "the current password is in the history"
    );
    assert_eq!(fixture.change(OLD, NEW).await, Outcome::Done);
    fixture.lab.run(&["backdate", &fixture.name, "2"]);
    assert_eq!(
        fixture.change(NEW, OLD).await,
        refused(Refusal::PasswordInHistory),
        "the earlier password is in the history"
    );
    fixture.assert_password_is(NEW).await;
}

#[tokio::test]
async fn rules_of_the_account_are_enforced() {
    let fixture = Fixture::new().await;
    assert_eq!(fixture.change(OLD, "Sh0rt-ab").await, refused(Refusal::PasswordTooShort { minimum: 10 }));
    assert_eq!(fixture.change(OLD, "only lower case").await, refused(Refusal::PasswordNotComplex));
    fixture.assert_password_is(OLD).await;
}

#[tokio::test]
async fn required_change_is_allowed_at_once() {
    let Fixture { lab, agent, mut domain, name, account } = Fixture::new().await;
    let new_password = format!("--newpassword={OLD}x");
    lab.run(&["tool", "user", "setpassword", &name, &new_password, "--must-change-at-next-login"]);
    assert_eq!(sign_in(&lab, &name, &format!("{OLD}x")).await, Err("773".to_owned()));
    assert_eq!(agent.change(&account, &format!("{OLD}x"), NEW).await, Outcome::Done);
    assert_eq!(sign_in(&lab, &name, NEW).await, Ok(()));
    assert_ne!(domain.attribute(&name, "pwdLastSet").await.as_deref(), Some("0"));
}

#[tokio::test]
async fn expired_password_may_be_changed() {
    let fixture = Fixture::new().await;
    fixture.lab.run(&["backdate", &fixture.name, "50"]);
    assert_eq!(sign_in(&fixture.lab, &fixture.name, OLD).await, Err("532".to_owned()));
    assert_eq!(fixture.change(OLD, NEW).await, Outcome::Done);
    fixture.assert_password_is(NEW).await;
}

#[tokio::test]
async fn change_without_permission_is_refused() {
    let mut fixture = Fixture::new().await;
    let dn = fixture.domain.attribute(&fixture.name, "distinguishedName").await.expect("a name");
    // As the check box "user cannot change password" writes it.
    let deny =
        "(OD;;CR;ab721a53-1e2f-11d0-9819-00aa0040529b;;WD)(OD;;CR;ab721a53-1e2f-11d0-9819-00aa0040529b;;PS)";
    fixture.lab.run(&["tool", "dsacl", "set", &format!("--objectdn={dn}"), &format!("--sddl={deny}")]);
    assert_eq!(fixture.change(OLD, NEW).await, refused(Refusal::ChangeNotPermitted));
    fixture.assert_password_is(OLD).await;
}

#[tokio::test]
async fn unwritable_accounts_are_refused() {
    let Fixture { agent, mut domain, .. } = Fixture::new().await;
    let cases = [
        ("dave", "Start-Passw0rd-3!", Refusal::AccountDisabled),
        ("frank", "Start-Passw0rd-5!", Refusal::AccountExpired),
        ("eve-admin", "Eve-Admin-Passw0rd!", Refusal::AccountProtected),
        ("t0-admin", "T0-Admin-Passw0rd!", Refusal::AccountProtected),
    ];
    for (name, current, refusal) in cases {
        let account = domain.id(name).await;
        assert_eq!(agent.change(&account, current, NEW).await, refused(refusal), "{name}");
    }
    let unknown = "00000000-0000-4000-8000-000000000099";
    assert_eq!(agent.change(unknown, OLD, NEW).await, refused(Refusal::AccountNotFound));
}
