//! Where a person stands: what is demanded of them when they sign in.

use jiff::{SignedDuration, Timestamp};

use super::{Destination, RegisteredMethod, Registration, UsableMethod, gate_weight};
use crate::{AccountLimits, Policy};

/// What is demanded of a person who signs in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SessionRequirements {
    /// Whether the account is frozen.
    pub is_frozen: bool,
    /// What counts now.
    pub usable: Vec<UsableMethod>,
    /// Whether more must be registered.
    pub lacks_methods: bool,
    /// Whether it is time to confirm something.
    pub needs_confirmation: bool,
}

impl SessionRequirements {
    /// Of a person with what the directory holds of them, by the gates that a reset demands of them.
    pub fn evaluate(
        registration: &Registration,
        directory: &[Destination],
        is_administrator: bool,
        limits: &AccountLimits,
        policy: &Policy,
        now: Timestamp,
    ) -> Self {
        let usable = registration.usable_methods(directory, policy, now);
        let kinds = usable.iter().map(|method| method.kind);
        let demanded = if is_administrator { 2 } else { policy.gates.required.get() };
        let is_enough = gate_weight(kinds, is_administrator, policy) >= usize::from(demanded);
        let is_listed = |method: &UsableMethod| registration.method(&method.id).is_none();
        let lists_some = usable.iter().any(is_listed);
        Self {
            is_frozen: limits.frozen_at.is_some(),
            lacks_methods: policy.registration.required && !is_enough,
            needs_confirmation: registration
                .methods
                .iter()
                .any(|method| is_due(method.confirmed_at, policy, now))
                || (lists_some && registration.directory_needs_confirmation(policy, now)),
            usable,
        }
    }
}

impl Registration {
    /// Whether the person is to be asked about a method.
    pub fn needs_confirmation(&self, method: &RegisteredMethod, policy: &Policy, now: Timestamp) -> bool {
        is_due(method.confirmed_at, policy, now)
    }

    /// Whether the person is to be asked about what the directory holds.
    pub fn directory_needs_confirmation(&self, policy: &Policy, now: Timestamp) -> bool {
        match self.directory_confirmed_at {
            Some(confirmed_at) => is_due(confirmed_at, policy, now),
            None => policy.registration.confirm_days.value() > 0,
        }
    }
}

fn is_due(confirmed_at: Timestamp, policy: &Policy, now: Timestamp) -> bool {
    let days = i64::from(policy.registration.confirm_days.value());
    days > 0 && now.duration_since(confirmed_at) >= SignedDuration::from_hours(24 * days)
}
