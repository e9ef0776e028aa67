//! Changes that an administrator makes in the domain.

use std::collections::HashSet;

use ldap3::{Mod, Scope};

use crate::ldap::Domain;

impl Domain {
    /// Creates a user in OU=People.
    pub async fn make_person(&mut self, account_name: &str, attributes: &[(&str, &str)]) -> String {
        let dn = format!("CN={account_name},OU=People,OU=Corp,{}", self.base);
        let fixed =
            [("objectClass", "user"), ("sAMAccountName", account_name), ("userAccountControl", "544")];
        self.make(&dn, &[&fixed, attributes].concat()).await;
        dn
    }

    /// Creates a global security group in OU=Groups.
    pub async fn make_group(&mut self, name: &str, members: &[&str]) -> String {
        let dn = format!("CN={name},OU=Groups,OU=Corp,{}", self.base);
        let fixed = [("objectClass", "group"), ("sAMAccountName", name), ("groupType", "-2147483646")];
        let members = members.iter().map(|member| ("member", *member));
        self.make(&dn, &fixed.into_iter().chain(members).collect::<Vec<_>>()).await;
        dn
    }

    /// Creates an organizational unit in OU=Corp. Its name is escaped already.
    pub async fn make_unit(&mut self, name: &str) -> String {
        let dn = format!("OU={name},OU=Corp,{}", self.base);
        self.make(&dn, &[("objectClass", "organizationalUnit")]).await;
        dn
    }

    /// Creates an object.
    pub async fn make(&mut self, dn: &str, attributes: &[(&str, &str)]) {
        let mut values = Vec::<(&str, HashSet<&str>)>::new();
        for (name, value) in attributes {
            match values.iter_mut().find(|(known, _)| known == name) {
                Some((_, values)) => _ = values.insert(value),
                None => values.push((name, HashSet::from([*value]))),
            }
        }
        self.ldap.add(dn, values).await.expect("an answer").success().expect("made");
    }

    /// Replaces the values of an attribute. Without values, the attribute is removed.
    pub async fn set(&mut self, dn: &str, attribute: &str, values: &[&str]) {
        self.modify(dn, Mod::Replace(attribute, values.iter().copied().collect())).await;
    }

    /// Adds a member to a group.
    pub async fn join(&mut self, group: &str, member: &str) {
        self.modify(group, Mod::Add("member", HashSet::from([member]))).await;
    }

    /// Removes a member from a group.
    pub async fn leave(&mut self, group: &str, member: &str) {
        self.modify(group, Mod::Delete("member", HashSet::from([member]))).await;
    }

    pub async fn set_password(&mut self, dn: &str, password: &str) {
        let quoted: Vec<u8> = format!("\"{password}\"").encode_utf16().flat_map(u16::to_le_bytes).collect();
        let change = Mod::Replace(b"unicodePwd".to_vec(), HashSet::from([quoted]));
        self.ldap.modify(dn, vec![change]).await.expect("an answer").success().expect("set");
    }

    /// Returns the relative identifier: the last part of an object's SID.
    pub async fn relative_id(&mut self, dn: &str) -> u32 {
        let found = self.ldap.search(dn, Scope::Base, "(objectClass=*)", ["objectSid"]).await;
        let (entries, _) = found.expect("an answer").success().expect("found");
        let entry = ldap3::SearchEntry::construct(entries.into_iter().next().expect("one"));
        let binary = entry.bin_attrs.get("objectSid").and_then(|values| values.first()).cloned();
        let text = || entry.attrs.get("objectSid")?.first().cloned().map(String::into_bytes);
        let sid = binary.or_else(text).expect("an identifier");
        u32::from_le_bytes(*sid.last_chunk().expect("four bytes"))
    }

    /// Renames an object, moves it if a new parent is given, and returns its new distinguished name.
    pub async fn rename(&mut self, dn: &str, rdn: &str, parent: Option<&str>) -> String {
        let done = self.ldap.modifydn(dn, rdn, true, parent).await.expect("an answer");
        done.success().expect("renamed");
        let old_parent = dn.split_once(',').expect("a parent").1;
        format!("{rdn},{}", parent.unwrap_or(old_parent))
    }

    /// Deletes an object.
    pub async fn delete(&mut self, dn: &str) {
        self.ldap.delete(dn).await.expect("an answer").success().expect("deleted");
    }

    /// Returns the account name of every user of the domain with the name of its resultant fine-grained policy.
    pub async fn resultant_policies(&mut self) -> Vec<(String, Option<String>)> {
        let filter = "(&(objectCategory=person)(objectClass=user))";
        let attributes = ["sAMAccountName", "msDS-ResultantPSO"];
        let found =
            self.ldap.search(&self.base, Scope::Subtree, filter, attributes).await.expect("an answer");
        let entries = found.success().expect("found").0.into_iter().filter(|entry| !entry.is_ref());
        let read = entries.map(ldap3::SearchEntry::construct).map(|entry| {
            let first = |name: &str| entry.attrs.get(name).and_then(|values| values.first()).cloned();
            (first("sAMAccountName").expect("a name"), first("msDS-ResultantPSO"))
        });
        read.collect()
    }

    async fn modify(&mut self, dn: &str, change: Mod<&str>) {
        self.ldap.modify(dn, vec![change]).await.expect("an answer").success().expect("changed");
    }
}

/// Names that no other test uses.
#[derive(Debug)]
pub struct UniqueNames(String);

impl UniqueNames {
    /// Returns names for one test.
    #[expect(clippy::new_without_default, reason = "each is another")]
    pub fn new() -> Self {
        let id = uuid::Uuid::from_bytes(readmit_agent::entropy::draw()).simple().to_string();
        Self(id.chars().take(9).collect())
    }

    /// Returns the name for a purpose: at most 20 characters, as an account name may have.
    pub fn name(&self, purpose: &str) -> String {
        format!("{}{}", purpose.chars().take(10).collect::<String>(), self.0)
    }
}
