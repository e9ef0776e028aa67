//! Syncs by change numbers, if the service account has no right to `DirSync`.

use directory_tests::reader::Reader;
use readmit_agent::directory::Scope;
use test_support::{
    administration::UniqueNames,
    lab::{Controller, Lab},
    ldap::{Domain, OLD},
};

/// Returns a reader with an ordinary account, which may read most of a domain.
fn reader_without_right(lab: &Lab, scope: &Scope) -> Reader {
    let name = lab.person(OLD);
    Reader::bound_as(lab, scope, &format!("{name}@demo.example"), OLD)
}

/// Returns a reader at the same position with the lab's service account, which sees deletions.
fn with_right(lab: &Lab, scope: &Scope, position: Option<&String>) -> Reader {
    let mut reader = Reader::new(lab, scope);
    reader.position = position.cloned();
    assert!(reader.position.as_deref().is_some_and(|position| position.contains("change-number")));
    reader
}

#[tokio::test]
async fn changed_groups_cause_a_full_sync() {
    let lab = Lab::shared(Controller::Plain);
    let mut domain = Domain::administrator(&lab).await;
    let names = UniqueNames::new();
    let (name, scope) =
        (names.name("member"), Scope { enabled: vec![names.name("enabled")], ..Scope::default() });
    let member = domain.make_person(&name, &[("mobile", "070-174 06 01")]).await;
    let group = domain.make_group(&names.name("enabled"), &[&member]).await;
    let id = domain.id(&name).await;
    let mut reader = reader_without_right(&lab, &scope);
    assert!(reader.read().await.is_full);
    assert!(reader.read_changes().await.account(&name).is_none(), "nothing changed");

    domain.set(&member, "mobile", &["070-174 06 02"]).await;
    let read = reader.read_changes().await;
    assert_eq!(read.account(&name).expect("sent").mobile.as_deref(), Some("+46701740602"));
    domain.set(&member, "userAccountControl", &["546"]).await;
    assert!(reader.read_changes().await.is_gone(&id));
    domain.set(&member, "userAccountControl", &["544"]).await;
    let dn = domain.rename(&member, &format!("CN={}", names.name("married")), None).await;
    assert!(reader.read_changes().await.account(&name).is_some());

    domain.leave(&group, &dn).await;
    let read = reader.read().await;
    assert!(read.is_full && read.account(&name).is_none(), "change numbers do not name former members");
    domain.join(&group, &dn).await;
    assert!(reader.read().await.account(&name).is_some());
    domain.make_group(&names.name("unrelated"), &[&dn]).await;
    assert!(!reader.read().await.is_full, "a group without a role causes no full sync");

    reader.read_changes().await;
    let mut other = with_right(&lab, &scope, reader.position.as_ref());
    assert!(!other.read().await.is_full);
    domain.delete(&dn).await;
    assert!(other.read_changes().await.is_gone(&id));
}

#[tokio::test]
async fn another_or_restored_database_causes_a_full_sync() {
    // A reader that goes back to an older position reads everything again if any group changed since.
    let lab = Lab::exclusive(Controller::Plain);
    let scope = Scope { enabled: vec!["Empty Group".to_owned()], ..Scope::default() };
    let mut reader = reader_without_right(&lab, &scope);
    reader.read().await;
    let good = reader.position.clone().expect("a position");
    let (start, rest) = good.split_once("\"number\":").expect("a number");
    let ahead = format!("{start}\"number\":9{rest}");
    let elsewhere = good.replace("\"database\":\"", "\"database\":\"x");
    for useless in [ahead, elsewhere] {
        reader.position = Some(useless);
        assert!(reader.read().await.is_full);
    }
    reader.position = Some(good);
    assert!(!reader.read().await.is_full);
}
