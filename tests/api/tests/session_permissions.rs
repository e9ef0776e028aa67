//! A step that may not read or write what it needs says that it is unavailable, and opens nothing. Alone, because these
//! tests take permissions away for a moment.

use agent_protocol::sealing::Plaintext;
use api_tests::{
    Answer, Client, Person, SignIn,
    directory::FIRST_PASSWORD,
    equipped::{Equipped, rewind},
    iam, outbox,
    reset::GOOD_PASSWORD,
    stage,
    surroundings::surroundings,
    visitor::{Visitor, envelopes, path, reference},
};
use serde_json::{Value, json};

/// What is taken away: actions, on a table.
type Denial = (&'static [&'static str], Table);

/// One of the tables.
#[derive(Debug, Clone, Copy)]
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

/// Reading the session and whose it is.
const READS: [Denial; 3] = [(GET, Resets), (BATCH, Accounts), (ALL, Accounts)];
/// Writing down what was decided.
const WRITES: [Denial; 2] = [(PUT, Audit), (ALL, Resets)];

impl Table {
    fn arn(self) -> String {
        let around = surroundings();
        iam::table(match self {
            Accounts => &around.accounts_table,
            Resets => &around.resets_table,
            Audit => &around.audit_table,
        })
    }
}

/// One step of somebody, as it would be answered.
struct Step {
    function: &'static str,
    by: By,
    path: &'static str,
    body: Value,
    denials: Vec<Denial>,
    status: u16,
}

/// Who takes it.
enum By {
    Visitor(Visitor),
    Token(String),
}

impl Step {
    async fn take(&self) -> Answer {
        match &self.by {
            By::Visitor(visitor) if self.body.is_null() => visitor.get(self.path).await,
            By::Visitor(visitor) => visitor.post(self.path, &self.body).await,
            By::Token(token) => Client::new().post(self.path, Some(token), &self.body).await,
        }
    }
}

/// Every step of a session that is about what is registered.
async fn steps_of(person: &Equipped) -> Vec<Step> {
    let visitor = |function, path, body, more: &[Denial], status| {
        let by = By::Visitor(person.visitor.clone());
        Step { function, by, path, body, denials: [&READS[..], &WRITES, more].concat(), status }
    };
    let app = person.method("authenticator-app").await;
    let pending = json!({ "method": person.pending, "code": person.pending_app.code(0) });
    let put: &[Denial] = &[(PUT, Accounts)];
    let reads_only = |mut step: Step| {
        step.denials = [&READS[..], &[(ALL, Resets)]].concat();
        step
    };
    vec![
        reads_only(visitor("show-session", path::SESSION, Value::Null, &[], 200)),
        visitor("add-method", path::ADD, json!({ "kind": "recovery-code" }), put, 201),
        visitor("prove-method", path::PROVE, pending, put, 200),
        visitor("change-method", path::CHANGE, json!({ "method": app, "name": "Mine" }), put, 200),
        visitor("remove-method", path::REMOVE, json!({ "method": app }), put, 200),
        // The person has registered, so that there is nothing to skip and to write down.
        reads_only(visitor("skip-registration", path::SKIP, json!({}), &[], 409)),
        visitor("start-change", path::START_CHANGE, json!({}), &[(PUT, Resets)], 201),
        visitor(
            "sign-out",
            path::SIGN_OUT,
            json!({ "everywhere": true }),
            &[(PUT, Accounts), (DELETE, Resets)],
            200,
        ),
    ]
}

