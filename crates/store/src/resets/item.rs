//! A reset as an item and back. Everything but what the table itself looks at is one attribute, and its names are letters: an
//! item of up to 1 KB costs one write unit, and every step writes this one.

use domain::{
    AccountId, ClientInfo, LastStep, Method, MethodId, MethodKind, Proof, Purpose, RequestDigest, ResetId,
    Subject, stored::StoredReset,
};
use serde::{Deserialize, Serialize};

use super::state::State;
use crate::{
    StoreError,
    instant::{self, Instant},
    item::{Attributes, Item, attributes, number, text},
};

/// How long a reset is kept after its end, in seconds: a report of its last order may come late.
const KEPT: i64 = 24 * 60 * 60;

/// The attribute that holds it.
const KEPT_IN: &str = "kept";

/// The key of a reset's item.
pub(super) fn key(id: &ResetId) -> String {
    format!("RESET#{}", id.0)
}

/// A reset, but for its id, which is the item's key.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Kept {
    #[serde(rename = "a")]
    account: String,
    #[serde(rename = "y")]
    decoy: u8,
    #[serde(rename = "p")]
    purpose: Purpose,
    #[serde(rename = "b")]
    started: Instant,
    #[serde(rename = "e")]
    expires: Instant,
    #[serde(rename = "f", skip_serializing_if = "Option::is_none")]
    client: Option<(String, Option<String>)>,
    #[serde(rename = "m")]
    methods: Vec<StoredMethod>,
    #[serde(rename = "d")]
    demanded: u8,
    #[serde(rename = "g")]
    generation: u32,
    #[serde(rename = "l", skip_serializing_if = "Option::is_none")]
    last: Option<(Instant, Option<String>)>,
    #[serde(rename = "o")]
    orders: u32,
    #[serde(rename = "q")]
    proofs: Vec<StoredProof>,
    #[serde(rename = "i", skip_serializing_if = "Option::is_none")]
    signed_in: Option<Instant>,
    #[serde(rename = "s")]
    state: State,
}

/// Id, kind, whether it is a decoy, and what sends are counted by; the latter only of methods by which something is sent. The
/// masked destination was shown when the reset began, and is not shown again.
#[derive(Serialize, Deserialize)]
struct StoredMethod(String, Kind, u8, String);

/// A kind of method.
#[derive(Clone, Copy, Serialize, Deserialize)]
enum Kind {
    #[serde(rename = "t")]
    TextMessage,
    #[serde(rename = "m")]
    Mail,
    #[serde(rename = "a")]
    AuthenticatorApp,
    #[serde(rename = "p")]
    Passkey,
    #[serde(rename = "r")]
    RecoveryCode,
}

/// By which method, when, and how many gates it is worth.
#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum StoredProof {
    /// For this reset and its account, by one of its methods, counted from 0: what every proof should be.
    Own(usize, Instant, u8),
    /// With the reset and the account that it is for.
    Other(String, Instant, u8, String, String),
}

/// The item of a reset at a version.
pub(super) fn write(reset: &StoredReset, version: u64) -> Result<Attributes, StoreError> {
    let kept = keep(reset)?;
    let kept = serde_json::to_string(&kept).map_err(StoreError::unavailable("writing a reset"))?;
    Ok(attributes([
        ("pk", text(key(&reset.id))),
        ("version", number(version)),
        ("expires", number(reset.expires_at.as_second().saturating_add(KEPT))),
        (KEPT_IN, text(kept)),
    ]))
}

/// The reset of an item, and its version. Nothing, where a program of an earlier version wrote it.
pub(super) fn read(id: &ResetId, item: &Item) -> Result<Option<(StoredReset, u64)>, StoreError> {
    let Some(kept) = item.optional(KEPT_IN, Item::text)? else { return Ok(None) };
    let kept: Kept = serde_json::from_str(&kept).map_err(|_| item.damaged(KEPT_IN))?;
    let reset = open(id, kept).ok_or_else(|| item.damaged(KEPT_IN))?;
    Ok(Some((reset, item.number("version")?)))
}

