//! Limits of one account: sends, failed guesses, cooldowns, wrong passwords.
//!
//! They belong to the account (or the decoy) and change only in the transaction that admits the action. Each caller has
//! separate counts, so that strangers do not use up the user's.

pub mod address;
mod caller;
mod devices;
mod guesses;
mod passwords;
mod sends;
pub mod shared_limit;

use jiff::{SignedDuration, Timestamp};

use crate::policy::DevicePolicy;

pub use caller::Caller;
pub use devices::{DeviceId, KnownDevice, MAX_DEVICES};
use guesses::GUESS_WINDOW;
pub use guesses::{COMPARED_GUESSES_PER_DAY, Cooldown, FailedGuess, GuessClass, Reservation};
pub use passwords::WrongPassword;
pub use sends::{CountedSend, SendRecord};

/// The time for which the link of a notice can freeze the account.
pub const FREEZE_LINK_TTL: SignedDuration = SignedDuration::from_hours(14 * 24);

/// The counts of one account or decoy.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AccountLimits {
    /// The codes sent within the last hour, oldest first.
    pub sends: Vec<SendRecord>,
    /// The guesses of the last 24 hours that were wrong or are not compared yet, oldest first.
    pub failed_guesses: Vec<FailedGuess>,
    /// The last cooldown of each caller and class.
    pub cooldowns: Vec<Cooldown>,
    /// The time when an order was last carried out. Resets and sessions that began at or before this moment are over.
    pub completed_at: Option<Timestamp>,
    /// The passwords that were wrong or have no answer yet, oldest first.
    pub wrong_passwords: Vec<WrongPassword>,
    /// The time when the user signed out everywhere. Sessions that began at or before this moment are over.
    pub signed_out_at: Option<Timestamp>,
    /// The time when the account was frozen. Sessions and resets that began at or before this moment are over, and no
    /// other proves anything until the freeze is lifted.
    pub frozen_at: Option<Timestamp>,
    /// The time when a freeze was last lifted. Links that were issued before do not freeze the account again.
    pub unfrozen_at: Option<Timestamp>,
    /// The browsers in which the user proved the account, the oldest first.
    pub devices: Vec<KnownDevice>,
}

impl AccountLimits {
    /// Ends every session of the account, and forgets its known devices.
    #[must_use]
    pub fn sign_out(mut self, now: Timestamp) -> Self {
        self.devices.clear();
        self.signed_out_at = self.signed_out_at.max(Some(now));
        self
    }

    /// Freezes the account, if it is not frozen yet, and forgets its known devices.
    #[must_use]
    pub fn freeze_account(mut self, now: Timestamp) -> Self {
        self.devices.clear();
        self.frozen_at = self.frozen_at.or(Some(now));
        self
    }

    /// Returns whether a link to freeze the account is void: issued, in whole seconds, before a freeze was last lifted.
    pub fn is_freeze_link_void(&self, issued_at: Timestamp) -> bool {
        self.unfrozen_at.is_some_and(|unfrozen_at| issued_at.as_second() < unfrozen_at.as_second())
    }

    /// Lifts the freeze. Sessions and resets from before the freeze stay over.
    #[must_use]
    pub fn unfreeze_account(mut self, now: Timestamp) -> Self {
        let frozen_at = self.frozen_at.take();
        self.unfrozen_at = self.unfrozen_at.max(frozen_at.map(|_| now));
        self.signed_out_at = self.signed_out_at.max(frozen_at);
        self.completed_at = self.completed_at.max(frozen_at);
        self
    }

    /// Records that an order was carried out, which ends every other reset and every session of the account.
    #[must_use]
    pub fn complete(mut self, now: Timestamp) -> Self {
        self.completed_at = self.completed_at.max(Some(now));
        self
    }

    /// Returns when these counts mean nothing any more, so that the store may delete them; `None` while the account is
    /// frozen.
    pub fn expires_at(&self, now: Timestamp) -> Option<Timestamp> {
        let cooldown_until = self.cooldowns.iter().map(|cooldown| cooldown.until).max().unwrap_or(now);
        let counts_until = cooldown_until.max(now) + GUESS_WINDOW;
        let links_until = self.unfrozen_at.map(|at| at + FREEZE_LINK_TTL);
        let devices_until = self.devices.iter().map(|device| device.proved_at + DevicePolicy::MAX_TTL).max();
        let until = [links_until, devices_until].into_iter().flatten().fold(counts_until, Timestamp::max);
        self.frozen_at.is_none().then_some(until)
    }
}

#[cfg(test)]
mod tests;
