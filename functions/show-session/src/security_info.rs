//! The security info of a user.

use api_contract::show_session::{Method, OfferedKind, RegistrationRequirement, SecurityInfo, Status};
use crypto::keys::DestinationKey;
use domain::{
    Credential, Destination, DeviceId, KnownDevice, MethodKind, Policy, RegisteredMethod,
    registration::{can_reset_alone, directory_id, gate_weight, gates_required},
};
use jiff::Timestamp;
use lambda_kit::rfc3339;
use step_kit::SignedInUser;

/// Returns the state of the account, the methods that are registered or in the directory, the kinds that may be added,
/// and the requirements of a reset; no activities.
pub(crate) fn response(
    user: &SignedInUser,
    key: &DestinationKey,
    current: &[DeviceId],
    policy: &Policy,
    now: Timestamp,
) -> SecurityInfo {
    let registration = &user.loaded.registration;
    let registered = registration.methods.iter().map(|method| registered(user, method, policy, now));
    let listed = registration.listed(&user.account.directory).filter(|_| policy.registration.directory_data);
    let listed = listed.map(|destination| from_directory(user, destination, policy, now));
    let methods = registered.chain(listed);
    let methods = methods
        .map(|(method, to)| Method { destination: to.and_then(|to| readable(user, to, key)), ..method });
    let offered = policy.methods.offered.iter();
    SecurityInfo {
        methods: methods.collect(),
        offered: offered.map(|kind| OfferedKind { kind: *kind, maximum: maximum(*kind) }).collect(),
        required: required(user, policy),
        devices: devices(user, current, policy, now),
        status: Some(status(user, policy)),
        activities: Vec::new(),
    }
}

fn status(user: &SignedInUser, policy: &Policy) -> Status {
    let (account, usable) = (&user.account.account, &user.requirements.usable);
    Status {
        can_reset: can_reset_alone(usable, account.administrator, policy),
        methods: u32::try_from(usable.len()).unwrap_or(u32::MAX),
        password_set_at: account.password_set_at.map(rfc3339),
        password_expires_at: account.password_expires_at().map(rfc3339),
    }
}

/// Returns the known devices, the newest first. `current` are the ids that the browser claims.
fn devices(
    user: &SignedInUser,
    current: &[DeviceId],
    policy: &Policy,
    now: Timestamp,
) -> Vec<api_contract::show_session::KnownDevice> {
    let known = user.loaded.limits.known_devices(policy, now);
    let mut devices: Vec<_> =
        known.map(|device| known_device(device, current.contains(&device.id))).collect();
    devices.reverse();
    devices
}

fn known_device(device: &KnownDevice, is_current: bool) -> api_contract::show_session::KnownDevice {
    let client = device.client.as_ref();
    api_contract::show_session::KnownDevice {
        id: device.id.0.clone(),
        proved_at: rfc3339(device.proved_at),
        name: client.and_then(|client| client.device.clone()).unwrap_or_default(),
        network: client.map(|client| client.network.clone()).unwrap_or_default(),
        is_current,
    }
}

/// Returns the whole number or address of a method that can be used, for a user who proved two factors. One that no key
/// opens any more is shown masked.
fn readable(user: &SignedInUser, destination: &Destination, key: &DestinationKey) -> Option<String> {
    let is_usable = user.requirements.usable.iter().any(|usable| usable.destination == destination.hash);
    let session = &user.loaded.session;
    let may_read = is_usable && session.has_two_factors();
    let open = || key.open(&session.account, destination.kind, &destination.sealed).ok();
    may_read.then(open)?.map(|opened| opened.to_string())
}

/// Returns a registered method without its whole destination, and the destination.
fn registered<'a>(
    user: &SignedInUser,
    method: &'a RegisteredMethod,
    policy: &Policy,
    now: Timestamp,
) -> (Method, Option<&'a Destination>) {
    let codes_left = match &method.credential {
        Credential::RecoveryCodes(left) => u32::try_from(left.len()).ok(),
        Credential::Destination(_) | Credential::App { .. } | Credential::Passkey { .. } => None,
    };
    let shown = Method {
        id: method.id.clone(),
        kind: method.kind(),
        name: method.name.clone(),
        hint: method.destination().map(|destination| destination.hint.clone()).unwrap_or_default(),
        destination: None,
        added_at: Some(rfc3339(method.added_at)),
        last_used_at: method.used_at.map(rfc3339),
        is_preferred: method.is_preferred,
        is_from_directory: false,
        is_to_be_confirmed: user.loaded.registration.needs_confirmation(method, policy, now),
        is_disowned: false,
        codes_left,
    };
    (shown, method.destination())
}

fn from_directory<'a>(
    user: &SignedInUser,
    destination: &'a Destination,
    policy: &Policy,
    now: Timestamp,
) -> (Method, Option<&'a Destination>) {
    let registration = &user.loaded.registration;
    let shown = Method {
        id: directory_id(destination.kind).to_owned(),
        kind: destination.kind,
        name: String::new(),
        hint: destination.hint.clone(),
        destination: None,
        added_at: None,
        last_used_at: None,
        is_preferred: false,
        is_from_directory: true,
        is_to_be_confirmed: registration.listed_needs_confirmation(destination, policy, now),
        is_disowned: registration.is_disowned(destination),
        codes_left: None,
    };
    (shown, Some(destination))
}

fn required(user: &SignedInUser, policy: &Policy) -> RegistrationRequirement {
    let is_administrator = user.account.account.administrator;
    let kinds = user.requirements.usable.iter().map(|usable| usable.kind);
    let left = policy.registration.skips.value().saturating_sub(user.loaded.registration.skips);
    RegistrationRequirement {
        kinds: gates_required(is_administrator, policy),
        registered: u8::try_from(gate_weight(kinds, is_administrator, policy)).unwrap_or(u8::MAX),
        skips_left: left,
    }
}

fn maximum(kind: MethodKind) -> u32 {
    u32::try_from(kind.maximum()).unwrap_or(u32::MAX)
}
