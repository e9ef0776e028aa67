//! A password filter (Samba's `check password script`) refuses passwords that every known rule allows.

use agent_protocol::{Outcome, Refusal};
use directory_tests::library_agent::LibraryAgent;
use test_support::{
    lab::{Controller, Lab},
    ldap::{Domain, NEW, OLD, assert_password_is},
    orders::refused,
};

/// A password that the filter of `scripts/samba-lab` refuses, because of its second word.
const FILTERED: &str = "Blue-Widget-4711!";

#[tokio::test]
async fn refusal_by_a_filter_is_not_reported_as_history() {
    for controller in [Controller::Plain, Controller::WithHints] {
        let lab = Lab::shared(controller);
        let name = lab.person(OLD);
        let account = Domain::administrator(&lab).await.id(&name).await;
        let agent = LibraryAgent::with(&lab, &[("history_without_hints", "\"write\"")]);
        let by_filter = refused(Refusal::PasswordRefusedByFilter);
        assert_eq!(agent.set(&account, FILTERED).await, by_filter, "{controller:?}");
        assert_eq!(agent.change(&account, OLD, FILTERED).await, by_filter, "{controller:?}");
        assert_password_is(&lab, &name, OLD).await;
        assert_eq!(agent.change(&account, OLD, OLD).await, refused(Refusal::PasswordInHistory));
        assert_eq!(agent.set(&account, NEW).await, Outcome::Done, "{controller:?}");
    }
}
