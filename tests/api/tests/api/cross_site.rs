//! Every route that requires a session accepts only requests of this site's own page with a valid session.

use api_tests::{
    Client, Person, SignedInUser,
    environment::environment,
    path,
    routes::{self, Key},
    tables,
};
use serde_json::{Value, json};

/// Returns a browser that sends the cookie and these headers, if they are given.
fn page(user: &SignedInUser, origin: Option<&str>, header: Option<&str>) -> Client {
    let cookie = format!("__Host-readmit={}", user.reference);
    let origin = origin.map(|origin| ("origin", origin));
    let header = header.map(|header| ("x-readmit", header));
    let headers: Vec<_> = [Some(("cookie", cookie.as_str())), origin, header].into_iter().flatten().collect();
    Client::new().with_headers(&headers)
}

/// Headers that no page of this site sends.
fn foreign() -> Vec<(Option<String>, Option<&'static str>)> {
    let own = environment().url.clone();
    let (scheme, host) = own.split_once("://").unwrap();
    let origins = [
        "null".to_owned(),
        String::new(),
        "https://evil.example".to_owned(),
        format!("{own}.evil.example"),
        format!("{own}/"),
        format!("{own}:1"),
        format!("{scheme}://evil@{host}"),
        format!("ftp://{host}"),
        format!("{own}, {own}"),
    ];
    let mut all: Vec<_> = origins.into_iter().map(|origin| (Some(origin), Some("1"))).collect();
    all.extend(
        [None, Some("0"), Some(""), Some("11"), Some("true")].map(|header| (Some(own.clone()), header)),
    );
    all
}

/// Returns every item of a user that a step of a session could change.
async fn stored(person: &Person) -> Vec<Value> {
    let environment = environment();
    let mut all = tables::scan(&environment.resets_table).await;
    for kind in ["LIMITS", "REGISTRATION"] {
        let key = json!({ "pk": { "S": format!("{kind}#{}", person.id) } });
        all.extend(tables::get(&environment.accounts_table, &key).await);
    }
    let mut own: Vec<Value> = all.into_iter().map(|item| json!(item)).collect();
    own.retain(|item| item.to_string().contains(&person.id));
    own.sort_by_key(Value::to_string);
    own
}

#[tokio::test]
async fn requests_from_other_sites_are_refused() {
    let person = Person::new().await;
    let user = SignedInUser::sign_in_with_second_factor(&person).await;
    let before = stored(&person).await;
    for route in routes::session_routes() {
        for (origin, header) in foreign() {
            let answer = route.request_from(&page(&user, origin.as_deref(), header), None).await;
            assert_eq!(answer.kind(), "cross-site", "{origin:?} {header:?} at {}", route.name());
            assert_eq!(answer.header("set-cookie"), None);
        }
        // Browsers send the origin with every POST.
        if route.posts {
            route.request_from(&page(&user, None, Some("1")), None).await.problem("cross-site");
        }
    }
    assert_eq!(stored(&person).await, before);
    page(&user, None, Some("1")).get(path::SESSION, None).await.success(200);
    page(&user, Some(&environment().url), Some("1")).get(path::SESSION, None).await.success(200);
}

#[tokio::test]
async fn every_session_route_requires_a_session() {
    let stranger = SignedInUser { client: Client::new(), reference: "A".repeat(43) };
    for route in routes::session_routes().into_iter().filter(|route| route.path != path::SIGN_OUT) {
        route.request_from(&stranger.page_client(), None).await.problem("session-required");
        let without = route.request(None, None).await;
        if route.path == path::SESSION {
            assert_eq!(without.success(200), json!({}));
        } else {
            without.problem("session-required");
        }
    }
}

#[tokio::test]
async fn ended_sessions_are_refused_at_every_route() {
    let person = Person::new().await;
    let ended = SignedInUser::sign_in_with_second_factor(&person).await;
    ended.post(path::SIGN_OUT, &json!({})).await.success(200);
    let mut rotated = SignedInUser::sign_in(&person).await;
    let stolen = rotated.clone();
    api_tests::fixtures::clear_sends(&person.id).await;
    rotated.prove_by_mail(&person).await;
    let before = stored(&person).await;
    for old in [ended, stolen] {
        for route in routes::session_routes().into_iter().filter(|route| route.path != path::SIGN_OUT) {
            route.request_from(&old.page_client(), None).await.problem("session-required");
        }
        old.post(path::SIGN_OUT, &json!({ "everywhere": true })).await.success(200);
    }
    assert_eq!(stored(&person).await, before);
    rotated.session().await;
}

#[tokio::test]
async fn routes_without_sessions_set_no_cookie() {
    let user = SignedInUser::sign_in_with_second_factor(&Person::new().await).await;
    for route in routes::all().into_iter().filter(|route| route.key != Key::Session) {
        let answer = route.request(None, Some(&user.reference)).await;
        assert_eq!(answer.header("set-cookie"), None, "{}", route.name());
    }
    user.session().await;
}
