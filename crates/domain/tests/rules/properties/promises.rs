//! The promises of every step.

use domain::{Reset, StepRefusal, limits::Cooldown, stored::StoredReset};
use jiff::SignedDuration;

use super::{Action, Run};
use crate::support::Story;

impl Run {
    /// Asserts every promise after one move.
    pub(super) fn assert_promises(&self, before: &Story, action: &Action, refused: Option<StepRefusal>) {
        let reset = &self.story.reset;
        if refused.is_some() {
            assert_eq!(
                (&before.reset, &before.limits),
                (reset, &self.story.limits),
                "a refusal changed something"
            );
        }
        if matches!(reset, Reset::Proved(_) | Reset::Writing(_) | Reset::Done(_) | Reset::Refused(_)) {
            assert!(!reset.subject().decoy, "a decoy got past its gates");
            assert!(reset.gates_proved() >= reset.gates_required(), "a gate was skipped");
            assert!(reset.gates_required() >= self.story.policy.gates.required.get());
            assert!(
                self.used_codes.len() >= usize::from(reset.gates_required()),
                "a gate was proved without a right code"
            );
        }
        assert!(self.guesses.values().all(|guesses| *guesses <= 3), "more than three guesses were compared");
        let moved = before.reset != *reset;
        let late = self.now >= 15 * 60;
        let is_about_an_order = matches!(
            action,
            Action::Report { .. } | Action::Take { .. } | Action::Cancel { .. } | Action::Expire
        );
        assert!(!(moved && late && !is_about_an_order), "something worked after expiry");
        let needs_no_token = is_about_an_order && !matches!(action, Action::Cancel { page: true });
        if moved && !needs_no_token {
            assert_eq!(
                before.token.generation,
                before.reset.generation(),
                "a token of an older generation had an effect"
            );
        }
        if before.limits != self.story.limits && matches!(action, Action::AdmitGuess { .. }) {
            assert_eq!(
                before.token.generation,
                reset.generation(),
                "a token of an older generation admitted a guess"
            );
            assert!(!late, "a guess was admitted after expiry");
        }
        self.orders_end_once(before, action);
        self.limits_decrease_only_by_rule(before, action);
        let stored = StoredReset::from(reset.clone());
        assert_eq!(Reset::try_from(stored).as_ref(), Ok(reset), "a stored reset was read back differently");
    }

    /// Asserts that a taken order is never cancelled, that no order outlives its time, and that a done order stays
    /// done.
    fn orders_end_once(&self, before: &Story, action: &Action) {
        let (old, new) = (before.reset.order(), self.story.reset.order());
        let (Some(old), Some(new)) = (old, new) else { return };
        if old.job == new.job {
            assert!(old.taken_at.is_none() || old.taken_at == new.taken_at, "a taken order was given back");
            let cancelled = matches!(action, Action::Cancel { .. }) && before.reset != self.story.reset;
            assert!(!cancelled || old.taken_at.is_none(), "a taken order was cancelled");
            assert!(!matches!(before.reset, Reset::Done(_)) || before.reset == self.story.reset);
        }
        let ttl = new.expires_at.duration_since(new.ordered_at);
        assert!(
            ttl <= if new.is_deferred { SignedDuration::from_mins(30) } else { SignedDuration::from_mins(2) }
        );
        if let (Reset::Done(_), Action::Report { .. }) = (&self.story.reset, action) {
            assert!(new.agents.is_empty() || new.agents.contains(&"agent".to_owned()));
        }
    }

    fn limits_decrease_only_by_rule(&self, before: &Story, action: &Action) {
        let (old, new) = (&before.limits, &self.story.limits);
        let forgotten = old.failed_guesses.iter().filter(|at| !new.failed_guesses.contains(at)).count();
        match action {
            Action::ProveGuess { .. } => assert!(forgotten <= 1),
            // The clock of these runs stays far below 24 hours.
            Action::Send { .. }
            | Action::AdmitGuess { .. }
            | Action::SetPassword { .. }
            | Action::Unlock { .. }
            | Action::DeferOrder { .. }
            | Action::Take { .. }
            | Action::Cancel { .. }
            | Action::Expire
            | Action::Report { .. }
            | Action::UseToken { .. }
            | Action::UseCurrentToken
            | Action::Clock { .. } => assert_eq!(forgotten, 0, "a failed guess was forgotten"),
        }
        if !matches!(action, Action::ProveGuess { .. }) {
            for old in &old.cooldowns {
                let kept = |new: &Cooldown| {
                    (&new.caller, new.class) == (&old.caller, old.class)
                        && new.until >= old.until
                        && new.count >= old.count
                };
                assert!(new.cooldowns.iter().any(kept), "a cooldown was shortened");
            }
        }
    }
}
