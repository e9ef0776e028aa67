//! Known devices: the cookie of a browser in which the user proved the account.

use api_tests::{
    Client, Person, Reset, SignIn, SignedInUser,
    device::{browser, cookie, reset_in},
    directory,
    environment::environment,
    fixtures,
    json::{list, text},
    outbox, path,
    reset::GOOD_PASSWORD,
    tables,
};
use serde_json::{Value, json};

/// Returns kind and masked destination of the methods that a start shows.
fn methods(started: &Value) -> Vec<(String, String)> {
    let method = |method: &Value| (text(method, "/kind"), text(method, "/hint"));
    list(started, "/methods").iter().map(method).collect()
}

async fn start(client: Client, name: &str) -> Value {
    client.start(name, "reset-password").await.success(201)
}

#[tokio::test]
async fn a_known_device_shows_masked_methods_of_its_user() {
    let person = Person::new().await;
    let device = reset_in(Client::new(), &person).await;
    let shown = methods(&start(browser(&device), &person.name).await);
    let kinds: Vec<&str> = shown.iter().map(|(kind, _)| kind.as_str()).collect();
    assert_eq!(kinds, ["text-message", "mail"]);
    assert!(shown.iter().all(|(_, hint)| hint.contains('•')), "{shown:?}");
    let work_mail = methods(&start(browser(&device), &person.work_mail).await);
    assert_eq!(work_mail, shown, "by every name of the user");
    let elsewhere = methods(&start(Client::new(), &person.name).await);
    assert!(elsewhere.len() > 2 && elsewhere.iter().all(|(_, hint)| hint.is_empty()), "{elsewhere:?}");
}

#[tokio::test]
async fn a_known_device_reveals_nothing_about_other_accounts() {
    let device = reset_in(Client::new(), &Person::new().await).await;
    let (other, nobody) = (Person::new().await, Person::without_account());
    let shown = async |name: String| methods(&start(browser(&device), &name).await);
    let seen = shown(other.name).await;
    assert_eq!(seen, shown(nobody.name).await);
    assert!(seen.iter().all(|(_, hint)| hint.is_empty()), "{seen:?}");
}

#[tokio::test]
async fn forged_cookies_make_no_known_device() {
    let person = Person::new().await;
    let device = reset_in(Client::new(), &person).await;
    let (id, code) = device.split_at(22);
    let other = reset_in(Client::new(), &Person::new().await).await;
    let swapped = format!("{id}{}", &other[22..]);
    let changed = format!("{id}{}{}", if code.starts_with('A') { 'B' } else { 'A' }, &code[1..]);
    for forged in [swapped, changed, id.to_owned(), format!("{device}x"), String::new()] {
        let shown = methods(&start(browser(&forged), &person.name).await);
        assert!(shown.iter().all(|(_, hint)| hint.is_empty()), "{forged}: {shown:?}");
    }
}

#[tokio::test]
async fn stored_data_makes_no_known_device() {
    let person = Person::new().await;
    let device = reset_in(Client::new(), &person).await;
    let environment = environment();
    for table in [&environment.accounts_table, &environment.resets_table, &environment.audit_table] {
        let stored = json!(tables::scan(table).await).to_string();
        assert!(!stored.contains(&device) && !stored.contains(&device[22..]), "{table}");
    }
}

/// The user has codes sent, guesses, and signs in on a known device.
#[tokio::test]
async fn strangers_use_up_no_limit_of_a_known_device() {
    let person = Person::new().await;
    let user = SignedInUser::sign_in_with_second_factor(&person).await;
    let app = user.add_app().await;
    fixtures::age_methods(&person.id, 25).await;
    fixtures::clear_sends(&person.id).await;
    let device = reset_in(Client::new(), &person).await;
    fixtures::clear_sends(&person.id).await;
    exhaust_limits(&person).await;

    let reset = Reset::start_with_client(browser(&device), &person.name, "reset-password").await;
    reset.guess("authenticator-app", &app.code(1)).await.success(200);
    let mut by_mail = Reset::start_with_client(browser(&device), &person.name, "reset-password").await;
    by_mail.prove(&person, "mail").await;
    let outcome = SignIn::start(browser(&device), &person.name, GOOD_PASSWORD).await.outcome().await;
    assert_eq!(outcome.success(200)["state"], "signed-in");
}

