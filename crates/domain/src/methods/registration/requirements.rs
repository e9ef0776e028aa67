//! Evaluation of a session's requirements.

use jiff::{SignedDuration, Timestamp};

use super::{Destination, RegisteredMethod, Registration, UsableMethod, gate_weight, gates_required};
use crate::{AccountLimits, Policy};

/// The time for which nothing is asked after the user postponed the question.
const POSTPONEMENT: SignedDuration = SignedDuration::from_hours(24);

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
        let is_enough = gate_weight(kinds, is_administrator, policy)
            >= usize::from(gates_required(is_administrator, policy));
        let is_offered = |to: &Destination| usable.iter().any(|method| method.destination == to.hash);
        let mut listed = registration.listed(directory).filter(|to| is_offered(to));
        let is_old = |method: &RegisteredMethod| registration.needs_confirmation(method, policy, now);
        Self {
            is_frozen: limits.frozen_at.is_some(),
            lacks_methods: policy.registration.required && !is_enough,
            needs_confirmation: !registration.is_postponed(now)
                && (registration.methods.iter().any(is_old)
                    || listed.any(|to| registration.listed_needs_confirmation(to, policy, now))),
            usable,
        }
    }
}

impl Registration {
    /// Returns whether the user must confirm a method.
    pub fn needs_confirmation(&self, method: &RegisteredMethod, policy: &Policy, now: Timestamp) -> bool {
        is_due(method.confirmed_at, policy, now)
    }

    /// Returns whether the user postponed the question within a day before.
    fn is_postponed(&self, now: Timestamp) -> bool {
        self.postponed_at.is_some_and(|at| now.duration_since(at) < POSTPONEMENT)
    }
}

/// Returns whether a method that was last confirmed at this moment must be confirmed again.
pub(super) fn is_due(confirmed_at: Timestamp, policy: &Policy, now: Timestamp) -> bool {
    let days = i64::from(policy.registration.confirm_days.value());
    days > 0 && now.duration_since(confirmed_at) >= SignedDuration::from_hours(24 * days)
}
