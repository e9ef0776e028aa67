//! What is registered, as its person sees it.

use api_contract::show_session::{Method, Offered, Required, SecurityInfo};
use domain::{
    Destination, Held, MethodKind, Policy, RegisteredMethod,
    registration::{directory_id, weighed},
};
use jiff::Timestamp;
use lambda_kit::rfc3339;
use step_kit::Visitor;

/// What is registered and what the directory holds, what may be added, and what a reset demands.
pub(crate) fn told(visitor: &Visitor, policy: &Policy, now: Timestamp) -> SecurityInfo {
    let registration = &visitor.loaded.registration;
    let registered = registration.methods.iter().map(|method| registered(visitor, method, policy, now));
    let listed = registration.destinations(&visitor.account.directory).into_iter().filter(|held| {
        policy.registration.directory_data
            && !registration.methods.iter().any(|method| method.destination() == Some(*held))
    });
    let is_due = registration.directory_is_due(policy, now);
    let offered = policy.methods.offered.iter();
    SecurityInfo {
        methods: registered.chain(listed.map(|held| from_directory(held, is_due))).collect(),
        offered: offered.map(|kind| Offered { kind: *kind, most: most(*kind) }).collect(),
        required: required(visitor, policy),
    }
}

fn registered(visitor: &Visitor, method: &RegisteredMethod, policy: &Policy, now: Timestamp) -> Method {
    let codes_left = match &method.held {
        Held::RecoveryCodes(left) => u32::try_from(left.len()).ok(),
        Held::Destination(_) | Held::App { .. } | Held::Passkey { .. } => None,
    };
    Method {
        id: method.id.clone(),
        kind: method.kind(),
        name: method.name.clone(),
        hint: method.destination().map(|held| held.hint.clone()).unwrap_or_default(),
        added_at: Some(rfc3339(method.added_at)),
        last_used_at: method.used_at.map(rfc3339),
        is_preferred: method.is_preferred,
        is_from_directory: false,
        is_to_be_confirmed: visitor.loaded.registration.is_to_confirm(method, policy, now),
        codes_left,
    }
}

fn from_directory(held: &Destination, is_due: bool) -> Method {
    Method {
        id: directory_id(held.kind).to_owned(),
        kind: held.kind,
        name: String::new(),
        hint: held.hint.clone(),
        added_at: None,
        last_used_at: None,
        is_preferred: false,
        is_from_directory: true,
        is_to_be_confirmed: is_due,
        codes_left: None,
    }
}

fn required(visitor: &Visitor, policy: &Policy) -> Required {
    let is_administrator = visitor.account.account.administrator;
    let kinds = visitor.standing.usable.iter().map(|usable| usable.kind);
    let left = policy.registration.skips.value().saturating_sub(visitor.loaded.registration.skips);
    Required {
        kinds: if is_administrator { 2 } else { policy.gates.required.get() },
        registered: u8::try_from(weighed(kinds, is_administrator, policy)).unwrap_or(u8::MAX),
        skips_left: left,
    }
}

fn most(kind: MethodKind) -> u32 {
    u32::try_from(kind.maximum()).unwrap_or(u32::MAX)
}
