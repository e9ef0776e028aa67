//! Evaluation of a session's requirements.

use jiff::{SignedDuration, Timestamp};

use super::{Destination, RegisteredMethod, Registration, UsableMethod, gate_weight};
use crate::{AccountLimits, Policy};

/// The requirements of a session: what the signed-in user must do next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SessionRequirements {
    /// Whether the account is frozen.
    pub is_frozen: bool,
    /// The methods that count now.
    pub usable: Vec<UsableMethod>,
    /// Whether the user must register more methods.
    pub lacks_methods: bool,
    /// Whether the user must confirm a method.
    pub needs_confirmation: bool,
}

impl SessionRequirements {
    /// Evaluates the registered methods and the directory's destinations of a user against the gates that a reset of
    /// the account requires.
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
        let required = if is_administrator { 2 } else { policy.gates.required.get() };
        let is_enough = gate_weight(kinds, is_administrator, policy) >= usize::from(required);
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
    /// Returns whether the user must confirm a method.
    pub fn needs_confirmation(&self, method: &RegisteredMethod, policy: &Policy, now: Timestamp) -> bool {
        is_due(method.confirmed_at, policy, now)
    }

    /// Returns whether the user must confirm the directory's destinations.
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
