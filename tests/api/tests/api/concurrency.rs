//! Limits hold under concurrency. These tests run alone, because their failed guesses count for the whole company.

use api_tests::{
    Answer, Client, Person, Reset,
    agent::Agent,
    fixtures,
    json::{list, number, text},
    outbox, path,
    reset::{GOOD_PASSWORD, other_than},
    tables,
};
use serde_json::{Value, json};
use tokio::task::JoinSet;

#[tokio::test]
async fn three_of_200_concurrent_guesses_are_compared() {
    let person = Person::new().await;
    let mut reset = Reset::start(&person.name).await;
    let code = reset.receive(&person, "mail").await;
    let wrong = other_than(&code);
    let answers = at_once(200, |_| {
        let (reset, wrong) = (reset.clone(), wrong.clone());
        async move { reset.guess("mail", &wrong).await }
    })
    .await;
    let kinds = kinds(&answers, &["code-wrong", "code-expired", "unavailable"]);
    assert_eq!(kinds.iter().filter(|kind| *kind == "code-wrong").count(), 3, "{kinds:?}");
    let mut left: Vec<i64> = answers
        .iter()
        .filter(|answer| is(answer, "code-wrong"))
        .map(|answer| number(&answer.json(), "/guessesLeft"))
        .collect();
    left.sort_unstable();
    assert_eq!(left, [0, 1, 2], "each comparison was counted before the next");
    assert_eq!(tables::count(&reset.id(), "guess_counted").await, 3);
    assert_eq!(fixtures::failed_guesses(&person.id).await, 3);
    let stored = tables::reset_state(&tables::reset(&reset.id()).await);
    let limits = tables::plain(&json!({ "M": tables::limits(&person.id).await.unwrap() }));
    let at_this_code = list(&limits, "/failed_guesses");
    assert!(at_this_code.iter().all(|guess| guess["of"] == stored["s"]["proving"][0]));
    reset.guess("mail", &code).await.problem("code-expired");
}

#[tokio::test]
async fn guesses_from_many_addresses_share_three_comparisons() {
    let person = Person::new().await;
    let mut reset = Reset::start(&person.name).await;
    reset.receive(&person, "text-message").await;
    let answers = at_once(200, |index| {
        let address = format!("203.0.113.{index}");
        let client = Client::new().with_headers(&[("x-forwarded-for", &address), ("x-real-ip", &address)]);
        let reset = Reset { client, ..reset.clone() };
        async move { reset.guess("text-message", &format!("{:06}", index * 4_999)).await }
    })
    .await;
    let compared = answers.iter().filter(|answer| answer.status == 200 || is(answer, "code-wrong")).count();
    assert!(compared <= 3, "{compared} were compared");
    assert!(tables::count(&reset.id(), "guess_counted").await <= 3);
}

#[tokio::test]
async fn right_guess_sent_50_times_is_accepted_once() {
    let person = Person::new().await;
    let mut reset = Reset::start(&person.name).await;
    let code = reset.receive(&person, "mail").await;
    let answers = at_once(50, |_| {
        let (reset, code) = (reset.clone(), code.clone());
        async move { reset.guess("mail", &code).await }
    })
    .await;
    assert_eq!(answers.iter().filter(|answer| answer.status == 200).count(), 1);
    assert_eq!(tables::count(&reset.id(), "gate_proved").await, 1);
}

#[tokio::test]
async fn fifty_resets_of_one_account_share_its_sends() {
    let person = Person::new().await;
    let resets = fifty(&person).await;
    let answers = at_once(100, |index| {
        let reset = resets[index / 2].clone();
        async move { reset.request_code(["mail", "text-message"][index % 2]).await }
    })
    .await;
    let sent = answers.iter().filter(|answer| answer.status == 202).count();
    // The first code of each method; the next ones must wait.
    assert_eq!(sent, 2);
    outbox::wait_until_idle().await;
    for destination in [&person.mail, &person.mobile] {
        // None is sent if the requests that lost the race had used up the hourly limit of the destination at that
        // moment.
        assert!(outbox::messages(&[destination]).await.len() <= 1);
    }
    // A reset that sends gets another token.
    let mut went_on: Vec<usize> =
        (0..100).filter(|index| answers[*index].status == 202).map(|index| index / 2).collect();
    // On a busy machine, all requests of one round may lose their races.
    for _ in 0..9 {
        if tables::limits(&person.id).await.unwrap()["sends"]["L"].as_array().unwrap().len() == 5 {
            break;
        }
        fixtures::age_sends(&person.id, 200).await;
        // Codes that are sent also count against the destination.
        fixtures::clear_destination_sends().await;
        let answers = at_once(50, |index| {
            let reset = resets[index].clone();
            async move { reset.request_code("text-message").await }
        })
        .await;
        went_on.extend((0..50).filter(|index| answers[*index].status == 202));
    }
    let limits = tables::limits(&person.id).await.unwrap();
    assert_eq!(limits["sends"]["L"].as_array().unwrap().len(), 5, "an account gets five codes an hour");
    fixtures::age_sends(&person.id, 200).await;
    fixtures::clear_destination_sends().await;
    for (_, reset) in resets.iter().enumerate().filter(|(index, _)| !went_on.contains(index)) {
        reset.request_code("mail").await.problem("limit-reached");
    }
}

