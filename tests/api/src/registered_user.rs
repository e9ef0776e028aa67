//! A user with a registered method of every kind, and with one of everything else that a request can name or prove.

use authenticators::soft::SoftAuthenticator;
use serde_json::{Value, json};

use crate::{
    Client, Person, Reset, SignIn, SignedInUser, agent,
    agent::Agent,
    authenticator_app::App,
    deferred_order,
    directory::FIRST_PASSWORD,
    environment::environment,
    fixtures,
    json::text,
    outbox, passkeys, path,
    tables::{self, Item},
};

/// A user with one of everything.
#[derive(Debug)]
pub struct RegisteredUser {
    pub person: Person,
    /// A session with a proved second factor.
    pub user: SignedInUser,
    /// A session with the first factor only, and a code on its way.
    pub first_factor_user: SignedInUser,
    /// The code for that session.
    pub second_factor_code: String,
    /// The registered app.
    pub app: App,
    /// The registered recovery codes.
    pub recovery_codes: Vec<String>,
    /// The device with the registered passkey.
    pub device: SoftAuthenticator,
    /// The id of an app that is being added.
    pub pending: String,
    /// The app that is being added.
    pub pending_app: App,
    /// A sign-in whose session is not fetched.
    pub sign_in: SignIn,
    /// A change of the password, before the order.
    pub change: Reset,
    /// A reset with a code on its way.
    pub reset: Reset,
    /// The code for that reset.
    pub reset_code: String,
    /// A reset with a deferred order.
    pub order: Reset,
    /// The id of the job of that order.
    pub job: String,
    /// The token of a link that freezes the account.
    pub freeze_link: String,
    /// The token of the link that cancels the order.
    pub cancel_link: String,
}

impl RegisteredUser {
    /// Makes a new account, and one of everything for it.
    pub async fn new() -> Self {
        Agent::enrolled().await;
        let person = Person::new().await;
        let user = SignedInUser::sign_in_with_second_factor(&person).await;
        let (app, recovery_codes, device) = register_methods(&person, &user).await;
        let freeze_link = outbox::link(&person.mobile, "#freeze=").await;
        outbox::wait_until_idle().await;
        let (first_factor_user, second_factor_code) = sign_in_with_first_factor(&person).await;
        let sign_in = SignIn::start(Client::new(), &person.name, FIRST_PASSWORD).await;
        let change = Reset::change(&user).await;
        let mut reset = start_reset(&person).await;
        let reset_code = reset.receive(&person, "mail").await;
        let added = user.add("authenticator-app").await;
        let (order, job, cancel_link) = defer_order(&person).await;
        outbox::wait_until_idle().await;
        Self {
            person,
            user,
            first_factor_user,
            second_factor_code,
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

    /// Returns every stored item of the user with its table, except those that a sync may change at any time.
    pub async fn stored(&self) -> Vec<(String, Item)> {
        let environment = environment();
        let mut stored = Vec::new();
        for table in [&environment.accounts_table, &environment.resets_table] {
            let items = tables::scan(table).await.into_iter();
            let own = items.filter(|item| json!(item).to_string().contains(&self.person.id));
            let own = own.filter(|item| !is_synced(item));
            stored.extend(own.map(|item| (table.clone(), item)));
        }
        stored.sort_by_key(|(table, item)| format!("{table} {}", json!(item)));
        stored
    }

    /// Returns the id of the registered method of a kind.
    pub async fn method(&self, kind: &str) -> String {
        self.user.method(kind).await
    }

    /// Returns the id of the known device of the session.
    pub async fn device_id(&self) -> String {
        text(&self.user.session().await, "/securityInfo/devices/0/id")
    }

    /// Returns an answer of the passkey, whichever passkeys are asked for.
    pub fn credential(&self, options: &Value) -> Value {
        passkeys::answer(&self.device, options)
    }
}

fn is_synced(item: &Item) -> bool {
    item["pk"]["S"].as_str().is_some_and(|key| key.starts_with("ACCOUNT#") || key.starts_with("NAME#"))
}

/// Restores stored items.
pub async fn restore(stored: &[(String, Item)]) {
    tables::put_all(stored).await;
    fixtures::clear_failed_guesses().await;
}

/// Registers an app, recovery codes and a passkey, and lets their trust delay pass.
async fn register_methods(person: &Person, user: &SignedInUser) -> (App, Vec<String>, SoftAuthenticator) {
    let (app, recovery_codes) = (user.add_app().await, user.add_recovery_codes().await);
    let mut device = passkeys::authenticator();
    passkeys::register(user, &mut device).await.success(200);
    fixtures::age_methods(&person.id, 25).await;
    (app, recovery_codes, device)
}

/// Places a deferred order, and returns it with its job and the token of the link that cancels it.
async fn defer_order(person: &Person) -> (Reset, String, String) {
    let mut order = start_reset(person).await;
    order.prove(person, "mail").await;
    let job = deferred_order::place(&mut order, &[agent::ID]).await;
    (order, job, outbox::link(&person.mail, "/#cancel=").await)
}

/// Starts a reset that no earlier send limits.
async fn start_reset(person: &Person) -> Reset {
    fixtures::clear_sends(&person.id).await;
    Reset::start(&person.name).await
}

/// Signs in with the password, and receives a code for the second factor.
async fn sign_in_with_first_factor(person: &Person) -> (SignedInUser, String) {
    fixtures::clear_sends(&person.id).await;
    let user = SignedInUser::sign_in(person).await;
    let method = user.factor("text-message").await;
    let before = outbox::messages(&[&person.mobile]).await.len();
    user.post(path::SEND_FACTOR, &json!({ "method": method })).await.success(202);
    (user, outbox::new_code(&person.mobile, before).await)
}
