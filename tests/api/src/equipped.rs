//! Somebody with one of everything that a request can bring or name, so that a test can bring it in another's name.

use authenticators::soft::SoftAuthenticator;
use serde_json::{Value, json};

use crate::{
    Client, Person, Reset, SignIn, Visitor, agent,
    agent::Agent,
    directory::FIRST_PASSWORD,
    json::text,
    outbox, passkeys, patient, stage,
    surroundings::surroundings,
    tables::{self, Item},
    visitor::{App, path},
};

/// Somebody with one of everything.
#[derive(Debug)]
pub struct Equipped {
    /// Who it is.
    pub person: Person,
    /// Signed in, with a second factor proved.
    pub visitor: Visitor,
    /// Signed in by the password alone, with a code on its way.
    pub entrant: Visitor,
    /// That code.
    pub entrant_code: String,
    /// A registered app.
    pub app: App,
    /// Registered recovery codes.
    pub recovery_codes: Vec<String>,
    /// Where a registered passkey is.
    pub device: SoftAuthenticator,
    /// The id of an app that is being added.
    pub pending: String,
    /// That app.
    pub pending_app: App,
    /// A sign-in whose session nobody has fetched.
    pub sign_in: SignIn,
    /// A change of the password that was begun.
    pub change: Reset,
    /// A reset with a code on its way.
    pub reset: Reset,
    /// That code.
    pub reset_code: String,
    /// A reset whose order waits for an agent.
    pub order: Reset,
    /// Its job.
    pub job: String,
    /// The token of a link that freezes the account.
    pub freeze_link: String,
    /// The token of the link that cancels the order.
    pub cancel_link: String,
}

impl Equipped {
    /// Somebody new.
    pub async fn new() -> Self {
        Agent::registered().await;
        let person = Person::new().await;
        let visitor = Visitor::sign_in_fully(&person).await;
        let (app, recovery_codes, device) = registered(&person, &visitor).await;
        let freeze_link = link(&person.mobile, "#freeze=").await;
        outbox::settle().await;
        let (entrant, entrant_code) = entrant(&person).await;
        let sign_in = SignIn::start(Client::new(), &person.name, FIRST_PASSWORD).await;
        let change = Reset::change(&visitor).await;
        let mut reset = begin(&person).await;
        let reset_code = reset.receive(&person, "mail").await;
        let added = visitor.add("authenticator-app").await;
        let (order, job, cancel_link) = waiting(&person).await;
        outbox::settle().await;
        Self {
            person,
            visitor,
            entrant,
            entrant_code,
            app,
            recovery_codes,
            device,
            pending: text(&added, "/method"),
            pending_app: App { key: text(&added, "/app/key"), step: 0 },
            sign_in,
            change,
            reset,
            reset_code,
            order,
            job,
            freeze_link,
            cancel_link,
        }
    }

    /// Everything that is stored of the person, with the table that it is in, but for what agents tell at any time.
    pub async fn stored(&self) -> Vec<(String, Item)> {
        let around = surroundings();
        let mut stored = Vec::new();
        for table in [&around.accounts_table, &around.resets_table] {
            let items = tables::scan(table).await.into_iter();
            let own = items.filter(|item| json!(item).to_string().contains(&self.person.id));
            let own = own.filter(|item| !is_told_by_agents(item));
            stored.extend(own.map(|item| (table.clone(), item)));
        }
        stored.sort_by_key(|(table, item)| format!("{table} {}", json!(item)));
        stored
    }

    /// The id of the app, the passkey or the recovery codes that are registered.
    pub async fn method(&self, kind: &str) -> String {
        self.visitor.method(kind).await
    }

    /// An answer of the passkey, whichever ones are asked for.
    pub fn credential(&self, options: &Value) -> Value {
        passkeys::answer(&self.device, options)
    }
}

fn is_told_by_agents(item: &Item) -> bool {
    item["pk"]["S"].as_str().is_some_and(|key| key.starts_with("ACCOUNT#") || key.starts_with("NAME#"))
}

/// Puts everything back as it was stored.
pub async fn rewind(stored: &[(String, Item)]) {
    tables::put_all(stored).await;
    stage::forget_failed_guesses().await;
}

/// Registers an app, recovery codes and a passkey, which have settled.
async fn registered(person: &Person, visitor: &Visitor) -> (App, Vec<String>, SoftAuthenticator) {
    let (app, recovery_codes) = (visitor.add_app().await, visitor.add_recovery_codes().await);
    let mut device = passkeys::authenticator();
    passkeys::register(visitor, &mut device).await.success(200);
    stage::age_methods(&person.id, 25).await;
    (app, recovery_codes, device)
}

/// An order that waits, its job, and the token of the link that cancels it.
async fn waiting(person: &Person) -> (Reset, String, String) {
    let mut order = begin(person).await;
    order.prove(person, "mail").await;
    let job = patient::keep_trying(&mut order, &[agent::ID]).await;
    (order, job, link(&person.mail, "/#cancel=").await)
}

/// A reset, while nothing that was sent before counts.
async fn begin(person: &Person) -> Reset {
    stage::forget_sends(&person.id).await;
    Reset::start(&person.name).await
}

async fn entrant(person: &Person) -> (Visitor, String) {
    stage::forget_sends(&person.id).await;
    let entrant = Visitor::sign_in(person).await;
    let method = entrant.factor("text-message").await;
    let before = outbox::messages(&[&person.mobile]).await.len();
    entrant.post(path::SEND_FACTOR, &json!({ "method": method })).await.success(202);
    let newest = outbox::wait_for(&person.mobile, before + 1).await.remove(0);
    (entrant, newest.code().expect("a code"))
}

/// The token of a link that begins like this.
async fn link(destination: &str, beginning: &str) -> String {
    for count in 1.. {
        let messages = outbox::wait_for(destination, count).await;
        let found = messages.iter().find_map(|message| message.body.split_once(beginning));
        if let Some((_, rest)) = found {
            return rest.split_whitespace().next().unwrap_or_default().to_owned();
        }
    }
    unreachable!("waiting for ever more messages ends with a panic")
}
