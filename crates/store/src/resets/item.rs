//! Conversion between a reset and its item. Everything but what the table itself uses is one attribute whose members
//! have names of one letter: an item of up to 1 KB costs one write unit, and every step writes this one.

use domain::{
    AccountId, Caller, ClientInfo, LastStep, Method, MethodId, MethodKind, Proof, Purpose, RequestDigest,
    ResetId, Subject, stored::StoredReset,
};
use serde::{Deserialize, Serialize};

use super::state::State;
use crate::{
    StoreError,
    client_info::read_language,
    instant::{self, Instant},
    item::{Attributes, Item, attributes, number, text},
    limits::{caller_from_text, caller_to_text},
};

/// The seconds for which a reset is stored after its end, because the outcome of its last order is shown for a day. A
/// deferred order may end half an hour later than the reset.
const RETENTION_SECONDS: i64 = 25 * 60 * 60;

/// The attribute with the members of the reset.
const MEMBERS_ATTRIBUTE: &str = "kept";

/// Returns the key of a reset's item.
pub(super) fn key(id: &ResetId) -> String {
    format!("RESET#{}", id.0)
}

/// A reset without its id, which is the item's key.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ResetMembers {
    #[serde(rename = "a")]
    account: String,
    #[serde(rename = "y")]
    decoy: u8,
    #[serde(rename = "p")]
    purpose: Purpose,
    /// Absent in an item of an earlier version.
    #[serde(rename = "c", default)]
    caller: Option<String>,
    /// Whether the browser becomes a known device; absent if it does not.
    #[serde(rename = "k", default, skip_serializing_if = "is_zero")]
    remembers_device: u8,
    #[serde(rename = "b")]
    started: Instant,
    #[serde(rename = "e")]
    expires: Instant,
    #[serde(rename = "f", skip_serializing_if = "Option::is_none")]
    client: Option<(String, Option<String>)>,
    /// The language of the caller.
    #[serde(rename = "n", default, skip_serializing_if = "Option::is_none")]
    language: Option<String>,
    #[serde(rename = "m")]
    methods: Vec<StoredMethod>,
    #[serde(rename = "d")]
    gates_required: u8,
    #[serde(rename = "g")]
    generation: u32,
    #[serde(rename = "l", skip_serializing_if = "Option::is_none")]
    last_step: Option<(Instant, Option<String>)>,
    #[serde(rename = "o")]
    orders: u32,
    #[serde(rename = "q")]
    proofs: Vec<StoredProof>,
    #[serde(rename = "i", skip_serializing_if = "Option::is_none")]
    signed_in: Option<Instant>,
    #[serde(rename = "s")]
    state: State,
}

/// A method: id, kind, whether it is a decoy, and the hash by which sends are counted; the latter only of methods to
/// which codes are sent.
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

/// A proof: method, moment, and number of gates that it is worth.
#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum StoredProof {
    /// A proof of this reset and its account, by one of its methods (counted from 0), as every proof should be.
    Own(usize, Instant, u8),
    /// A proof of another reset or account, with their ids.
    Other(String, Instant, u8, String, String),
}

/// Returns the item of a reset at a version.
pub(crate) fn write(reset: &StoredReset, version: u64) -> Result<Attributes, StoreError> {
    let members = to_stored(reset)?;
    let members = serde_json::to_string(&members).map_err(StoreError::unavailable("writing a reset"))?;
    Ok(attributes([
        ("pk", text(key(&reset.id))),
        ("version", number(version)),
        ("expires", number(reset.expires_at.as_second().saturating_add(RETENTION_SECONDS))),
        (MEMBERS_ATTRIBUTE, text(members)),
    ]))
}

/// Reads a reset and its version. Returns `None` if a program of an earlier version wrote the item.
pub(crate) fn read(id: &ResetId, item: &Item) -> Result<Option<(StoredReset, u64)>, StoreError> {
    let Some(members) = item.optional(MEMBERS_ATTRIBUTE, Item::text)? else { return Ok(None) };
    let members: ResetMembers =
        serde_json::from_str(&members).map_err(|_| item.damaged(MEMBERS_ATTRIBUTE))?;
    let reset = from_stored(id, members).ok_or_else(|| item.damaged(MEMBERS_ATTRIBUTE))?;
    Ok(Some((reset, item.number("version")?)))
}