fn keep(reset: &StoredReset) -> Result<Kept, StoreError> {
    let last = |last: &LastStep| {
        let request = last.request.as_ref().map(|request| request.0.clone());
        Ok::<_, StoreError>((instant::write(last.at)?, request))
    };
    Ok(Kept {
        account: reset.subject.account.0.clone(),
        decoy: u8::from(reset.subject.decoy),
        purpose: reset.purpose,
        started: instant::write(reset.started_at)?,
        expires: instant::write(reset.expires_at)?,
        client: reset.client.as_ref().map(|client| (client.network.clone(), client.device.clone())),
        methods: reset.methods.iter().map(keep_method).collect(),
        demanded: reset.gates_required,
        generation: reset.generation,
        last: reset.last_step.as_ref().map(last).transpose()?,
        orders: reset.orders,
        proofs: reset.proofs.iter().map(|proof| keep_proof(proof, reset)).collect::<Result<_, _>>()?,
        signed_in: reset.signed_in_at.map(instant::write).transpose()?,
        state: State::keep(&reset.state)?,
    })
}

fn open(id: &ResetId, kept: Kept) -> Option<StoredReset> {
    let subject = Subject { account: AccountId(kept.account), decoy: kept.decoy != 0 };
    let methods: Vec<Method> = kept.methods.into_iter().map(open_method).collect();
    let proof = |proof| open_proof(proof, id, &subject.account, &methods);
    let proofs = kept.proofs.into_iter().map(proof).collect::<Option<_>>()?;
    let last = |(at, request): (Instant, Option<String>)| LastStep {
        at: instant::read(at),
        request: request.map(RequestDigest),
    };
    Some(StoredReset {
        id: id.clone(),
        purpose: kept.purpose,
        started_at: instant::read(kept.started),
        expires_at: instant::read(kept.expires),
        client: kept.client.map(|(network, device)| ClientInfo { network, device }),
        methods,
        gates_required: kept.demanded,
        generation: kept.generation,
        last_step: kept.last.map(last),
        orders: kept.orders,
        proofs,
        signed_in_at: kept.signed_in.map(instant::read),
        state: kept.state.open(),
        subject,
    })
}

fn keep_method(method: &Method) -> StoredMethod {
    let destination = if method.kind.is_sent() { method.destination.clone() } else { String::new() };
    let kind = match method.kind {
        MethodKind::TextMessage => Kind::TextMessage,
        MethodKind::Mail => Kind::Mail,
        MethodKind::AuthenticatorApp => Kind::AuthenticatorApp,
        MethodKind::Passkey => Kind::Passkey,
        MethodKind::RecoveryCode => Kind::RecoveryCode,
    };
    StoredMethod(method.id.0.clone(), kind, u8::from(method.decoy), destination)
}

fn open_method(StoredMethod(id, kind, decoy, destination): StoredMethod) -> Method {
    let kind = match kind {
        Kind::TextMessage => MethodKind::TextMessage,
        Kind::Mail => MethodKind::Mail,
        Kind::AuthenticatorApp => MethodKind::AuthenticatorApp,
        Kind::Passkey => MethodKind::Passkey,
        Kind::RecoveryCode => MethodKind::RecoveryCode,
    };
    Method { id: MethodId(id), kind, hint: String::new(), destination, decoy: decoy != 0 }
}

fn keep_proof(proof: &Proof, reset: &StoredReset) -> Result<StoredProof, StoreError> {
    let is_own = proof.reset == reset.id && proof.account == reset.subject.account;
    let method = reset.methods.iter().position(|method| method.id == proof.method).filter(|_| is_own);
    let at = instant::write(proof.at)?;
    if let Some(method) = method {
        return Ok(StoredProof::Own(method, at, proof.weight));
    }
    let (method, reset, account) = (&proof.method.0, &proof.reset.0, &proof.account.0);
    Ok(StoredProof::Other(method.clone(), at, proof.weight, reset.clone(), account.clone()))
}

/// Nothing, where it is by a method that the reset does not have.
fn open_proof(proof: StoredProof, id: &ResetId, account: &AccountId, methods: &[Method]) -> Option<Proof> {
    Some(match proof {
        StoredProof::Own(method, at, weight) => Proof {
            reset: id.clone(),
            account: account.clone(),
            method: methods.get(method)?.id.clone(),
            at: instant::read(at),
            weight,
        },
        StoredProof::Other(method, at, weight, reset, account) => Proof {
            reset: ResetId(reset),
            account: AccountId(account),
            method: MethodId(method),
            at: instant::read(at),
            weight,
        },
    })
}

#[cfg(test)]
mod tests;
