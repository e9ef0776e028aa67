//! Naming, preferring, confirming, using and removing methods.

use jiff::{SignedDuration, Timestamp};

use super::{
    ConfirmationAnswer, Credential, Destination, MAX_REMOVED, NOTICE_PERIOD, RegisteredMethod, Registration,
    RemovedDestination, directory_id, usable::TRUST_DELAY,
};
use crate::{Event, Policy, StepRefusal};

/// The time within which changes are limited.
const CHANGES_WINDOW: SignedDuration = SignedDuration::from_hours(1);

/// The maximum number of changes within that time.
const MAX_CHANGES: usize = 20;

/// A change of a method. Members that are `None` or `false` change nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MethodChange {
    /// The user's new name for the method.
    pub name: Option<String>,
    /// Whether it is offered first from now on.
    pub prefer: bool,
    /// The answer to "Is this still you?".
    pub answer: Option<ConfirmationAnswer>,
}

impl Registration {
    /// Renames a method, offers it first, or notes whether it is still the user's: every part of the change or, on an
    /// error, none. The event is that of the part that matters most: what is offered first, then the name.
    pub fn change_method(
        mut self,
        id: &str,
        change: &MethodChange,
        directory: &[Destination],
        now: Timestamp,
    ) -> Result<(Self, Event), StepRefusal> {
        let mut event = None;
        if let Some(answer) = change.answer {
            let (answered, noted) = self.answer_confirmation(id, answer, directory, now)?;
            self = answered;
            event = Some(noted);
        }
        if change.name.is_some() || change.prefer {
            self.count_change(now)?;
        }
        if let Some(name) = &change.name {
            event = Some(self.rename(id, name)?);
        }
        if change.prefer {
            event = Some(self.prefer(id)?);
        }
        event.map(|event| (self, event)).ok_or(StepRefusal::StepNotAllowed)
    }

    fn rename(&mut self, id: &str, name: &str) -> Result<Event, StepRefusal> {
        let method = self.find(id)?;
        name.clone_into(&mut method.name);
        Ok(Event::MethodRenamed { method: method.kind(), method_id: id.to_owned() })
    }

    fn prefer(&mut self, id: &str) -> Result<Event, StepRefusal> {
        let kind = self.find(id)?.kind();
        for method in &mut self.methods {
            method.is_preferred = method.id == id;
        }
        Ok(Event::MethodChanged { method: kind, method_id: id.to_owned() })
    }

    /// Notes the answer to "Is this still you?". A registered method that the user disowns is removed.
    fn answer_confirmation(
        mut self,
        id: &str,
        answer: ConfirmationAnswer,
        directory: &[Destination],
        now: Timestamp,
    ) -> Result<(Self, Event), StepRefusal> {
        let listed = directory.iter().find(|destination| directory_id(destination.kind) == id);
        match (answer, listed) {
            (ConfirmationAnswer::Later, listed) => {
                if listed.is_none() {
                    self.find(id)?;
                }
                self.postponed_at = Some(now);
                Ok((self, Event::ConfirmationPostponed))
            }
            (ConfirmationAnswer::Yes, None) => {
                let event = self.confirm(id, now)?;
                Ok((self, event))
            }
            (ConfirmationAnswer::No, None) => self.remove_method(id, now),
            (ConfirmationAnswer::Yes, Some(destination)) => {
                self.note_answer(destination, true, directory, now);
                Ok((self, Event::MethodConfirmed { method: destination.kind }))
            }
            (ConfirmationAnswer::No, Some(destination)) => {
                // Disowning a method sends notices.
                self.count_change(now)?;
                self.note_answer(destination, false, directory, now);
                Ok((self, Event::MethodDisowned { method: destination.kind }))
            }
        }
    }

    /// Confirms a method. A method that was added after a reset counts alone once it is confirmed a day or more later.
    fn confirm(&mut self, id: &str, now: Timestamp) -> Result<Event, StepRefusal> {
        let method = self.find(id)?;
        method.confirmed_at = now;
        if now.duration_since(method.added_at) >= TRUST_DELAY {
            method.is_after_reset = false;
        }
        Ok(Event::MethodConfirmed { method: method.kind() })
    }

    /// Removes a method. At most five destinations are removed within a day, because each of them gets notices for a
    /// day, and nobody may stop the notices of one destination by removing others.
    pub fn remove_method(mut self, id: &str, now: Timestamp) -> Result<(Self, Event), StepRefusal> {
        let method = self.find(id)?.clone();
        self.count_change(now)?;
        self.methods.retain(|method| method.id != id);
        if let Some(destination) = method.destination() {
            self.removed.retain(|removed| now.duration_since(removed.removed_at) < NOTICE_PERIOD);
            match self.removed.iter().map(|removed| removed.removed_at).min() {
                Some(oldest) if self.removed.len() >= MAX_REMOVED => {
                    return Err(StepRefusal::LimitReached { until: oldest + NOTICE_PERIOD });
                }
                _ => {}
            }
            self.removed.push(RemovedDestination { destination: destination.clone(), removed_at: now });
        }
        Ok((self, Event::MethodRemoved { method: method.kind(), method_id: id.to_owned() }))
    }

    /// Postpones the registration of methods, as often as the policy allows.
    pub fn skip_registration(mut self, policy: &Policy) -> Result<(Self, Event), StepRefusal> {
        if self.skips >= policy.registration.skips.value() {
            return Err(StepRefusal::StepNotAllowed);
        }
        self.skips += 1;
        Ok((self, Event::RegistrationSkipped))
    }

    /// Records that a method proved something, which confirms it, and replaces its credential if one is given.
    pub fn note_use(
        mut self,
        id: &str,
        credential: Option<Credential>,
        now: Timestamp,
    ) -> Result<Self, StepRefusal> {
        let method = self.find(id)?;
        method.used_at = Some(now);
        method.confirmed_at = now;
        method.credential = credential.unwrap_or_else(|| method.credential.clone());
        Ok(self)
    }

    /// Counts a change, or refuses it after 20 within an hour: each change sends notices.
    pub(super) fn count_change(&mut self, now: Timestamp) -> Result<(), StepRefusal> {
        self.changes.retain(|at| now.duration_since(*at) < CHANGES_WINDOW);
        match self.changes.iter().min() {
            Some(oldest) if self.changes.len() >= MAX_CHANGES => {
                Err(StepRefusal::LimitReached { until: *oldest + CHANGES_WINDOW })
            }
            _ => {
                self.changes.push(now);
                Ok(())
            }
        }
    }

    fn find(&mut self, id: &str) -> Result<&mut RegisteredMethod, StepRefusal> {
        self.methods.iter_mut().find(|method| method.id == id).ok_or(StepRefusal::MethodUnknown)
    }
}
