use super::*;
use crate::findings::{Finding, Level};

fn fixes() -> Fixes {
    Fixes {
        is_samba: true,
        domain: "DC=demo".to_owned(),
        netbios: "DEMO".to_owned(),
        account: "svc".to_owned(),
        sid: "S-1-5-21-1".to_owned(),
    }
}

fn person(name: &str, folder: &str, access: Access) -> Person {
    Person {
        dn: format!("CN={name},{folder}"),
        name: name.to_owned(),
        access,
        has_mobile: true,
        has_mail: true,
    }
}

fn granted(inherits: bool, rights: &[Right]) -> Access {
    Access::Granted { inherits, rights: rights.iter().copied().collect() }
}

fn found(people: &[Person]) -> Vec<Finding> {
    let mut findings = Findings::default();
    check_rights(people, &fixes(), &mut findings);
    findings.all().to_vec()
}

fn levels(found: &[Finding]) -> Vec<(&str, Level)> {
    found.iter().map(|finding| (finding.id, finding.level)).collect()
}

#[test]
fn escaped_comma_does_not_end_a_name() {
    assert_eq!(parent("CN=Judy Jones\\, Jr.,OU=People,DC=demo"), "OU=People,DC=demo");
    assert_eq!(parent("CN=back\\\\,OU=People"), "OU=People");
    assert_eq!(parent("DC=demo"), "");
}

#[test]
fn every_right_granted_is_ok() {
    let found = found(&[
        person("a", "OU=A", granted(true, &REQUIRED_RIGHTS)),
        person("b", "OU=B", granted(true, &REQUIRED_RIGHTS)),
    ]);
    assert_eq!(levels(&found), [("rights", Level::Ok), ("never-reset", Level::Ok)]);
    assert!(found[0].what.contains("2 users in 2 folders"), "{}", found[0].what);
}

#[test]
fn rights_missing_for_all_are_granted_on_the_folder() {
    let found = found(&[
        person("a", "OU=A", granted(true, &[Right::WritePwdLastSet])),
        person("b", "OU=A", granted(true, &[Right::WritePwdLastSet])),
        person("c", "OU=B", granted(true, &REQUIRED_RIGHTS)),
    ]);
    assert_eq!(levels(&found), [("rights", Level::Failed), ("never-reset", Level::Ok)]);
    assert_eq!(found[0].what, "svc may not reset passwords or write lockoutTime for the 2 users in OU=A");
    assert!(found[0].fix.as_deref().expect("a command").contains("--objectdn=OU=A "));
}

#[test]
fn accounts_that_can_never_be_reset_are_named() {
    let found = found(&[
        person("a", "OU=A", granted(true, &REQUIRED_RIGHTS)),
        person("denied", "OU=A", granted(true, &REQUIRED_RIGHTS[1..])),
        person("alone", "OU=A", granted(false, &[])),
        person("admin", "OU=A", Access::Protected),
        person("lucky", "OU=A", granted(false, &REQUIRED_RIGHTS)),
    ]);
    assert_eq!(levels(&found), [("rights", Level::Ok), ("never-reset", Level::Warning)]);
    assert_eq!(
        found[1].what,
        "3 users in scope can never be reset: admin (privileged), alone (it inherits no permissions), \
         denied (an entry on the account itself denies it)"
    );
    assert_eq!(found[1].fix.as_deref().expect("a command").lines().count(), 1);
}

#[test]
fn ten_accounts_are_named_and_the_rest_counted() {
    let admin = |index| person(&format!("p{index:02}"), "OU=A", Access::Protected);
    let ten = found(&(0..10).map(admin).collect::<Vec<_>>());
    assert!(ten[0].what.ends_with("p09 (privileged)"), "{}", ten[0].what);
    let eleven = found(&(0..11).map(admin).collect::<Vec<_>>());
    assert!(eleven[0].what.starts_with("11 users in scope") && eleven[0].what.ends_with("and 1 more"));
}

#[test]
fn attribute_that_most_users_lack_is_a_warning() {
    let level = |with: usize, without: usize| {
        let one = |has_mobile| Person { has_mobile, ..person("a", "OU=A", granted(true, &REQUIRED_RIGHTS)) };
        let people: Vec<_> = (0..with).map(|_| one(true)).chain((0..without).map(|_| one(false))).collect();
        let mut findings = Findings::default();
        check_attributes(&people, "mobile", "mail", &mut findings);
        findings.all().iter().next().map(|finding| finding.level)
    };
    assert_eq!(level(5, 5), Some(Level::Ok));
    assert_eq!(level(5, 6), Some(Level::Warning));
    assert_eq!(level(0, 0), Some(Level::Ok));
}
