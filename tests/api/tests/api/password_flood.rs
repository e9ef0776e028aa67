//! A flood of wrong passwords never locks an account in the directory. Needs a real domain controller: `./scripts/test
//! domain`.

use std::{env, process::Command, time::Duration};

use api_tests::{
    Answer, Client, SignIn,
    directory::FIRST_PASSWORD,
    environment::{environment, random_hex},
    json::text,
    path,
    sign_in::request,
    tables,
};
use serde_json::{Value, json};
use tokio::task::JoinSet;

/// The number of wrong passwords.
const FLOOD: usize = 1_000;

/// The number of passwords that the policy admits in half an hour.
const ADMITTED: usize = 4;

/// The number of passwords that agents try at most: the domain locks an account at the third wrong one, and two are
/// left to the user.
const TRIED: u32 = 1;

/// On one machine every caller has the same address, and `infra/policies/demonstration.toml` does not limit it. So only
/// the account's own limit holds, as against a flood with as many addresses as passwords.
#[tokio::test]
#[ignore = "needs a domain controller: ./scripts/test domain"]
async fn thousand_concurrent_wrong_passwords_lock_no_account() {
    let user = format!("flood{}", random_hex::<3>());
    lab(&["person", &user, FIRST_PASSWORD, "30"], "");
    known_to_the_cloud(&user).await;

    let answers = flood(&user).await;
    let admitted: Vec<&SignIn> = answers.iter().filter_map(|answer| answer.as_ref().ok()).collect();
    assert_eq!(admitted.len(), ADMITTED);
    for sign_in in admitted {
        let refusal = text(&sign_in.outcome().await.json(), "/refusal");
        // An agent on a busy machine may be too late, and then tries no password.
        assert!(["not-signed-in", "directory-unreachable"].contains(&refusal.as_str()), "{refusal}");
    }
    for refused in answers.iter().filter_map(|answer| answer.as_ref().err()) {
        assert!(["limit-reached", "unavailable"].contains(&refused.kind().as_str()), "{}", refused.kind());
    }
    let counted = wrong_passwords(&user);
    assert!(counted <= TRIED, "{counted} wrong passwords were tried");
    assert_eq!(lab(&["sign-in", &user], FIRST_PASSWORD).trim(), "ok", "the account is open");
}

/// Waits for the agent's next sync.
async fn known_to_the_cloud(user: &str) {
    for _ in 0..60 {
        let accounts = tables::scan(&environment().accounts_table).await;
        if accounts.iter().any(|account| account.get("account_name") == Some(&json!({ "S": user }))) {
            return;
        }
        tokio::time::sleep(Duration::from_secs(1)).await;
    }
    panic!("{user} was not synchronized")
}

/// Prepares all requests, and then sends them at the same time.
async fn flood(user: &str) -> Vec<Result<SignIn, Answer>> {
    let mut prepared = JoinSet::new();
    for _ in 0..FLOOD {
        let (client, user) = (Client::new(), user.to_owned());
        let challenge = client.get(path::SIGN_IN, None).await.success(200);
        prepared.spawn_blocking(move || (client, request(&challenge, &user, "Wrong-Passw0rd!")));
    }
    let mut attempts = JoinSet::new();
    for (client, body) in prepared.join_all().await {
        attempts.spawn(async move { try_password(client, body).await });
    }
    attempts.join_all().await
}

async fn try_password(client: Client, body: Value) -> Result<SignIn, Answer> {
    let answer = client.post(path::SIGN_IN, None, &body).await;
    if answer.status != 202 {
        return Err(answer);
    }
    Ok(SignIn { token: text(&answer.json(), "/token"), client })
}

/// Reads `badPwdCount`.
fn wrong_passwords(user: &str) -> u32 {
    let shown = lab(&["tool", "user", "show", user, "--attributes=badPwdCount"], "");
    let count = shown.lines().find_map(|line| line.strip_prefix("badPwdCount: "));
    count.map_or(0, |count| count.parse().expect("a number"))
}

#[expect(clippy::disallowed_methods, reason = "the edge of the tests")]
fn lab(command: &[&str], input: &str) -> String {
    let program = env::var("READMIT_SAMBA_LAB").expect("./scripts/test domain sets READMIT_SAMBA_LAB");
    let mut shell = Command::new("sh");
    shell.args(["-c", "printf %s \"$0\" | \"$@\"", input, &program]).args(command);
    let output = shell.output().expect("samba-lab");
    assert!(output.status.success(), "{command:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("text")
}
