//! The password rules of each account, held against what the controller itself works out.

use std::collections::BTreeMap;

use agent_protocol::sync::Account;
use directory_tests::{
    edit::Fresh,
    lab::{Controller, Lab},
    ldap::Domain,
    reader::Reader,
};
use readmit_agent::directory::Scope;

const UNIVERSAL: &str = "-2147483640";
const DISTRIBUTION: &str = "2";

/// Everybody, so that every account of the domain is compared.
fn everybody() -> Scope {
    Scope { enabled: vec!["Domain Users".to_owned()], ..Scope::default() }
}

/// Fine-grained policies are told apart by their minimum length.
struct Policies {
    domain: Domain,
    names: Fresh,
    made: Vec<String>,
}

impl Policies {
    async fn link(&mut self, length: &str, precedence: &str, to: &[&str]) -> String {
        let name = self.names.of(&format!("p{length}"));
        let dn = format!("CN={name},CN=Password Settings Container,CN=System,DC=demo,DC=example");
        let fixed = [
            ("objectClass", "msDS-PasswordSettings"),
            ("msDS-PasswordSettingsPrecedence", precedence),
            ("msDS-MinimumPasswordLength", length),
            ("msDS-PasswordHistoryLength", "3"),
            ("msDS-PasswordComplexityEnabled", "TRUE"),
            ("msDS-PasswordReversibleEncryptionEnabled", "FALSE"),
            ("msDS-MinimumPasswordAge", "0"),
            ("msDS-MaximumPasswordAge", "-9223372036854775808"),
            ("msDS-LockoutThreshold", "7"),
            ("msDS-LockoutDuration", "-18000000000"),
            ("msDS-LockoutObservationWindow", "-18000000000"),
        ];
        let links = to.iter().map(|dn| ("msDS-PSOAppliesTo", *dn));
        self.domain.make(&dn, &fixed.into_iter().chain(links).collect::<Vec<_>>()).await;
        self.made.push(dn.clone());
        dn
    }

    async fn person(&mut self, purpose: &str) -> String {
        self.domain.make_person(&self.names.of(purpose), &[]).await
    }

    async fn group(&mut self, purpose: &str, members: &[&str]) -> String {
        self.domain.make_group(&self.names.of(purpose), members).await
    }

    /// What the controller says of every account: the length of its policy.
    async fn told(&mut self) -> BTreeMap<String, u32> {
        let told = self.domain.resultant_policies().await;
        let length = |dn: &str| dn.strip_prefix("CN=p").and_then(|rest| rest.get(..2)?.parse().ok());
        told.into_iter().map(|(name, dn)| (name, dn.map_or(10, |dn| length(&dn).unwrap_or(14)))).collect()
    }

    async fn clear(&mut self) {
        for dn in self.made.drain(..) {
            self.domain.delete(&dn).await;
        }
    }
}

fn assert_same(accounts: &[Account], told: &BTreeMap<String, u32>, but: &str) {
    assert!(accounts.len() > 20, "everybody is compared");
    for account in accounts.iter().filter(|account| account.account_name != but) {
        let wanted = told.get(&account.account_name).copied();
        assert_eq!(Some(account.rules.minimum_length), wanted, "{}", account.account_name);
    }
}

/// Others would read everything again and again meanwhile: the domain is this test's alone.
#[tokio::test]
async fn everybody_has_the_rules_that_the_controller_applies() {
    let lab = Lab::exclusive(Controller::Plain);
    let domain = Domain::administrator(&lab).await;
    let mut policies = Policies { domain, names: Fresh::new(), made: Vec::new() };
    let people = ["none", "direct", "two", "nested", "both", "tied", "far", "letters"];
    let mut dns = BTreeMap::new();
    for purpose in people {
        dns.insert(purpose, policies.person(purpose).await);
    }
    let dn = |purpose: &str| dns.get(purpose).expect("made").as_str();
    let inner = policies.group("inner", &[dn("nested"), dn("two"), dn("both")]).await;
    let outer = policies.group("outer", &[&inner]).await;
    let other = policies.group("other", &[dn("two"), dn("tied")]).await;
    let third = policies.group("third", &[dn("tied")]).await;
    let (far, letters) =
        (policies.group("far group", &[dn("far")]).await, policies.group("letter", &[dn("letters")]).await);
    policies.link("20", "50", &[&outer]).await;
    policies.link("21", "40", &[&other]).await;
    policies.link("22", "40", &[&third]).await;
    policies.link("23", "99", &[dn("direct"), dn("both")]).await;
    policies.link("24", "98", &[dn("direct")]).await;
    policies.link("25", "1", &[&far, &letters]).await;
    policies.domain.set(&far, "groupType", &[UNIVERSAL]).await;
    policies.domain.set(&letters, "groupType", &[DISTRIBUTION]).await;

    let told = policies.told().await;
    let mut reader = Reader::new(&lab, &everybody());
    let read = reader.read().await;
    policies.clear().await;
    let again = reader.read().await;
    let told_again = policies.told().await;

    // Links of universal groups count with Samba. MS-ADTS counts account groups only, which are the global ones
    // (MS-DRSR 4.1.8.1.3, RevMembGetAccountGroups), and so does Windows.
    let but = policies.names.of("far");
    assert_same(&read.accounts, &told, &but);
    let length = |purpose: &str| {
        let account = read.account(&policies.names.of(purpose)).expect("sent");
        account.rules.minimum_length
    };
    assert_eq!(people.map(length)[..5], [10, 24, 21, 20, 23]);
    assert!([21, 22].contains(&length("tied")), "which of the two, the controller says");
    assert_eq!((length("far"), length("letters")), (10, 10), "no global security group");
    let direct = read.account(&policies.names.of("direct")).expect("sent");
    assert_eq!((direct.rules.maximum_age_seconds, direct.rules.lockout_threshold), (None, 7));
    assert!(again.is_full, "policies changed");
    assert_same(&again.accounts, &told_again, "nobody");
}

#[tokio::test]
async fn the_domains_policy_is_followed() {
    let lab = Lab::exclusive(Controller::Plain);
    let mut domain = Domain::administrator(&lab).await;
    let scope = Scope { enabled: vec!["Readmit Users".to_owned()], ..Scope::default() };
    let mut reader = Reader::new(&lab, &scope);
    assert!(reader.read().await.is_full);
    domain.set("DC=demo,DC=example", "minPwdLength", &["12"]).await;
    let changed = reader.read().await;
    domain.set("DC=demo,DC=example", "minPwdLength", &["10"]).await;
    assert!(changed.is_full);
    assert_eq!(changed.account("anna").expect("sent").rules.minimum_length, 12);
    assert_eq!(reader.read().await.account("anna").expect("sent").rules.minimum_length, 10);
    assert!(!reader.read().await.is_full);
    domain.set("DC=demo,DC=example", "description", &["a domain"]).await;
    assert!(!reader.read().await.is_full, "no policy of passwords");
}
