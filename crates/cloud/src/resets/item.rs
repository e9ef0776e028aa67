//! A reset as an item and back, attribute by attribute.

use reset_domain::{
    AccountId, LastStep, Method, MethodId, MethodKind, Proof, Purpose, RequestDigest, ResetId, Subject,
    stored::StoredReset,
};

use super::state;
use crate::{
    StoreError,
    item::{Attributes, Item, attributes, flag, list, moment, number, text},
    names::method_word,
    source,
};

/// How long a reset is kept after its end, in seconds: a report of its last order may come late.
const KEPT: i64 = 24 * 60 * 60;

/// The key of a reset's item.
pub(super) fn key(id: &ResetId) -> String {
    format!("RESET#{}", id.0)
}

/// The item of a reset at a version.
pub(super) fn write(reset: &StoredReset, version: u64) -> Attributes {
    let mut item = attributes([
        ("pk", text(key(&reset.id))),
        ("version", number(version)),
        ("expires", number(reset.expires_at.as_second().saturating_add(KEPT))),
        ("id", text(&reset.id.0)),
        ("account", text(&reset.subject.account.0)),
        ("decoy", flag(reset.subject.decoy)),
        ("purpose", text(purpose_word(reset.purpose))),
        ("started_at", moment(reset.started_at)),
        ("expires_at", moment(reset.expires_at)),
        ("methods", list(reset.methods.iter().map(write_method))),
        ("demanded", number(reset.demanded)),
        ("generation", number(reset.generation)),
        ("orders", number(reset.orders)),
        ("proofs", list(reset.proofs.iter().map(write_proof))),
    ]);
    if let Some(last) = &reset.last_step {
        item.insert("last_step_at".to_owned(), moment(last.at));
        let request = last.request.as_ref().map(|request| ("last_request".to_owned(), text(&request.0)));
        item.extend(request);
    }
    item.extend(source::write(reset.source.as_ref()));
    item.extend(reset.signed_in_at.map(|at| ("signed_in_at".to_owned(), moment(at))));
    item.extend(state::write(&reset.state));
    item
}

/// The reset of an item, and its version.
pub(super) fn read(item: &Item) -> Result<(StoredReset, u64), StoreError> {
    let reset = StoredReset {
        id: ResetId(item.text("id")?),
        subject: Subject { account: AccountId(item.text("account")?), decoy: item.flag("decoy")? },
        purpose: read_purpose(item)?,
        started_at: item.moment("started_at")?,
        expires_at: item.moment("expires_at")?,
        source: source::read(item)?,
        methods: item.list("methods")?.iter().map(read_method).collect::<Result<_, _>>()?,
        demanded: item.number("demanded")?,
        generation: item.number("generation")?,
        last_step: item.optional("last_step_at", Item::moment)?.map(|at| read_step(item, at)).transpose()?,
        orders: item.number("orders")?,
        proofs: item.list("proofs")?.iter().map(read_proof).collect::<Result<_, _>>()?,
        signed_in_at: item.optional("signed_in_at", Item::moment)?,
        state: state::read(item)?,
    };
    Ok((reset, item.number("version")?))
}

fn read_step(item: &Item, at: jiff::Timestamp) -> Result<LastStep, StoreError> {
    Ok(LastStep { at, request: item.optional("last_request", Item::text)?.map(RequestDigest) })
}

fn write_method(method: &Method) -> Attributes {
    attributes([
        ("id", text(&method.id.0)),
        ("kind", text(method_word(method.kind))),
        ("hint", text(&method.hint)),
        ("destination", text(&method.destination)),
        ("decoy", flag(method.decoy)),
    ])
}

fn read_method(item: &Item) -> Result<Method, StoreError> {
    Ok(Method {
        id: MethodId(item.text("id")?),
        kind: read_kind(item)?,
        hint: item.text("hint")?,
        destination: item.text("destination")?,
        decoy: item.flag("decoy")?,
    })
}

/// The kind of method that an item tells of.
pub(crate) fn read_kind(item: &Item) -> Result<MethodKind, StoreError> {
    let word = item.text("kind")?;
    MethodKind::ALL.into_iter().find(|kind| method_word(*kind) == word).ok_or_else(|| item.damaged("kind"))
}

fn write_proof(proof: &Proof) -> Attributes {
    attributes([
        ("reset", text(&proof.reset.0)),
        ("account", text(&proof.account.0)),
        ("method", text(&proof.method.0)),
        ("at", moment(proof.at)),
        ("weight", number(proof.weight)),
    ])
}

fn read_proof(item: &Item) -> Result<Proof, StoreError> {
    Ok(Proof {
        reset: ResetId(item.text("reset")?),
        account: AccountId(item.text("account")?),
        method: MethodId(item.text("method")?),
        at: item.moment("at")?,
        weight: item.optional("weight", Item::number)?.unwrap_or(1),
    })
}

pub(crate) const fn purpose_word(purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::ResetPassword => "reset-password",
        Purpose::UnlockAccount => "unlock-account",
        Purpose::ChangePassword => "change-password",
    }
}

fn read_purpose(item: &Item) -> Result<Purpose, StoreError> {
    match item.text("purpose")?.as_str() {
        "reset-password" => Ok(Purpose::ResetPassword),
        "unlock-account" => Ok(Purpose::UnlockAccount),
        "change-password" => Ok(Purpose::ChangePassword),
        _ => Err(item.damaged("purpose")),
    }
}

#[cfg(test)]
mod tests;
