//! Fine-grained password policies that are linked to users and groups in every way.

use std::collections::BTreeMap;

use test_support::{administration::UniqueNames, lab::Lab, ldap::Domain};

const UNIVERSAL: &str = "-2147483640";
const DISTRIBUTION: &str = "2";

/// The purposes of the users, by how policies apply to them.
pub const PEOPLE: [&str; 8] = ["none", "direct", "two", "nested", "both", "tied", "far", "letters"];

/// Policies with users and groups. The minimum length of a policy identifies it.
#[derive(Debug)]
pub struct Policies {
    domain: Domain,
    /// The names of users and groups.
    pub names: UniqueNames,
    made: Vec<String>,
}

impl Policies {
    /// Creates policies, users and groups, for a test with exclusive use of the controller.
    pub async fn make(lab: &Lab) -> Self {
        let domain = Domain::administrator(lab).await;
        let mut policies = Self { domain, names: UniqueNames::new(), made: Vec::new() };
        policies.arrange().await;
        policies
    }

    async fn arrange(&mut self) {
        let mut dns = BTreeMap::new();
        for purpose in PEOPLE {
            dns.insert(purpose, self.person(purpose).await);
        }
        let dn = |purpose: &str| dns.get(purpose).expect("made").as_str();
        let inner = self.group("inner", &[dn("nested"), dn("two"), dn("both")]).await;
        let outer = self.group("outer", &[&inner]).await;
        let other = self.group("other", &[dn("two"), dn("tied")]).await;
        let third = self.group("third", &[dn("tied")]).await;
        let (far, letters) =
            (self.group("far group", &[dn("far")]).await, self.group("letter", &[dn("letters")]).await);
        self.link("20", "50", &[&outer]).await;
        self.link("21", "40", &[&other]).await;
        self.link("22", "40", &[&third]).await;
        self.link("23", "99", &[dn("direct"), dn("both")]).await;
        self.link("24", "98", &[dn("direct")]).await;
        self.link("25", "1", &[&far, &letters]).await;
        self.domain.set(&far, "groupType", &[UNIVERSAL]).await;
        self.domain.set(&letters, "groupType", &[DISTRIBUTION]).await;
    }

    async fn link(&mut self, length: &str, precedence: &str, to: &[&str]) -> String {
        let name = self.names.name(&format!("p{length}"));
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
        self.domain.make_person(&self.names.name(purpose), &[]).await
    }

    async fn group(&mut self, purpose: &str, members: &[&str]) -> String {
        self.domain.make_group(&self.names.name(purpose), members).await
    }

    /// Returns the minimum length of every account as the controller computes it.
    pub async fn resultant_lengths(&mut self) -> BTreeMap<String, u32> {
        let policies = self.domain.resultant_policies().await;
        let length = |dn: &str| dn.strip_prefix("CN=p").and_then(|rest| rest.get(..2)?.parse().ok());
        let length = |dn: Option<String>| dn.map_or(10, |dn| length(&dn).unwrap_or(14));
        policies.into_iter().map(|(name, dn)| (name, length(dn))).collect()
    }

    /// Deletes the policies.
    pub async fn clear(&mut self) {
        for dn in self.made.drain(..) {
            self.domain.delete(&dn).await;
        }
    }

    /// Returns the objectGUID of a user.
    pub async fn id(&mut self, purpose: &str) -> String {
        self.domain.id(&self.names.name(purpose)).await
    }
}
