//! The limits of resets, sign-ins and sessions.

use jiff::SignedDuration;
use serde::{Deserialize, Serialize};

use super::Bounded;
use crate::MethodKind;

/// Durations and maxima. A policy can be tighter than the defaults; it can be looser only for what many users share and
/// for wrong passwords. A code can only have more digits.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Limits {
    /// The minutes from the start of a reset to its end.
    pub reset_minutes: Bounded<5, 15, 15>,
    /// The digits of a code.
    pub code_digits: Bounded<6, 8, 6>,
    /// The minutes for which a code in a text message is valid.
    pub text_message_code_minutes: Bounded<1, 5, 5>,
    /// The minutes for which a code in a mail is valid.
    pub mail_code_minutes: Bounded<1, 10, 10>,
    /// The guesses that one code allows.
    pub guesses_per_code: Bounded<1, 3, 3>,
    /// The failed guesses of one account in 24 hours that begin a cooldown.
    pub failed_guesses_per_day: Bounded<1, 5, 5>,
    /// The minutes of the first cooldown.
    pub first_rest_minutes: Bounded<60, 10_080, 60>,
    /// The minutes of the second cooldown.
    pub second_rest_minutes: Bounded<240, 10_080, 240>,
    /// The minutes of every later cooldown.
    pub later_rest_minutes: Bounded<1_440, 10_080, 1_440>,
    /// The seconds between the first code of a method and the next.
    pub first_resend_seconds: Bounded<30, 600, 30>,
    /// The seconds between the second code and the next.
    pub second_resend_seconds: Bounded<60, 600, 60>,
    /// The seconds after every later code.
    pub later_resend_seconds: Bounded<120, 600, 120>,
    /// The codes sent to one account in an hour.
    pub sends_per_account_per_hour: Bounded<1, 5, 5>,
    /// The codes sent to one destination in an hour.
    pub sends_per_destination_per_hour: Bounded<1, 3, 3>,
    /// The codes sent to one destination in a day (UTC).
    pub sends_per_destination_per_day: Bounded<1, 10, 10>,
    /// The text messages of the whole company in a day (UTC).
    pub text_messages_per_day: Bounded<0, 1_000_000, 1_000>,
    /// The resets started from one address block in an hour.
    pub starts_per_address_block_per_hour: Bounded<1, 100_000, 1_200>,
    /// The codes requested from one address block in an hour.
    pub sends_per_address_block_per_hour: Bounded<1, 100_000, 600>,
    /// The orders in one reset.
    pub orders_per_reset: Bounded<1, 10, 10>,
    /// The seconds from a job's order to its end.
    pub job_seconds: Bounded<30, 120, 120>,
    /// The minutes for which a deferred order waits for an agent.
    pub keep_trying_minutes: Bounded<5, 30, 30>,
    /// The failed guesses of the company in 10 minutes above which everyone needs two gates.
    pub breaker_failed_guesses: Bounded<1, 50, 50>,
    /// The wrong passwords of one account after which no password is tried at a sign-in: fewer than lock an account in
    /// the directory.
    pub wrong_passwords: Bounded<1, 10, 4>,
    /// The minutes for which no password is tried then: at least as long as the directory counts wrong ones.
    pub wrong_password_rest_minutes: Bounded<1, 1_440, 30>,
    /// The wrong passwords of the whole company in the current and the previous ten minutes above which sign-ins take
    /// more work.
    pub wrong_passwords_of_company: Bounded<10, 10_000, 200>,
    /// The sign-ins from one address block in an hour.
    pub sign_ins_per_address_block_per_hour: Bounded<1, 100_000, 1_200>,
    /// The minutes that a session lasts without a request.
    pub session_idle_minutes: Bounded<1, 15, 15>,
    /// The hours after which a session ends in any case.
    pub session_hours: Bounded<1, 8, 8>,
    /// The leading zero bits of each digest of the proof of work.
    pub work_bits: Bounded<13, 20, 13>,
    /// The nonces of the proof of work.
    pub work_parts: Bounded<16, 64, 16>,
}

impl Limits {
    /// Returns how long a reset lasts.
    pub fn reset_ttl(&self) -> SignedDuration {
        minutes(self.reset_minutes.value())
    }

    /// Returns how long a code of this kind of method is valid; zero if no code is sent.
    pub fn code_ttl(&self, kind: MethodKind) -> SignedDuration {
        match kind {
            MethodKind::TextMessage => minutes(self.text_message_code_minutes.value()),
            MethodKind::Mail => minutes(self.mail_code_minutes.value()),
            // No code is sent, so none expires.
            MethodKind::AuthenticatorApp | MethodKind::Passkey | MethodKind::RecoveryCode => {
                SignedDuration::ZERO
            }
        }
    }

    /// Returns how long a cooldown lasts after `earlier` others.
    pub fn cooldown(&self, earlier: u32) -> SignedDuration {
        match earlier {
            0 => minutes(self.first_rest_minutes.value()),
            1 => minutes(self.second_rest_minutes.value()),
            _ => minutes(self.later_rest_minutes.value()),
        }
    }

    /// Returns how long no password is tried after too many wrong ones.
    pub fn wrong_password_cooldown(&self) -> SignedDuration {
        minutes(self.wrong_password_rest_minutes.value())
    }

    /// Returns how long a session lasts without a request.
    pub fn session_idle_timeout(&self) -> SignedDuration {
        minutes(self.session_idle_minutes.value())
    }

    /// Returns after how long a session ends in any case.
    pub fn session_ttl(&self) -> SignedDuration {
        minutes(60 * self.session_hours.value())
    }

    /// Returns the pause after the `sends`-th code of a method.
    pub fn resend_pause(&self, sends: usize) -> SignedDuration {
        let seconds = match sends {
            0 | 1 => self.first_resend_seconds.value(),
            2 => self.second_resend_seconds.value(),
            _ => self.later_resend_seconds.value(),
        };
        SignedDuration::from_secs(i64::from(seconds))
    }

    /// Returns how long a job may be carried out after its order.
    pub fn job_ttl(&self) -> SignedDuration {
        SignedDuration::from_secs(i64::from(self.job_seconds.value()))
    }

    /// Returns how long a deferred order waits for an agent.
    pub fn deferred_order_ttl(&self) -> SignedDuration {
        minutes(self.keep_trying_minutes.value())
    }
}

fn minutes(minutes: u32) -> SignedDuration {
    SignedDuration::from_mins(i64::from(minutes))
}
