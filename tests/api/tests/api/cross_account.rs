//! Isolation of accounts: every route that takes an id refuses that of another user like an unknown one, and every
//! route refuses the credentials of other kinds of routes.

use std::collections::BTreeSet;

use api_tests::{
    agent,
    cross_account::{CrossAccountCase, cases, own_proofs},
    fixtures, path,
    registered_user::{RegisteredUser, restore},
    routes::{self, Key, Route},
    shape::shape,
};
use serde_json::json;

/// The routes whose bodies name nothing that belongs to an account.
const NAMING_NOTHING: [&str; 18] = [
    "GET /api/reset/challenge",
    "POST /api/reset/start",
    "POST /api/reset/unlock-account",
    "POST /api/reset/cancel-order",
    "GET /api/reset",
    "GET /api/config",
    "GET /api/sign-in",
    "POST /api/sign-in/finish",
    "GET /api/session",
    "POST /api/session/sign-out",
    "POST /api/session/start-change",
    "POST /api/security-info/add-method",
    "POST /api/security-info/skip-registration",
    "POST /api/account/freeze",
    "POST /api/agent/enroll-agent",
    "POST /api/agent/agent-session",
    "POST /api/agent/roll-keys",
    "POST /api/agent/sync-directory",
];

/// Routes that take envelopes, whose binding names a reset, a change or a sign-in. `envelope_binding` tests them.
const SEALED: [&str; 3] =
    ["POST /api/reset/set-password", "POST /api/reset/change-password", "POST /api/sign-in"];

#[tokio::test]
async fn ids_and_proofs_of_others_are_refused_like_unknown() {
    let (mine, theirs) = (RegisteredUser::new().await, RegisteredUser::new().await);
    let (own, before) = (mine.stored().await, theirs.stored().await);
    assert!(before.len() >= 10, "{before:#?}");
    let cases = cases(&mine, &theirs).await;
    every_route_is_one_of(&cases);
    for CrossAccountCase { subject, caller, path, theirs, unknown, problem } in cases {
        let mut answers = Vec::new();
        for body in [theirs, unknown] {
            restore(&own).await;
            answers.push(caller.post(path, &body).await);
        }
        let [with_theirs, with_unknown] = &answers[..] else { unreachable!("two bodies, two answers") };
        if let Some(problem) = problem {
            assert_eq!(with_theirs.kind(), problem, "{subject} at {path}");
        }
        assert_eq!(shape(with_theirs), shape(with_unknown), "{subject} at {path}");
    }
    assert_eq!(theirs.stored().await, before, "something of the other person's was changed");
    restore(&own).await;
    assert_proofs_work_for(&theirs).await;
    assert_proofs_work_for(&mine).await;
}

/// Asserts that every route has a case or is in one of the lists.
fn every_route_is_one_of(cases: &[CrossAccountCase]) {
    let crossed = cases.iter().map(|case| format!("POST {}", case.path));
    let listed = NAMING_NOTHING.iter().chain(&SEALED).map(|route| (*route).to_owned());
    let covered: BTreeSet<String> = crossed.chain(listed).collect();
    assert_eq!(covered, routes::deployed().into_iter().collect());
}

/// Asserts that the refused proofs are accepted for their own user.
async fn assert_proofs_work_for(person: &RegisteredUser) {
    for proof in own_proofs(person).await {
        proof.caller.post(proof.path, &proof.theirs).await.success(200);
    }
    person.user.get(path::SESSION).await.success(200);
}

#[tokio::test]
async fn list_of_routes_matches_the_template() {
    let mut listed: Vec<String> = routes::all().iter().map(Route::name).collect();
    listed.sort();
    assert_eq!(listed, routes::deployed());
}

#[tokio::test]
async fn credentials_of_one_kind_of_route_open_no_other() {
    let owner = RegisteredUser::new().await;
    let before = owner.stored().await;
    let credentials = [
        (Key::Session, &owner.user.reference),
        (Key::Session, &owner.first_factor_user.reference),
        (Key::Reset, &owner.reset.token),
        (Key::Reset, &owner.change.token),
        (Key::Reset, &owner.order.token),
        (Key::SignIn, &owner.sign_in.token),
        (Key::Link, &owner.freeze_link),
        (Key::None, &owner.cancel_link),
        (Key::None, &owner.person.id),
    ];
    for route in routes::all() {
        let made_up = "A".repeat(43);
        let expected = route.request(Some(&made_up), Some(&made_up)).await;
        assert_made_up_is_refused(&route, &expected);
        for (key, value) in &credentials {
            // The cancel link is valid for its own order.
            if **value == owner.cancel_link && route.path == path::CANCEL {
                continue;
            }
            let fits = *key == route.key && *key != Key::None;
            let token = Some(value.as_str()).filter(|_| !fits || route.key == Key::Session);
            let cookie = Some(value.as_str()).filter(|_| !fits || route.key != Key::Session);
            let answer = route.request(token, cookie).await;
            if cookie.is_none() && route.path == path::SESSION {
                assert_eq!(answer.success(200), json!({}), "no session, and nothing of one");
                continue;
            }
            assert_eq!(shape(&answer), shape(&expected), "{key:?} at {}", route.name());
        }
        // Attempts to enroll are counted for all agents together.
        if route.path == agent::ENROLL {
            fixtures::clear_enrollment_attempts().await;
        }
    }
    assert_eq!(owner.stored().await, before, "something was changed");
}

fn assert_made_up_is_refused(route: &Route, answer: &api_tests::Answer) {
    match route.key {
        Key::None if route.posts => drop(answer.problem("work-required")),
        Key::None => assert_eq!(answer.status, 200, "{answer}"),
        // Sign-out succeeds without a session.
        Key::Session if route.path == path::SIGN_OUT => drop(answer.success(200)),
        Key::Session => drop(answer.problem("session-required")),
        Key::Reset | Key::SignIn | Key::Link | Key::Agent => drop(answer.problem("token-invalid")),
    }
}

#[tokio::test]
async fn session_ignores_the_token_of_another_user() {
    let (mine, theirs) = (RegisteredUser::new().await, RegisteredUser::new().await);
    let session = mine.user.page_client().get(path::SESSION, Some(&theirs.reset.token)).await.success(200);
    assert_eq!(session["name"], mine.person.display_name);
    let before = theirs.stored().await;
    for route in routes::session_routes() {
        route.request_from(&mine.user.page_client(), Some(&theirs.reset.token)).await;
    }
    mine.user.get(path::SESSION).await.problem("session-required");
    assert_eq!(theirs.stored().await, before);
}