fn to_stored(reset: &StoredReset) -> Result<ResetMembers, StoreError> {
    let last_step = |last_step: &LastStep| {
        let request = last_step.request.as_ref().map(|request| request.0.clone());
        Ok::<_, StoreError>((instant::write(last_step.at)?, request))
    };
    Ok(ResetMembers {
        account: reset.subject.account.0.clone(),
        decoy: u8::from(reset.subject.decoy),
        purpose: reset.purpose,
        caller: Some(caller_to_text(&reset.caller)),
        remembers_device: u8::from(reset.remembers_device),
        started: instant::write(reset.started_at)?,
        expires: instant::write(reset.expires_at)?,
        client: reset.client.as_ref().map(|client| (client.network.clone(), client.device.clone())),
        language: reset.client.as_ref().and_then(|client| client.language).map(|own| own.tag().to_owned()),
        methods: reset.methods.iter().map(method_to_stored).collect(),
        gates_required: reset.gates_required,
        generation: reset.generation,
        last_step: reset.last_step.as_ref().map(last_step).transpose()?,
        orders: reset.orders,
        proofs: reset.proofs.iter().map(|proof| proof_to_stored(proof, reset)).collect::<Result<_, _>>()?,
        signed_in: reset.signed_in_at.map(instant::write).transpose()?,
        state: State::from_domain(&reset.state)?,
    })
}

fn from_stored(id: &ResetId, members: ResetMembers) -> Option<StoredReset> {
    let subject = Subject { account: AccountId(members.account), decoy: members.decoy != 0 };
    let methods: Vec<Method> = members.methods.into_iter().map(method_from_stored).collect();
    let proof = |proof| proof_from_stored(proof, id, &subject.account, &methods);
    let proofs = members.proofs.into_iter().map(proof).collect::<Option<_>>()?;
    let language = members.language.as_deref().and_then(read_language);
    let last_step = |(at, request): (Instant, Option<String>)| LastStep {
        at: instant::read(at),
        request: request.map(RequestDigest),
    };
    Some(StoredReset {
        id: id.clone(),
        purpose: members.purpose,
        caller: match members.caller {
            Some(caller) => caller_from_text(&caller)?,
            None => Caller::Stranger(String::new()),
        },
        remembers_device: members.remembers_device != 0,
        started_at: instant::read(members.started),
        expires_at: instant::read(members.expires),
        client: members.client.map(|(network, device)| ClientInfo { network, device, language }),
        methods,
        gates_required: members.gates_required,
        generation: members.generation,
        last_step: members.last_step.map(last_step),
        orders: members.orders,
        proofs,
        signed_in_at: members.signed_in.map(instant::read),
        state: members.state.into_domain(),
        subject,
    })
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "the signature that serde calls")]
const fn is_zero(number: &u8) -> bool {
    *number == 0
}

fn method_to_stored(method: &Method) -> StoredMethod {
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

fn method_from_stored(StoredMethod(id, kind, decoy, destination): StoredMethod) -> Method {
    let kind = match kind {
        Kind::TextMessage => MethodKind::TextMessage,
        Kind::Mail => MethodKind::Mail,
        Kind::AuthenticatorApp => MethodKind::AuthenticatorApp,
        Kind::Passkey => MethodKind::Passkey,
        Kind::RecoveryCode => MethodKind::RecoveryCode,
    };
    Method { id: MethodId(id), kind, destination, decoy: decoy != 0 }
}

fn proof_to_stored(proof: &Proof, reset: &StoredReset) -> Result<StoredProof, StoreError> {
    let is_own = proof.reset == reset.id && proof.account == reset.subject.account;
    let method = reset.methods.iter().position(|method| method.id == proof.method).filter(|_| is_own);
    let at = instant::write(proof.at)?;
    if let Some(method) = method {
        return Ok(StoredProof::Own(method, at, proof.weight));
    }
    let (method, reset, account) = (&proof.method.0, &proof.reset.0, &proof.account.0);
    Ok(StoredProof::Other(method.clone(), at, proof.weight, reset.clone(), account.clone()))
}

/// Returns `None` if the proof is by a method that the reset does not have.
fn proof_from_stored(
    proof: StoredProof,
    id: &ResetId,
    account: &AccountId,
    methods: &[Method],
) -> Option<Proof> {
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