#[tokio::test]
async fn fifty_resets_of_one_account_share_five_failed_guesses() {
    let person = Person::new().await;
    let mut resets = fifty(&person).await;
    let mut codes = Vec::new();
    for reset in resets.iter_mut().take(6) {
        codes.push(reset.receive(&person, "mail").await);
        fixtures::clear_sends(&person.id).await;
    }
    let answers = at_once(60, |index| {
        let (reset, code) = (resets[index % 6].clone(), other_than(&codes[index % 6]));
        async move { reset.guess("mail", &code).await }
    })
    .await;
    let kinds = kinds(&answers, &["code-wrong", "code-expired", "limit-reached", "unavailable"]);
    assert_eq!(kinds.iter().filter(|kind| *kind == "code-wrong").count(), 5, "{kinds:?}");
    assert_eq!(fixtures::failed_guesses(&person.id).await, 5);
    for (reset, code) in resets.iter().zip(&codes) {
        reset.guess("mail", code).await.problem("limit-reached");
    }
    for reset in &resets[6..] {
        reset.request_code("text-message").await.problem("limit-reached");
    }
}

#[tokio::test]
async fn concurrent_orders_become_one_order() {
    let person = Person::new().await;
    let mut reset = Reset::start(&person.name).await;
    reset.prove(&person, "mail").await;
    let bodies: Vec<(&str, Value)> = (0..10)
        .map(|index| match index % 2 {
            0 => (path::SET_PASSWORD, reset.envelopes(&format!("{GOOD_PASSWORD}-{index}"))),
            _ => (path::UNLOCK, json!({})),
        })
        .collect();
    let answers = at_once(bodies.len(), |index| {
        let (reset, (path, body)) = (reset.clone(), bodies[index].clone());
        async move { reset.post(path, &body).await }
    })
    .await;
    let mut tokens: Vec<String> = answers
        .iter()
        .filter(|answer| answer.status == 202)
        .map(|answer| text(&answer.json(), "/token"))
        .collect();
    tokens.sort();
    tokens.dedup();
    assert_eq!(tokens.len(), 1, "equal requests get one token, and the others are refused");
    assert_eq!(tables::count(&reset.id(), "order_placed").await, 1);
}

#[tokio::test]
async fn circuit_breaker_demands_two_gates_and_more_work() {
    let person = Person::new().await;
    let client = Client::new();
    fixtures::wait_for_difficulty_cache().await;
    let calm = number(&client.challenge().await, "/difficulty");
    fixtures::set_failed_guesses(50).await;
    assert_eq!(number(&client.challenge().await, "/difficulty"), calm + 2, "the work is four times as hard");
    fixtures::set_failed_guesses(51).await;
    let mut reset = Reset::start(&person.name).await;
    let first = reset.prove(&person, "mail").await;
    assert_eq!(first["gates"], json!({ "required": 2, "passed": 1 }));
    assert_eq!(first["next"], "prove");
    reset.post(path::UNLOCK, &json!({})).await.problem("gate-missing");
    fixtures::clear_failed_guesses().await;
    fixtures::wait_for_difficulty_cache().await;
    // A second gate that was required stays required.
    reset.post(path::UNLOCK, &json!({})).await.problem("gate-missing");
    assert_eq!(reset.prove(&person, "text-message").await["next"], "choose-password");
    assert_eq!(number(&client.challenge().await, "/difficulty"), calm);
}

#[tokio::test]
async fn open_breaker_allows_one_gate_for_one_kind_of_method() {
    let person = Person::new().await;
    let mut account = person.account();
    account.as_object_mut().unwrap().remove("mobile");
    Agent::leader().await.sync_accounts(&[account], &[]).await;
    fixtures::set_failed_guesses(51).await;
    let mut reset = Reset::start(&person.name).await;
    let proved = reset.prove(&person, "mail").await;
    fixtures::clear_failed_guesses().await;
    assert_eq!(proved["gates"], json!({ "required": 1, "passed": 1 }));
}

#[tokio::test]
async fn guesses_at_decoys_do_not_open_the_breaker() {
    fixtures::clear_failed_guesses().await;
    let mut decoy = Reset::start(&Person::without_account().name).await;
    decoy.send("mail").await;
    for kind in ["mail", "mail", "authenticator-app"] {
        decoy.guess(kind, "000000").await.problem("code-wrong");
    }
    assert_eq!(fixtures::company_failed_guesses().await, 0);
    let person = Person::new().await;
    let mut reset = Reset::start(&person.name).await;
    let code = reset.receive(&person, "mail").await;
    reset.guess("mail", &other_than(&code)).await.problem("code-wrong");
    assert_eq!(fixtures::company_failed_guesses().await, 1);
}

async fn fifty(person: &Person) -> Vec<Reset> {
    at_once(50, |_| {
        let name = person.name.clone();
        async move { Reset::start(&name).await }
    })
    .await
}

/// Runs all of them at the same time, and returns the answers in the order of their numbers.
async fn at_once<F, A>(count: usize, request: impl Fn(usize) -> F) -> Vec<A>
where
    F: Future<Output = A> + Send + 'static,
    A: Send + 'static,
{
    let numbered = (0..count).map(|number| {
        let answer = request(number);
        async move { (number, answer.await) }
    });
    let mut answers = numbered.collect::<JoinSet<_>>().join_all().await;
    answers.sort_unstable_by_key(|(number, _)| *number);
    answers.into_iter().map(|(_, answer)| answer).collect()
}

fn kinds(answers: &[Answer], allowed: &[&str]) -> Vec<String> {
    let kinds: Vec<String> = answers.iter().map(Answer::kind).collect();
    assert!(kinds.iter().all(|kind| allowed.contains(&kind.as_str())), "{kinds:?}");
    kinds
}

fn is(answer: &Answer, kind: &str) -> bool {
    answer.status >= 400 && answer.kind() == kind
}
