//! A step without a permission that it needs is unavailable, and opens nothing. These tests run alone, because they
//! deny permissions for a moment.

use agent_protocol::sealing::Plaintext;
use api_tests::{
    Answer, Client, Person, SignIn, SignedInUser,
    directory::FIRST_PASSWORD,
    environment::environment,
    fixtures, iam, outbox, path,
    registered_user::{RegisteredUser, restore},
    reset::GOOD_PASSWORD,
    sealing::envelopes,
    sign_in::reference,
};
use serde_json::{Value, json};

/// Denied actions on a table.
type Denial = (&'static [&'static str], Table);

#[derive(Debug, Clone, Copy, PartialEq)]
enum Table {
    Accounts,
    Resets,
    Audit,
}
use Table::{Accounts, Audit, Resets};

const ALL: &[&str] = &["dynamodb:*"];
const PUT: &[&str] = &["dynamodb:PutItem"];
const GET: &[&str] = &["dynamodb:GetItem"];
const BATCH: &[&str] = &["dynamodb:BatchGetItem"];
const DELETE: &[&str] = &["dynamodb:DeleteItem"];

/// The denials that keep a step from reading the session and its account.
const READS: [Denial; 3] = [(GET, Resets), (BATCH, Accounts), (ALL, Accounts)];
/// The denials that keep a step from writing the decision.
const WRITES: [Denial; 2] = [(PUT, Audit), (ALL, Resets)];

impl Table {
    fn arn(self) -> String {
        let environment = environment();
        iam::table(match self {
            Accounts => &environment.accounts_table,
            Resets => &environment.resets_table,
            Audit => &environment.audit_table,
        })
    }
}

/// One request, and the status of its answer with all permissions.
struct Step {
    function: &'static str,
    by: Caller,
    path: &'static str,
    body: Value,
    denials: Vec<Denial>,
    status: u16,
}

/// The sender of a request.
enum Caller {
    SignedInUser(SignedInUser),
    Token(String),
}

impl Step {
    async fn take(&self) -> Answer {
        match &self.by {
            Caller::SignedInUser(user) if self.body.is_null() => user.get(self.path).await,
            Caller::SignedInUser(user) => user.post(self.path, &self.body).await,
            Caller::Token(token) => Client::new().post(self.path, Some(token), &self.body).await,
        }
    }
}

/// Returns every step of a session that reads or changes the registration.
async fn steps_of(person: &RegisteredUser) -> Vec<Step> {
    let user = |function, path, body, more: &[Denial], status| {
        let by = Caller::SignedInUser(person.user.clone());
        Step { function, by, path, body, denials: [&READS[..], &WRITES, more].concat(), status }
    };
    let app = person.method("authenticator-app").await;
    let device = person.device_id().await;
    let pending = json!({ "method": person.pending, "code": person.pending_app.code(0) });
    let put: &[Denial] = &[(PUT, Accounts)];
    let reads_only = |mut step: Step| {
        step.denials = [&READS[..], &[(ALL, Resets)]].concat();
        step
    };
    vec![
        reads_only(user("show-session", path::SESSION, Value::Null, &[], 200)),
        user("add-method", path::ADD, json!({ "kind": "recovery-code" }), put, 201),
        user("prove-method", path::PROVE, pending, put, 200),
        user("change-method", path::CHANGE, json!({ "method": app, "name": "Mine" }), put, 200),
        user("remove-device", path::REMOVE_DEVICE, json!({ "device": device }), put, 200),
        user("remove-method", path::REMOVE, json!({ "method": app }), put, 200),
        // The user has registered enough, so there is nothing to skip and to write.
        reads_only(user("skip-registration", path::SKIP, json!({}), &[], 409)),
        user("start-change", path::START_CHANGE, json!({}), &[(PUT, Resets)], 201),
        user(
            "sign-out",
            path::SIGN_OUT,
            json!({ "everywhere": true }),
            &[(PUT, Accounts), (DELETE, Resets)],
            200,
        ),
    ]
}

/// Returns a step that writes something of an account.
fn further(function: &'static str, by: Caller, path: &'static str, body: Value, more: &[Denial]) -> Step {
    let denials = [&WRITES[..], &[(ALL, Accounts), (PUT, Accounts)], more].concat();
    Step { function, by, path, body, denials, status: 200 }
}

/// Returns every step of the second factor.
async fn steps_in(person: &RegisteredUser) -> [Step; 2] {
    let first_factor_user = || Caller::SignedInUser(person.first_factor_user.clone());
    let text = person.first_factor_user.factor("text-message").await;
    let guess = json!({ "method": text, "code": person.second_factor_code });
    let rotates = [(PUT, Resets), (DELETE, Resets), READS[1]];
    let send =
        further("send-factor", first_factor_user(), path::SEND_FACTOR, json!({ "method": text }), &READS);
    let prove = further("prove-factor", first_factor_user(), path::PROVE_FACTOR, guess, &rotates);
    [Step { status: 202, ..send }, prove]
}

