//! Proofs of one user, given for the methods of another.

use serde_json::{Value, json};

use super::{Caller, CrossAccountCase};
use crate::{passkeys, path, registered_user::RegisteredUser};

/// A recovery code that nobody has.
const UNKNOWN_RECOVERY_CODE: &str = "0000-0000-0000-0000";

/// Two proofs for one method: one of another user, and one that nobody has.
struct Proof<'a> {
    subject: &'static str,
    method: &'a str,
    member: &'static str,
    theirs: Value,
    unknown: Value,
    problem: &'static str,
}

impl Proof<'_> {
    fn sent_to(&self, caller: &Caller, path: &'static str) -> CrossAccountCase {
        let body = |proof: &Value| json!({ "method": self.method, self.member: proof });
        let (theirs, unknown) = (body(&self.theirs), body(&self.unknown));
        CrossAccountCase {
            subject: self.subject,
            caller: caller.clone(),
            path,
            theirs,
            unknown,
            problem: Some(self.problem),
        }
    }
}

fn code<'a>(subject: &'static str, method: &'a str, theirs: &str, unknown: &str) -> Proof<'a> {
    let (theirs, unknown) = (json!(theirs), json!(unknown));
    Proof { subject, method, member: "code", theirs, unknown, problem: "code-wrong" }
}

fn credential<'a>(method: &'a str, [theirs, unknown]: [Value; 2], problem: &'static str) -> Proof<'a> {
    Proof { subject: "their passkey", method, member: "credential", theirs, unknown, problem }
}

/// Returns cases in which a user proves own factors, and a method that is being added, with another user's proofs.
pub(super) async fn in_a_session(mine: &RegisteredUser, theirs: &RegisteredUser) -> Vec<CrossAccountCase> {
    let (first_factor_user, user) =
        (Caller::SignedInUser(mine.first_factor_user.clone()), Caller::SignedInUser(mine.user.clone()));
    let [my_request, their_request] =
        [mine.first_factor_user.session().await, theirs.first_factor_user.session().await]
            .map(|session| passkey(&session));
    let (text, app) =
        (mine.first_factor_user.factor("text-message").await, mine.method("authenticator-app").await);
    let (codes, key) = (mine.method("recovery-code").await, mine.method("passkey").await);
    let unregistered = passkeys::unregistered();
    let wrong = code_other_than(&[&mine.second_factor_code, &theirs.second_factor_code]);
    let proofs = [
        code("their code", &text, &theirs.second_factor_code, &wrong),
        code("their app's code", &app, &theirs.app.code(1), "000000"),
        code("their recovery code", &codes, &theirs.recovery_codes[0], UNKNOWN_RECOVERY_CODE),
    ];
    let mut all: Vec<CrossAccountCase> =
        proofs.iter().map(|proof| proof.sent_to(&first_factor_user, path::PROVE_FACTOR)).collect();
    for request in [&my_request, &their_request] {
        let both = [theirs.credential(request), passkeys::answer(&unregistered, request)];
        all.push(
            credential(&key, both, "credential-invalid").sent_to(&first_factor_user, path::PROVE_FACTOR),
        );
    }
    let pending = code(
        "the code of the app that they are adding",
        &mine.pending,
        &theirs.pending_app.code(0),
        "000000",
    );
    all.push(pending.sent_to(&user, path::PROVE));
    all
}

/// Returns cases that give their proofs in my reset.
pub(super) fn in_a_reset(mine: &RegisteredUser, theirs: &RegisteredUser) -> Vec<CrossAccountCase> {
    let reset = Caller::Reset(mine.reset.clone());
    let wrong = code_other_than(&[&mine.reset_code, &theirs.reset_code]);
    let method = |kind| mine.reset.method(kind);
    let mut all = vec![
        code("their code", &method("mail"), &theirs.reset_code, &wrong).sent_to(&reset, path::VERIFY),
        code("their app's code", &method("authenticator-app"), &theirs.app.code(1), "000000")
            .sent_to(&reset, path::VERIFY),
        code(
            "their recovery code",
            &method("recovery-code"),
            &theirs.recovery_codes[0],
            UNKNOWN_RECOVERY_CODE,
        )
        .sent_to(&reset, path::VERIFY),
    ];
    let unregistered = passkeys::unregistered();
    for request in [&mine.reset.started["passkey"], &theirs.reset.started["passkey"]] {
        let both = [theirs.credential(request), passkeys::answer(&unregistered, request)];
        all.push(credential(&method("passkey"), both, "code-wrong").sent_to(&reset, path::VERIFY_PASSKEY));
    }
    all
}

/// Returns requests that give a user's own proofs, which are accepted.
pub async fn own_proofs(person: &RegisteredUser) -> Vec<CrossAccountCase> {
    let (first_factor_user, user) =
        (Caller::SignedInUser(person.first_factor_user.clone()), Caller::SignedInUser(person.user.clone()));
    let text = person.first_factor_user.factor("text-message").await;
    let (mail, reset) = (person.reset.method("mail"), Caller::Reset(person.reset.clone()));
    let app = person.pending_app.code(0);
    vec![
        code("a code", &text, &person.second_factor_code, "").sent_to(&first_factor_user, path::PROVE_FACTOR),
        code("an app", &person.pending, &app, "").sent_to(&user, path::PROVE),
        code("a code", &mail, &person.reset_code, "").sent_to(&reset, path::VERIFY),
    ]
}

fn passkey(session: &Value) -> Value {
    session["factors"]["passkey"].clone()
}

/// Returns six digits that are none of these codes.
fn code_other_than(codes: &[&str]) -> String {
    let mut codes_in_order = (0..1_000_000).map(|number: u32| format!("{number:06}"));
    codes_in_order.find(|code| !codes.contains(&code.as_str())).expect("a code that nobody has")
}
