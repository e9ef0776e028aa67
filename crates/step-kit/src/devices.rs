//! Known devices: which one a request comes from, and the cookie that makes a browser one.

use api_contract::Endpoint;
use crypto::{
    device_tokens::{DeviceTokens, device_id},
    keys::{DeviceKey, Secret},
};
use domain::{AccountId, AccountLimits, DeviceId, KnownDevice, Policy, Session};
use jiff::Timestamp;
use lambda_kit::{Failure, Request, random};

/// Recognizes known devices and makes new ones.
#[derive(Debug)]
pub struct Devices {
    key: DeviceKey,
}

impl Devices {
    /// Derives the key of the tokens from the device secret.
    pub fn new(device: &Secret) -> Self {
        Self { key: device.device_key() }
    }

    /// Returns the known device of an account from which a request comes.
    pub fn find<'a, E: Endpoint>(
        &self,
        request: &Request<E>,
        account: &AccountId,
        limits: &'a AccountLimits,
        policy: &Policy,
        now: Timestamp,
    ) -> Option<&'a KnownDevice> {
        let verified = self.key.verify(&device_tokens(request), account);
        limits.known_device(&verified, policy, now)
    }

    /// Returns the cookie of the browser that has become this device of an account.
    pub fn cookie<E: Endpoint>(
        &self,
        request: &Request<E>,
        account: &AccountId,
        device: &DeviceId,
    ) -> String {
        device_tokens(request).with(self.key.token(device, account)).to_cookie()
    }

    /// Makes the browser of a signed-in user a known device, or renews it. Returns the limits of the account, and the
    /// cookie if the policy lets devices be remembered.
    pub fn remember<E: Endpoint>(
        &self,
        request: &Request<E>,
        session: &Session,
        limits: AccountLimits,
        policy: &Policy,
        now: Timestamp,
    ) -> Result<(AccountLimits, Option<String>), Failure> {
        if !policy.devices.enabled {
            return Ok((limits, None));
        }
        let account = &session.account;
        let id = match self.find(request, account, &limits, policy, now) {
            Some(known) => known.id.clone(),
            None => device_id(random()?),
        };
        let cookie = self.cookie(request, account, &id);
        let device = KnownDevice { id, proved_at: now, client: session.client.clone() };
        Ok((limits.remember_device(device), Some(cookie)))
    }
}

/// Returns the tokens of a request's browser.
pub fn device_tokens<E: Endpoint>(request: &Request<E>) -> DeviceTokens {
    request.device.as_deref().map(DeviceTokens::parse).unwrap_or_default()
}
