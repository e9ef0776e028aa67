//! Accounts of the tests, new in every run. They are in the demonstration directory, so that the agent can write to
//! them. The tests' own agent syncs them, so that no test waits for the next full sync.

use serde_json::{Value, json};

use crate::{
    agent::Agent,
    directory,
    environment::{random, random_hex},
    fixtures,
};

/// A person in the domain of the demonstration, `DEMO` (`demo.example`).
#[derive(Debug, Clone)]
pub struct Person {
    /// The objectGUID.
    pub id: String,
    /// The sAMAccountName.
    pub name: String,
    /// The displayName.
    pub display_name: String,
    /// The work mail address, which is a name of the account too.
    pub work_mail: String,
    /// The number for text messages.
    pub mobile: String,
    /// The mail address for codes and notices.
    pub mail: String,
    /// Whether the person administers Readmit and always needs two gates.
    pub administrator: bool,
}

impl Person {
    /// Returns a new person without an account.
    pub fn without_account() -> Self {
        let name = format!("t{}", random_hex::<6>());
        let digits = u32::from_be_bytes(random::<4>()) % 10_000_000;
        Self {
            id: uuid(),
            display_name: format!("Tester {}", &name[1..7]),
            work_mail: format!("work.{name}@firma.example"),
            mobile: format!("+4670{digits:07}"),
            mail: format!("{name}@private.example"),
            administrator: false,
            name,
        }
    }

    /// Creates a new person with an account in scope.
    pub async fn new() -> Self {
        Self::without_account().create().await
    }

    /// Creates a new person without a number and a mail address in the directory.
    pub async fn without_destinations() -> Self {
        let person = Self::without_account();
        fixtures::clear_failed_guesses().await;
        directory::add(&person);
        for member in ["mobile", "mail"] {
            directory::edit(&person.id, member, &Value::Null);
        }
        let mut account = person.account();
        for member in ["mobile", "mail"] {
            account.as_object_mut().unwrap().remove(member);
        }
        Agent::leader().await.sync_accounts(&[account], &[]).await;
        person
    }

    /// Creates a new administrator of Readmit.
    pub async fn administrator() -> Self {
        Self { administrator: true, ..Self::without_account() }.create().await
    }

    /// Creates the account in the directory, and syncs it.
    pub async fn create(self) -> Self {
        fixtures::clear_failed_guesses().await;
        directory::add(&self);
        self.sync().await;
        self
    }

    /// Syncs the account.
    pub async fn sync(&self) {
        Agent::leader().await.sync_accounts(&[self.account()], &[]).await;
    }

    /// Returns the account as an agent syncs it.
    pub fn account(&self) -> Value {
        json!({
            "id": self.id,
            "accountName": self.name,
            "userPrincipalName": format!("{}@demo.example", self.name),
            "displayName": self.display_name,
            "workMail": self.work_mail,
            "mobile": self.mobile,
            "mail": self.mail,
            "administrator": self.administrator,
            "rules": {
                "minimumLength": 8, "complexity": true, "historyLength": 24,
                "minimumAgeSeconds": 0, "lockoutThreshold": 0,
            },
        })
    }

    /// Returns the destination of a kind of method.
    pub fn destination(&self, kind: &str) -> &str {
        match kind {
            "text-message" => &self.mobile,
            "mail" => &self.mail,
            other => panic!("no kind of method: {other}"),
        }
    }
}

/// Returns a random id in the form of an objectGUID.
pub fn uuid() -> String {
    let hex = random_hex::<16>();
    format!("{}-{}-4{}-8{}-{}", &hex[..8], &hex[8..12], &hex[13..16], &hex[17..20], &hex[20..])
}
