//! The numbers and addresses of the directory, and what the user said of them.

use jiff::Timestamp;

use super::{Destination, NOTICE_PERIOD, Registration, requirements::is_due};
use crate::Policy;

/// The user's answer to "Is this still you?" about a number or address of the directory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DirectoryAnswer {
    /// The keyed hash of the number or address.
    pub destination: String,
    pub at: Timestamp,
    /// Whether it is the user's.
    pub is_own: bool,
}

impl Registration {
    /// Returns the numbers and addresses of the directory that the user has not registered too.
    pub fn listed<'a>(
        &'a self,
        directory: &'a [Destination],
    ) -> impl Iterator<Item = &'a Destination> + use<'a> {
        directory.iter().filter(|destination| !self.has(&destination.hash))
    }

    /// Returns whether the user said that a number or address of the directory is not theirs.
    pub fn is_disowned(&self, destination: &Destination) -> bool {
        self.answer(destination).is_some_and(|answer| !answer.is_own)
    }

    /// Returns whether the user must be asked about a number or address of the directory.
    pub fn listed_needs_confirmation(
        &self,
        destination: &Destination,
        policy: &Policy,
        now: Timestamp,
    ) -> bool {
        let answer = self.answer(destination);
        if answer.is_some_and(|answer| !answer.is_own) {
            return false;
        }
        match answer.map(|answer| answer.at).max(self.directory_confirmed_at) {
            Some(confirmed_at) => is_due(confirmed_at, policy, now),
            None => policy.registration.confirm_days.value() > 0,
        }
    }

    /// Returns whether a number or address was disowned within a day before: it still gets notices.
    pub(super) fn is_just_disowned(&self, destination: &Destination, at: Timestamp) -> bool {
        let answer = self.answer(destination).filter(|answer| !answer.is_own);
        answer.is_some_and(|answer| at.duration_since(answer.at) < NOTICE_PERIOD)
    }

    /// Notes an answer, and forgets those about what the directory has no longer.
    pub(super) fn note_answer(
        &mut self,
        destination: &Destination,
        is_own: bool,
        directory: &[Destination],
        at: Timestamp,
    ) {
        let is_listed = |hash: &str| directory.iter().any(|listed| listed.hash == hash);
        self.directory_answers
            .retain(|answer| answer.destination != destination.hash && is_listed(&answer.destination));
        self.directory_answers.push(DirectoryAnswer { destination: destination.hash.clone(), at, is_own });
    }

    fn answer(&self, destination: &Destination) -> Option<&DirectoryAnswer> {
        self.directory_answers.iter().find(|answer| answer.destination == destination.hash)
    }
}
