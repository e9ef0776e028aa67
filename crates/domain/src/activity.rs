//! The recent activity of an account, as its user sees it.
//!
//! Anybody who knows a name can ask for codes and guess. Such attempts are counted, one [`Activity`] for each kind, so
//! that no stranger can push what the user did out of the list. The limits of the account count codes already, and the
//! wrong ones of sessions, so that steps store nothing more.

use jiff::{SignedDuration, Timestamp};

use crate::{AccountLimits, Caller, ClientInfo, MethodKind};

pub use vocabulary::ActivityKind;

/// The maximum number of activities that are kept, beside the attempts.
pub const MAX_ACTIVITIES: usize = 20;

/// The time for which an activity is kept.
const RETENTION: SignedDuration = SignedDuration::from_hours(180 * 24);

/// The time for which an attempt is kept.
const ATTEMPT_RETENTION: SignedDuration = SignedDuration::from_hours(30 * 24);

/// The time within which the next one of the same kind is counted together with the last one.
const RUN_GAP: SignedDuration = SignedDuration::from_hours(24);

/// Something that happened to an account, once or several times in a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Activity {
    pub kind: ActivityKind,
    /// The kind of method that it was about; `None` if it was about none, or about several.
    pub method: Option<MethodKind>,
    /// The time when it happened last.
    pub at: Timestamp,
    /// The number of times.
    pub count: u32,
    /// The network and device of the last time, if they are known.
    pub client: Option<ClientInfo>,
}

/// The recent activity of an account, the oldest first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RecentActivity(Vec<Activity>);

impl Activity {
    /// Returns when the activity is deleted.
    fn expires_at(&self) -> Timestamp {
        self.at + if self.kind.is_attempt() { ATTEMPT_RETENTION } else { RETENTION }
    }

    /// Returns whether it can be stored without regard to what is stored: it is never counted together with another
    /// one.
    pub const fn stands_alone(&self) -> bool {
        !self.kind.is_attempt() && !matches!(self.kind, ActivityKind::SignedIn)
    }

    fn is_like(&self, other: &Self) -> bool {
        (self.kind, self.method) == (other.kind, other.method)
    }

    /// Counts another one together with this one.
    fn extend(&mut self, other: Self) {
        let method = self.method.filter(|method| other.method == Some(*method));
        *self = Self { count: self.count.saturating_add(other.count), method, ..other };
    }
}

impl RecentActivity {
    /// Returns the activity that was stored, in any order and perhaps twice.
    pub fn stored(mut activities: Vec<Activity>) -> Self {
        activities.sort_by_key(|activity| activity.at);
        activities.dedup_by(|one, other| one.at == other.at && one.is_like(other));
        Self(activities)
    }

    /// Adds what the limits of the account count within the last day: codes that were sent, and wrong codes in
    /// sessions.
    #[must_use]
    pub fn with_counts(mut self, limits: &AccountLimits, now: Timestamp) -> Self {
        let sent = limits.sends.iter().filter(|send| !send.is_withheld).map(|send| send.at);
        self.add_count(ActivityKind::CodesRequested, sent, now);
        let in_sessions = limits.failed_guesses.iter().filter(|guess| guess.caller == Caller::User);
        self.add_count(ActivityKind::WrongCodes, in_sessions.map(|guess| guess.at), now);
        Self::stored(self.0)
    }

    fn add_count(&mut self, kind: ActivityKind, moments: impl Iterator<Item = Timestamp>, now: Timestamp) {
        for at in moments.filter(|at| now.duration_since(*at) < RUN_GAP) {
            let one = Activity { kind, method: None, at, count: 1, client: None };
            match self.0.iter_mut().find(|known| known.kind == kind) {
                Some(known) if known.at < at => known.extend(one),
                Some(known) => known.count = known.count.saturating_add(1),
                None => self.0.push(one),
            }
        }
    }

    /// Returns every activity, the oldest first.
    pub fn all(&self) -> &[Activity] {
        &self.0
    }

    /// Returns at most `maximum` activities that are kept at this moment, the newest first.
    pub fn newest(&self, maximum: usize, now: Timestamp) -> impl Iterator<Item = &Activity> {
        self.0.iter().rev().filter(move |activity| now < activity.expires_at()).take(maximum)
    }

    /// Returns the time when the last activity is deleted; 1970 if there is none.
    pub fn expires_at(&self) -> Timestamp {
        self.0.iter().map(Activity::expires_at).max().unwrap_or(Timestamp::UNIX_EPOCH)
    }

    /// Adds an activity. Returns `None` if it was added before.
    #[must_use]
    pub fn note(mut self, new: Activity) -> Option<Self> {
        if new.kind.is_attempt() {
            self.note_attempt(new)?;
        } else {
            if self.0.iter().any(|known| known.at == new.at && known.is_like(&new)) {
                return None;
            }
            match self.last_proved().filter(|last| continues(last, &new)) {
                Some(last) => last.extend(new),
                None => self.0.push(new),
            }
        }
        self.0.sort_by_key(|activity| activity.at);
        let proved = self.0.iter().filter(|activity| !activity.kind.is_attempt()).count();
        if proved > MAX_ACTIVITIES
            && let Some(oldest) = self.0.iter().position(|activity| !activity.kind.is_attempt())
        {
            self.0.remove(oldest);
        }
        Some(self)
    }

    /// Counts an attempt together with those of its kind, or begins to count anew after a day without one.
    fn note_attempt(&mut self, new: Activity) -> Option<()> {
        match self.0.iter_mut().find(|known| known.kind == new.kind) {
            Some(known) if new.at <= known.at => return None,
            Some(known) if new.at.duration_since(known.at) < RUN_GAP => known.extend(new),
            Some(known) => *known = new,
            None => self.0.push(new),
        }
        Some(())
    }

    fn last_proved(&mut self) -> Option<&mut Activity> {
        self.0.iter_mut().rev().find(|activity| !activity.kind.is_attempt())
    }
}

/// Returns whether a sign-in follows another one in the same browser, so that they are counted as one activity.
fn continues(last: &Activity, new: &Activity) -> bool {
    let is_sign_in = new.kind == ActivityKind::SignedIn && last.kind == new.kind;
    let is_soon = last.at <= new.at && new.at.duration_since(last.at) < RUN_GAP;
    is_sign_in && is_soon && last.client == new.client
}

#[cfg(test)]
mod tests;