/// Returns every step that takes a token.
fn steps_by_token(person: &RegisteredUser) -> [Step; 3] {
    let token = |token: &str| Caller::Token(token.to_owned());
    let credential = person.credential(&person.reset.started["passkey"]);
    let shown = json!({ "method": person.reset.method("passkey"), "credential": credential });
    let plaintext = Plaintext::change(FIRST_PASSWORD, GOOD_PASSWORD);
    let sealed = json!({ "envelopes": envelopes(&person.change.seal, &plaintext) });
    let put = [(PUT, Resets)];
    let verify = further("verify-passkey", token(&person.reset.token), path::VERIFY_PASSKEY, shown, &put);
    let change = further("change-password", token(&person.change.token), path::CHANGE_PASSWORD, sealed, &put);
    let mut freeze = further("freeze-account", token(&person.freeze_link), path::FREEZE, json!({}), &[]);
    // It reads no session and no reset.
    freeze.denials.retain(|(_, table)| *table != Resets);
    [verify, Step { status: 202, ..change }, freeze]
}

/// Takes each step without each of its permissions, and then with all of them.
async fn take_all(person: &RegisteredUser, steps: Vec<Step>) {
    fixtures::clear_sends(&person.person.id).await;
    let before = person.stored().await;
    for step in &steps {
        for (actions, table) in &step.denials {
            restore(&before).await;
            let answer = iam::without_permission(step.function, actions, &table.arn(), step.take()).await;
            assert_eq!(answer.kind(), "unavailable", "{} without {actions:?} on {table:?}", step.function);
            assert_eq!(reference(&answer), None, "{} without {actions:?} on {table:?}", step.function);
            assert_eq!(
                person.first_factor_user.next().await,
                "prove",
                "{}: {actions:?} on {table:?}",
                step.function
            );
            person.user.session().await;
        }
    }
    for step in &steps {
        restore(&before).await;
        let answer = step.take().await;
        assert_eq!(answer.status, step.status, "{} with all permissions: {answer}", step.function);
    }
}

#[tokio::test]
async fn session_steps_without_a_permission_do_nothing() {
    let person = RegisteredUser::new().await;
    take_all(&person, steps_of(&person).await).await;
}

#[tokio::test]
async fn factor_steps_without_a_permission_do_nothing() {
    let person = RegisteredUser::new().await;
    let texts = async || outbox::messages(&[&person.person.mobile]).await;
    let codes = async || texts().await.iter().filter(|message| message.body.contains("is your code")).count();
    let before = codes().await;
    let steps = steps_in(&person).await.into_iter().chain(steps_by_token(&person));
    take_all(&person, steps.collect()).await;
    assert_eq!(codes().await, before + 1, "a code was sent that was not counted");
}

#[tokio::test]
async fn sign_in_without_a_permission_is_unavailable() {
    let person = Person::new().await;
    let client = Client::new();
    let sign_in = || SignIn::try_start(&client, &person.name, FIRST_PASSWORD);
    let prepared = client.get(path::SIGN_IN, None);
    iam::without_permission("prepare-sign-in", ALL, &Resets.arn(), prepared).await.problem("unavailable");
    for (actions, table) in
        [(GET, Accounts), (BATCH, Accounts), (PUT, Accounts), (PUT, Resets), (ALL, Resets), (PUT, Audit)]
    {
        let answer = iam::without_permission("sign-in", actions, &table.arn(), sign_in()).await;
        assert_eq!(answer.kind(), "unavailable", "{actions:?} on {table:?}");
    }
    iam::without_permission("sign-in", &["sqs:SendMessage"], "*", sign_in()).await.problem("unavailable");
    SignedInUser::sign_in(&person).await.session().await;
}

#[tokio::test]
async fn failed_finish_keeps_the_right_password() {
    let sign_in = SignIn::start(Client::new(), &Person::new().await.name, FIRST_PASSWORD).await;
    // Now an agent has reported, and the outcome may be shown.
    tokio::time::sleep(std::time::Duration::from_secs(3)).await;
    for (actions, table) in [(GET, Resets), (PUT, Resets), (PUT, Audit)] {
        let answer = iam::without_permission("finish-sign-in", actions, &table.arn(), sign_in.finish()).await;
        assert_eq!(answer.kind(), "unavailable", "{actions:?} on {table:?}");
        assert_eq!(reference(&answer), None, "{actions:?} on {table:?}");
    }
    let known = sign_in.finish().await;
    assert_eq!(known.success(200)["state"], "signed-in");
    assert!(reference(&known).is_some());
}
