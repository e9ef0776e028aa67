//! Runs resets with canaries as secrets, and searches all sinks for them: items of all tables, the audit trail, logs of
//! functions, edge and agent, files of the agent.

use api_tests::{
    Client, Person, Reset, agent,
    canary_search::Canary,
    deferred_order,
    environment::{environment, random_hex},
    logs, outbox, path,
    reset::other_than,
    sinks::{self, search},
    tables,
};
use serde_json::json;

#[tokio::test]
async fn no_password_code_phone_or_mail_is_stored() {
    let secret = random_hex::<4>();
    let password = format!("Kanarie-å-{secret}/+7");
    let refused = format!("x{secret}");
    let imagined = Person::without_account();
    let person = Person {
        mail: format!("canary+{secret}@nest-{secret}.example"),
        mobile: format!("+46{}", digits(&secret)),
        ..imagined
    }
    .create()
    .await;
    let mut codes = Vec::new();
    let mut tokens = Vec::new();
    let mut reset = Reset::start(&person.name).await;
    tokens.push(reset.token.clone());
    let code = reset.receive(&person, "text-message").await;
    reset.guess("text-message", &other_than(&code)).await.problem("code-wrong");
    codes.push(code);
    let typed =
        json!({ "method": reset.method("mail"), "destination": format!("typed-{secret}@nest.example") });
    reset.post(path::SEND, &typed).await.problem("step-not-allowed");
    let code = reset.receive(&person, "mail").await;
    let proved = reset.guess("mail", &code).await.success(200);
    codes.push(code);
    reset.token = api_tests::json::text(&proved, "/token");
    reset.seal = proved["seal"].clone();
    tokens.push(reset.token.clone());
    reset.set_password(&refused).await;
    assert_eq!(reset.outcome().await["state"], "refused");
    reset.set_password(&password).await;
    tokens.push(reset.token.clone());
    assert_eq!(reset.outcome().await["state"], "done");
    misuse(&reset, &secret).await;
    // Notices and logs take a moment.
    outbox::wait_until_idle().await;

    let mut sought = vec![
        Canary::new("the password", &password),
        Canary::new("a refused password", &refused),
        Canary::new("the mail address", &person.mail),
        Canary::new("the number", &person.mobile),
        Canary::new("the number without its plus", &person.mobile[1..]),
        Canary::new("a typed address", &format!("typed-{secret}@nest.example")),
        Canary::new("a password where none belongs", &format!("lost-{secret}-password")),
    ];
    sought.extend(tokens.iter().map(|token| Canary::new("a token", token)));
    assert_eq!(search(&sought).await, Vec::<String>::new());
    // Six digits occur by chance in long data, so codes are searched only as whole words.
    assert_eq!(search_codes(&codes, &reset, &person).await, Vec::<String>::new());
}

#[tokio::test]
async fn no_cancel_link_is_stored() {
    let (person, reset, _) = deferred_order::user_with_deferred_order().await;
    let link = deferred_order::cancel_token(&person).await;
    Client::new().get(&format!("/#cancel={link}"), None).await;
    Client::new().post(path::SHOW, Some(&link), &json!({})).await;
    Client::new().post(path::CANCEL, Some(&format!("{link}x")), &json!({})).await.problem("token-invalid");
    Client::new().post(path::CANCEL, Some(&link), &json!({})).await.success(200);
    outbox::wait_until_idle().await;
    let sought = [Canary::new("the link", &link), Canary::new("the token of the order", &reset.token)];
    assert_eq!(search(&sought).await, Vec::<String>::new());
}

#[tokio::test]
async fn planted_canary_is_found_in_every_sink() {
    let planted = format!("planted-{}", random_hex::<8>());
    let environment = environment();
    let canary = [Canary::new("the mark", &planted)];
    let key = json!({ "pk": { "S": format!("PLANTED#{planted}") } });
    let mut item = key.as_object().unwrap().clone();
    item.insert("expires".to_owned(), json!({ "N": "1" }));
    tables::put(&environment.resets_table, &item).await;
    let folder = environment.data.join("agent");
    let file = folder.join(format!("{}.planted", random_hex::<4>()));
    let hexadecimal = api_tests::environment::hex(planted.as_bytes());
    std::fs::write(&file, format!("before {hexadecimal} after")).unwrap();
    let found = search(&canary).await;
    tables::delete(&environment.resets_table, &key).await;
    std::fs::remove_file(&file).unwrap();
    assert!(found.iter().any(|hit| hit.contains(&environment.resets_table)), "{found:?}");
    assert!(found.iter().any(|hit| hit.ends_with(".planted")), "{found:?}");
    assert_eq!(search(&canary).await, Vec::<String>::new());
}

#[tokio::test]
async fn search_covers_the_sinks_that_are_written() {
    let person = Person::new().await;
    let mut reset = Reset::start(&person.name).await;
    reset.prove(&person, "mail").await;
    reset.unlock().await;
    assert_eq!(reset.outcome().await["state"], "done");
    let id = [Canary::new("the reset", &reset.id())];
    let found = search(&id).await;
    let environment = environment();
    for place in [&environment.resets_table, &environment.audit_table] {
        assert!(found.iter().any(|hit| hit.contains(place.as_str())), "{place}: {found:?}");
    }
    assert!(found.iter().any(|hit| hit.contains("agent")), "the agent's log or journal: {found:?}");
    assert!(!logs::all().await.is_empty(), "the functions' log");
}

/// Sends secrets in wrong places: in malformed bodies, in other members, in headers of refused requests.
async fn misuse(reset: &Reset, secret: &str) {
    let lost = format!("lost-{secret}-password");
    let client = Client::new();
    for body in [
        json!({ "password": lost }),
        json!({ "method": lost, "code": lost }),
        json!(lost),
        json!({ "userId": lost, "purpose": lost }),
    ] {
        for path in [path::START, path::SEND, path::VERIFY, path::SET_PASSWORD, path::UNLOCK] {
            client.post(path, Some(&reset.token), &body).await;
            client.post(path, Some(&lost), &body).await;
        }
    }
    client.get(path::SHOW, Some(&lost)).await;
    client.start(&format!("{}-{lost}", "name"), "reset-password").await;
    agent::post_signed(agent::REPORT, &lost, lost.clone().into_bytes()).await;
}

/// Searches for codes as whole words in lines that name this reset or account.
async fn search_codes(codes: &[String], reset: &Reset, person: &Person) -> Vec<String> {
    let mut hits = Vec::new();
    let about = [reset.id(), person.id.clone()];
    for (place, bytes) in sinks::all().await {
        let text = String::from_utf8_lossy(&bytes);
        for line in text.lines().filter(|line| about.iter().any(|id| line.contains(id.as_str()))) {
            let words: Vec<&str> = line.split(|c: char| !c.is_ascii_alphanumeric()).collect();
            // A fraction of a second is six digits too.
            let stands_alone =
                |code: &&String| words.contains(&code.as_str()) && !line.contains(&format!(".{code}Z"));
            hits.extend(codes.iter().filter(stands_alone).map(|_| format!("a code in {place}")));
        }
    }
    hits
}

/// Returns nine digits that depend on the secret.
fn digits(secret: &str) -> String {
    let number = u32::from_str_radix(secret, 16).unwrap();
    format!("{:09}", number % 1_000_000_000)
}