/// Every step that lets somebody further.
async fn steps_in(person: &Equipped) -> Vec<Step> {
    let entrant = || By::Visitor(person.entrant.clone());
    let text = person.entrant.factor("text-message").await;
    let guess = json!({ "method": text, "code": person.entrant_code });
    let credential = person.credential(&person.reset.started["passkey"]);
    let shown = json!({ "method": person.reset.method("passkey"), "credential": credential });
    let change = Plaintext::change(FIRST_PASSWORD, GOOD_PASSWORD);
    let sealed = json!({ "envelopes": envelopes(&person.change.seal, &change) });
    let step = |function, by, path, body, more: &[Denial], status| Step {
        function,
        by,
        path,
        body,
        denials: [&WRITES[..], &[(ALL, Accounts)], more].concat(),
        status,
    };
    let token = |token: &str| By::Token(token.to_owned());
    let mut steps = vec![
        step("send-factor", entrant(), path::SEND_FACTOR, json!({ "method": text }), &READS, 202),
        step(
            "prove-factor",
            entrant(),
            path::PROVE_FACTOR,
            guess,
            &[(PUT, Accounts), (PUT, Resets), (DELETE, Resets), READS[1]],
            200,
        ),
        step(
            "verify-passkey",
            token(&person.reset.token),
            path::VERIFY_PASSKEY,
            shown,
            &[(PUT, Resets), (PUT, Accounts)],
            200,
        ),
        step("finish-sign-in", token(&person.sign_in.token), path::FINISH, json!({}), &[(PUT, Resets)], 200),
        step(
            "change-password",
            token(&person.change.token),
            path::CHANGE_PASSWORD,
            sealed,
            &[(PUT, Accounts)],
            202,
        ),
        step("freeze-account", token(&person.freeze_link), path::FREEZE, json!({}), &[(PUT, Accounts)], 200),
    ];
    // It reads no session and no reset.
    if let Some(freeze) = steps.last_mut() {
        freeze.denials.retain(|(_, table)| !matches!(table, Resets));
    }
    steps
}

/// Takes each step without each of its permissions, and at last with all of them.
async fn take_all(person: &Equipped, steps: Vec<Step>) {
    stage::forget_sends(&person.person.id).await;
    let before = person.stored().await;
    for step in &steps {
        for (actions, table) in &step.denials {
            rewind(&before).await;
            let answer = iam::without(step.function, actions, &table.arn(), step.take()).await;
            assert_eq!(answer.kind(), "unavailable", "{} without {actions:?} on {table:?}", step.function);
            assert_eq!(reference(&answer), None, "{} without {actions:?} on {table:?}", step.function);
            assert_eq!(person.entrant.next().await, "prove", "{}: {actions:?} on {table:?}", step.function);
            person.visitor.session().await;
        }
    }
    for step in &steps {
        rewind(&before).await;
        let answer = step.take().await;
        assert_eq!(answer.status, step.status, "{} with all permissions: {answer}", step.function);
    }
}

#[tokio::test]
async fn without_a_permission_nothing_of_a_session_is_shown_changed_or_ended() {
    let person = Equipped::new().await;
    take_all(&person, steps_of(&person).await).await;
}

#[tokio::test]
async fn without_a_permission_nobody_gets_further() {
    let person = Equipped::new().await;
    let texts = async || outbox::messages(&[&person.person.mobile]).await;
    let codes = async || texts().await.iter().filter(|message| message.body.contains("is your code")).count();
    let before = codes().await;
    take_all(&person, steps_in(&person).await).await;
    assert_eq!(codes().await, before + 1, "a code was sent that was not counted");
}

#[tokio::test]
async fn without_a_permission_nobody_signs_in() {
    let person = Person::new().await;
    let client = Client::new();
    let ask = || SignIn::ask(&client, &person.name, FIRST_PASSWORD);
    let prepared = client.get(path::SIGN_IN, None);
    iam::without("prepare-sign-in", ALL, &Resets.arn(), prepared).await.problem("unavailable");
    for (actions, table) in
        [(GET, Accounts), (BATCH, Accounts), (PUT, Accounts), (PUT, Resets), (ALL, Resets), (PUT, Audit)]
    {
        let answer = iam::without("sign-in", actions, &table.arn(), ask()).await;
        assert_eq!(answer.kind(), "unavailable", "{actions:?} on {table:?}");
    }
    iam::without("sign-in", &["sqs:SendMessage"], "*", ask()).await.problem("unavailable");
    Visitor::sign_in(&person).await.session().await;
}