/// Sends, guesses and signs in as a stranger until every limit of the name is reached.
async fn exhaust_limits(person: &Person) {
    let mut reset = Reset::start(&person.name).await;
    for kind in ["mail", "text-message"] {
        reset.send(kind).await;
        for _ in 0..3 {
            reset.guess(kind, "wrong!").await;
        }
    }
    let other = Reset::start(&person.name).await;
    for kind in ["authenticator-app", "recovery-code", "authenticator-app", "recovery-code", "recovery-code"]
    {
        other.guess(kind, "000000").await.problem("code-wrong");
    }
    other.guess("recovery-code", "000000").await.problem("limit-reached");
    loop {
        let answer = SignIn::try_start(&Client::new(), &person.name, "Wrong-Passw0rd!").await;
        if answer.status != 202 {
            answer.problem("limit-reached");
            break;
        }
    }
    outbox::wait_until_idle().await;
}

#[tokio::test]
async fn a_second_factor_and_a_registration_make_a_known_device() {
    let person = Person::new().await;
    let mut user = SignedInUser::sign_in(&person).await;
    let method = user.factor("mail").await;
    user.post(path::SEND_FACTOR, &json!({ "method": method })).await.success(202);
    let code = outbox::new_code(&person.mail, 0).await;
    let proved = user.post(path::PROVE_FACTOR, &json!({ "method": method, "code": code })).await;
    proved.success(200);
    user.reference = api_tests::sign_in::reference(&proved).expect("a new reference");
    let by_factor = cookie(&proved).expect("the cookie of a known device");
    let added = user.add("authenticator-app").await;
    let app = api_tests::authenticator_app::App { key: text(&added, "/app/key"), step: 0 };
    let body = json!({ "method": added["method"], "code": app.code(0) });
    let registered = user.post(path::PROVE, &body).await;
    registered.success(200);
    let by_registration = cookie(&registered).expect("the cookie of a known device");
    for device in [by_factor, by_registration] {
        let shown = methods(&start(browser(&device), &person.name).await);
        assert!(shown.iter().any(|(_, hint)| hint.contains('•')), "{shown:?}");
    }
}

#[tokio::test]
async fn one_browser_is_known_to_several_accounts() {
    let (first, second) = (Person::new().await, Person::new().await);
    let one = reset_in(Client::new(), &first).await;
    let both = reset_in(browser(&one), &second).await;
    for person in [&first, &second] {
        let shown = methods(&start(browser(&both), &person.name).await);
        assert!(shown.iter().all(|(_, hint)| hint.contains('•')), "{shown:?}");
    }
    let again = reset_in(browser(&both), &Person::new().await).await;
    assert!(again.ends_with(&format!(".{both}")), "the newest first");
}

#[tokio::test]
async fn freezing_and_signing_out_everywhere_forget_devices() {
    for end in [Ending::SignOut, Ending::Freeze] {
        let person = Person::new().await;
        let user = SignedInUser::sign_in_with_second_factor(&person).await;
        user.post(path::SIGN_OUT, &json!({})).await.success(200);
        let device = reset_in(Client::new(), &person).await;
        end.perform(&person).await;
        let shown = methods(&start(browser(&device), &person.name).await);
        assert!(shown.iter().all(|(_, hint)| hint.is_empty()), "{shown:?}");
    }
}

#[derive(Clone, Copy)]
enum Ending {
    SignOut,
    Freeze,
}

impl Ending {
    async fn perform(self, person: &Person) {
        match self {
            Self::SignOut => {
                let user = SignedInUser::sign_in_with(person, GOOD_PASSWORD).await;
                user.post(path::SIGN_OUT, &json!({ "everywhere": true })).await.success(200);
            }
            Self::Freeze => {
                let token = outbox::link(&person.mail, "#freeze=").await;
                Client::new().post(path::FREEZE, Some(&token), &json!({})).await.success(200);
            }
        }
    }
}

#[tokio::test]
async fn a_common_password_signs_in_from_a_known_device_only() {
    let person = Person::new().await;
    let device = reset_in(Client::new(), &person).await;
    directory::set_password(&person.id, "Welcome2026!");
    let signed_in = async |client: Client| {
        let answer = SignIn::start(client, &person.name, "Welcome2026!").await.outcome().await;
        answer.success(200)["state"].clone()
    };
    assert_eq!(signed_in(Client::new()).await, "refused");
    assert_eq!(signed_in(browser(&device)).await, "signed-in");
}
