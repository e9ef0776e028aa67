//! Accounts of the tests: everyone new in every run. They live in the demonstration directory, so that the agent can
//! write to them, and are brought in by a batch of the tests' own agent, so that nobody waits for the next full sync.

use serde_json::{Value, json};

use crate::{
    agent::Agent,
    directory,
    environment::{random, random_hex},
    fixtures,
};

/// Somebody in the domain of the demonstration, `DEMO` (`demo.example`).
#[derive(Debug, Clone)]
pub struct Person {
    /// objectGUID.
    pub id: String,
    /// sAMAccountName.
    pub name: String,
    /// displayName.
    pub display_name: String,
    /// A mail address that is a name too.
    pub work_mail: String,
    /// Where text messages go.
    pub mobile: String,
    /// Where mails go.
    pub mail: String,
    /// Whether two gates are always needed.
    pub administrator: bool,
}

impl Person {
    /// Somebody nobody has met before, without an account.
    pub fn imagine() -> Self {
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

    /// Somebody with an account that may reset.
    pub async fn new() -> Self {
        Self::imagine().enter().await
    }

    /// Somebody of whom the directory holds neither a number nor an address.
    pub async fn bare() -> Self {
        let person = Self::imagine();
        fixtures::clear_failed_guesses().await;
        directory::add(&person);
        for member in ["mobile", "mail"] {
            directory::edit(&person.id, member, &Value::Null);
        }
        let mut account = person.account();
        for member in ["mobile", "mail"] {
            account.as_object_mut().unwrap().remove(member);
        }
        Agent::leader().await.tell(&[account], &[]).await;
        person
    }

    /// Somebody who administers Readmit.
    pub async fn administrator() -> Self {
        Self { administrator: true, ..Self::imagine() }.enter().await
    }

    /// Gives the person an account and lets an agent tell of it.
    pub async fn enter(self) -> Self {
        fixtures::clear_failed_guesses().await;
        directory::add(&self);
        self.sync().await;
        self
    }

    /// Lets an agent tell of the account as it is.
    pub async fn sync(&self) {
        Agent::leader().await.tell(&[self.account()], &[]).await;
    }

    /// The account, as an agent tells of it.
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

    /// Where codes by this kind of method go.
    pub fn destination(&self, kind: &str) -> &str {
        match kind {
            "text-message" => &self.mobile,
            "mail" => &self.mail,
            other => panic!("no kind of method: {other}"),
        }
    }
}

/// A new random id in the form of an objectGUID.
pub fn uuid() -> String {
    let hex = random_hex::<16>();
    format!("{}-{}-4{}-8{}-{}", &hex[..8], &hex[8..12], &hex[13..16], &hex[17..20], &hex[20..])
}
