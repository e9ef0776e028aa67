//! Every limit of a reset.

use jiff::SignedDuration;
use serde::{Deserialize, Serialize};

use super::Bounded;
use crate::MethodKind;

/// How long things live and how often they may be done. The bounds are those of the rules of a reset: tighter is always
/// possible, looser only for the digits of a code (more digits) and for what many people share.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Limits {
    /// A reset's life, in minutes from its start.
    pub reset_minutes: Bounded<5, 15, 15>,
    /// Digits of a code.
    pub code_digits: Bounded<6, 8, 6>,
    /// A code's life by text message, in minutes.
    pub text_message_code_minutes: Bounded<1, 5, 5>,
    /// A code's life by mail, in minutes.
    pub mail_code_minutes: Bounded<1, 10, 10>,
    /// Guesses that one code allows.
    pub guesses_per_code: Bounded<1, 3, 3>,
    /// Failed guesses of one account in 24 hours, after which its resets rest.
    pub failed_guesses_per_day: Bounded<1, 5, 5>,
    /// The first rest, in minutes.
    pub first_rest_minutes: Bounded<60, 10_080, 60>,
    /// The second rest, in minutes.
    pub second_rest_minutes: Bounded<240, 10_080, 240>,
    /// Every later rest, in minutes.
    pub later_rest_minutes: Bounded<1_440, 10_080, 1_440>,
    /// Pause after the first code of a method, in seconds.
    pub first_resend_seconds: Bounded<30, 600, 30>,
    /// Pause after the second one.
    pub second_resend_seconds: Bounded<60, 600, 60>,
    /// Pause after every later one.
    pub later_resend_seconds: Bounded<120, 600, 120>,
    /// Codes sent to one account in an hour.
    pub sends_per_account_per_hour: Bounded<1, 5, 5>,
    /// Codes sent to one destination in an hour.
    pub sends_per_destination_per_hour: Bounded<1, 3, 3>,
    /// Text messages of the whole tenant in a day (UTC).
    pub text_messages_per_day: Bounded<0, 1_000_000, 1_000>,
    /// Resets started from one address block in an hour.
    pub starts_per_address_block_per_hour: Bounded<1, 100_000, 1_200>,
    /// Codes asked for from one address block in an hour.
    pub sends_per_address_block_per_hour: Bounded<1, 100_000, 600>,
    /// Passwords (and unlockings) ordered in one reset.
    pub orders_per_reset: Bounded<1, 10, 10>,
    /// A job's life, in seconds.
    pub job_seconds: Bounded<30, 120, 120>,
    /// How long an order waits for an agent where the person lets it, in minutes.
    pub keep_trying_minutes: Bounded<5, 30, 30>,
    /// Failed guesses of the tenant in 10 minutes, above which everyone needs two gates.
    pub breaker_failed_guesses: Bounded<1, 50, 50>,
    /// Wrong passwords of one account, after which none is tried at a sign-in. Fewer than lock an account in the directory.
    pub wrong_passwords: Bounded<1, 10, 4>,
    /// How long none is tried then, in minutes; at least as long as the directory counts them.
    pub wrong_password_rest_minutes: Bounded<1, 1_440, 30>,
    /// Sign-ins tried from one address block in an hour.
    pub sign_ins_per_address_block_per_hour: Bounded<1, 100_000, 1_200>,
    /// How long a session lasts without a request, in minutes.
    pub session_idle_minutes: Bounded<1, 15, 15>,
    /// How long a session lasts in any case, in hours.
    pub session_hours: Bounded<1, 8, 8>,
    /// Zero bits of each part of the proof of work.
    pub work_bits: Bounded<13, 20, 13>,
    /// Parts of the proof of work.
    pub work_parts: Bounded<16, 64, 16>,
}

impl Limits {
    /// A reset's life.
    pub fn reset_ttl(&self) -> SignedDuration {
        minutes(self.reset_minutes.value())
    }

    /// A code's life.
    pub fn code_life(&self, kind: MethodKind) -> SignedDuration {
        match kind {
            MethodKind::TextMessage => minutes(self.text_message_code_minutes.value()),
            MethodKind::Mail => minutes(self.mail_code_minutes.value()),
            // What a person holds is not sent, and does not end with a sending.
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

    /// How long no password is tried after too many wrong ones.
    pub fn wrong_password_cooldown(&self) -> SignedDuration {
        minutes(self.wrong_password_rest_minutes.value())
    }

    /// How long a session lasts without a request.
    pub fn session_idle_timeout(&self) -> SignedDuration {
        minutes(self.session_idle_minutes.value())
    }

    /// How long a session lasts in any case.
    pub fn session_ttl(&self) -> SignedDuration {
        minutes(60 * self.session_hours.value())
    }

    /// The pause after the `sends`-th code of a method.
    pub fn resend_pause(&self, sends: usize) -> SignedDuration {
        let seconds = match sends {
            0 | 1 => self.first_resend_seconds.value(),
            2 => self.second_resend_seconds.value(),
            _ => self.later_resend_seconds.value(),
        };
        SignedDuration::from_secs(i64::from(seconds))
    }

    /// A job's life.
    pub fn job_ttl(&self) -> SignedDuration {
        SignedDuration::from_secs(i64::from(self.job_seconds.value()))
    }

    /// The life of a job that the person lets wait for an agent.
    pub fn deferred_order_ttl(&self) -> SignedDuration {
        minutes(self.keep_trying_minutes.value())
    }
}

fn minutes(minutes: u32) -> SignedDuration {
    SignedDuration::from_mins(i64::from(minutes))
}
