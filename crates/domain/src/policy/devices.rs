//! The section `[devices]`.

use jiff::SignedDuration;
use serde::{Deserialize, Serialize};

use super::Bounded;

const HOURS_PER_DAY: i64 = 24;

/// The devices on which users are known after they proved their account there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct DevicePolicy {
    /// Whether devices are remembered. None is known while they are not.
    pub enabled: bool,
    /// The days for which a device is known after the account was last proved there.
    pub days: Bounded<1, 180, 180>,
}

impl Default for DevicePolicy {
    fn default() -> Self {
        Self { enabled: true, days: Bounded::default() }
    }
}

impl DevicePolicy {
    /// The longest time for which a policy can let a device be known.
    pub const MAX_TTL: SignedDuration = SignedDuration::from_hours(180 * HOURS_PER_DAY);

    /// Returns the time for which a device is known.
    pub fn ttl(&self) -> SignedDuration {
        SignedDuration::from_hours(i64::from(self.days.value()) * HOURS_PER_DAY)
    }
}
