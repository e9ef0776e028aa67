//! Known devices: browsers in which the user proved the account before. They prove nothing and count as no gate; they
//! have separate counts, so that strangers cannot keep the user out.

use jiff::Timestamp;

use super::{AccountLimits, Caller};
use crate::{ClientInfo, Policy};

/// The maximum number of known devices of an account. The oldest is forgotten first.
pub const MAX_DEVICES: usize = 8;

/// The id of a known device. It is no secret: a browser also has to have the device's token.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct DeviceId(pub String);

/// A browser in which the user proved the account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownDevice {
    pub id: DeviceId,
    /// The time when the account was last proved there.
    pub proved_at: Timestamp,
    /// The network and device at that moment.
    pub client: Option<ClientInfo>,
}

impl KnownDevice {
    /// Returns whether the device is still known under this policy.
    pub fn is_valid(&self, policy: &Policy, now: Timestamp) -> bool {
        policy.devices.enabled && now < self.proved_at + policy.devices.ttl()
    }

    /// Returns the caller on this device.
    pub fn caller(&self) -> Caller {
        Caller::Device(self.id.0.clone())
    }
}

impl AccountLimits {
    /// Returns the first device that has one of these ids and is still known.
    pub fn known_device(&self, ids: &[DeviceId], policy: &Policy, now: Timestamp) -> Option<&KnownDevice> {
        self.known_devices(policy, now).find(|device| ids.contains(&device.id))
    }

    /// Returns the devices that are still known.
    pub fn known_devices(&self, policy: &Policy, now: Timestamp) -> impl Iterator<Item = &KnownDevice> {
        self.devices.iter().filter(move |device| device.is_valid(policy, now))
    }

    /// Adds a device, or renews it. Beyond the maximum, the oldest is dropped.
    #[must_use]
    pub fn remember_device(mut self, device: KnownDevice) -> Self {
        self.devices.retain(|known| known.id != device.id);
        self.devices.push(device);
        self.devices.sort_by_key(|known| known.proved_at);
        let surplus = self.devices.len().saturating_sub(MAX_DEVICES);
        self.devices.drain(..surplus);
        self
    }

    /// Removes the device with this id. Returns `None` if the account has no such device.
    pub fn remove_device(mut self, id: &DeviceId) -> Option<Self> {
        let index = self.devices.iter().position(|known| known.id == *id)?;
        self.devices.remove(index);
        Some(self)
    }
}
