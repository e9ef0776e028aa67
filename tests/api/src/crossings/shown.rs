//! What proves something of one person, shown for the methods of another.

use serde_json::{Value, json};

use super::{Asker, Crossing};
use crate::{client::path as reset_path, equipped::Equipped, passkeys, visitor::path};

/// A recovery code that nobody has.
const NOBODYS: &str = "0000-0000-0000-0000";

/// What two people and nobody show for one method.
struct Shown<'a> {
    what: &'static str,
    method: &'a str,
    member: &'static str,
    theirs: Value,
    nobodys: Value,
    kind: &'static str,
}

impl Shown<'_> {
    fn at(&self, by: &Asker, path: &'static str) -> Crossing {
        let body = |shown: &Value| json!({ "method": self.method, self.member: shown });
        let (theirs, nobodys) = (body(&self.theirs), body(&self.nobodys));
        Crossing { what: self.what, by: by.clone(), path, theirs, nobodys, kind: Some(self.kind) }
    }
}

fn code<'a>(what: &'static str, method: &'a str, theirs: &str, nobodys: &str) -> Shown<'a> {
    let (theirs, nobodys) = (json!(theirs), json!(nobodys));
    Shown { what, method, member: "code", theirs, nobodys, kind: "code-wrong" }
}

fn credential<'a>(method: &'a str, [theirs, nobodys]: [Value; 2], kind: &'static str) -> Shown<'a> {
    Shown { what: "their passkey", method, member: "credential", theirs, nobodys, kind }
}

/// Their proofs, shown for my factors and for what I am adding.
pub(super) async fn by_a_visitor(mine: &Equipped, theirs: &Equipped) -> Vec<Crossing> {
    let (entrant, visitor) = (Asker::Visitor(mine.entrant.clone()), Asker::Visitor(mine.visitor.clone()));
    let [asked_of_me, asked_of_them] =
        [mine.entrant.session().await, theirs.entrant.session().await].map(|session| passkey(&session));
    let (text, app) = (mine.entrant.factor("text-message").await, mine.method("authenticator-app").await);
    let (codes, key) = (mine.method("recovery-code").await, mine.method("passkey").await);
    let nobody = passkeys::unregistered();
    let wrong = unlike(&[&mine.entrant_code, &theirs.entrant_code]);
    let shown = [
        code("their code", &text, &theirs.entrant_code, &wrong),
        code("their app's code", &app, &theirs.app.code(1), "000000"),
        code("their recovery code", &codes, &theirs.recovery_codes[0], NOBODYS),
    ];
    let mut all: Vec<Crossing> = shown.iter().map(|shown| shown.at(&entrant, path::PROVE_FACTOR)).collect();
    for asked in [&asked_of_me, &asked_of_them] {
        let both = [theirs.credential(asked), passkeys::answer(&nobody, asked)];
        all.push(credential(&key, both, "credential-invalid").at(&entrant, path::PROVE_FACTOR));
    }
    let pending = code("what proves their app", &mine.pending, &theirs.pending_app.code(0), "000000");
    all.push(pending.at(&visitor, path::PROVE));
    all
}

/// Their proofs, shown in my reset.
pub(super) fn in_a_reset(mine: &Equipped, theirs: &Equipped) -> Vec<Crossing> {
    let reset = Asker::Reset(mine.reset.clone());
    let wrong = unlike(&[&mine.reset_code, &theirs.reset_code]);
    let method = |kind| mine.reset.method(kind);
    let mut all = vec![
        code("their code", &method("mail"), &theirs.reset_code, &wrong).at(&reset, reset_path::VERIFY),
        code("their app's code", &method("authenticator-app"), &theirs.app.code(1), "000000")
            .at(&reset, reset_path::VERIFY),
        code("their recovery code", &method("recovery-code"), &theirs.recovery_codes[0], NOBODYS)
            .at(&reset, reset_path::VERIFY),
    ];
    let nobody = passkeys::unregistered();
    for asked in [&mine.reset.started["passkey"], &theirs.reset.started["passkey"]] {
        let both = [theirs.credential(asked), passkeys::answer(&nobody, asked)];
        all.push(credential(&method("passkey"), both, "code-wrong").at(&reset, path::VERIFY_PASSKEY));
    }
    all
}

/// What each of a person's proofs is good for, for the person.
pub async fn own_proofs(person: &Equipped) -> Vec<Crossing> {
    let (entrant, visitor) = (Asker::Visitor(person.entrant.clone()), Asker::Visitor(person.visitor.clone()));
    let text = person.entrant.factor("text-message").await;
    let (mail, reset) = (person.reset.method("mail"), Asker::Reset(person.reset.clone()));
    let app = person.pending_app.code(0);
    vec![
        code("a code", &text, &person.entrant_code, "").at(&entrant, path::PROVE_FACTOR),
        code("an app", &person.pending, &app, "").at(&visitor, path::PROVE),
        code("a code", &mail, &person.reset_code, "").at(&reset, reset_path::VERIFY),
    ]
}

fn passkey(session: &Value) -> Value {
    session["factors"]["passkey"].clone()
}

/// Six digits that are none of these.
fn unlike(codes: &[&str]) -> String {
    let mut all = (0..1_000_000).map(|number: u32| format!("{number:06}"));
    all.find(|code| !codes.contains(&code.as_str())).expect("a code that nobody has")
}
