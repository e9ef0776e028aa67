//! Data in the directory that an administrator has to fix: numbers and addresses to which no codes can be sent, and
//! names that fit several accounts. Only ids are kept: the log and `status` show no names and no numbers.

use std::collections::BTreeSet;

use crate::{directory::UnusableDestination, state::State};

use super::upload::UploadSummary;

/// The maximum number of ids of each kind that `status` shows.
const SHOWN: usize = 100;

/// The issues that syncs have found since this agent became the leader.
#[derive(Debug, Default)]
pub(super) struct DataIssues {
    unusable: BTreeSet<UnusableDestination>,
    /// The ids of the accounts that one name fits, for each such name.
    clashes: BTreeSet<Vec<String>>,
}

impl DataIssues {
    /// Notes and logs the issues of a finished sync.
    pub(super) fn take(&mut self, summary: UploadSummary, is_full: bool, state: &State) {
        let whole = is_full.then_some((summary.accounts.len(), summary.exclusions));
        let (unusable, clashes) = self.merge(summary, is_full);
        if unusable {
            tracing::warn!(count = self.unusable.len(), accounts = ?self.shown(), "destinations_unusable");
        }
        if clashes {
            tracing::warn!(count = self.clashes.len(), accounts = ?self.shown_clashes(), "names_clash");
        }
        state.note(|state| {
            if let Some((in_scope, exclusions)) = whole {
                state.accounts_in_scope = Some(in_scope);
                state.exclusions = exclusions;
            }
            state.unusable_count = self.unusable.len();
            state.unusable = self.shown();
            state.clash_count = self.clashes.len();
            state.clashes = self.shown_clashes();
        });
    }

    /// Adds the issues of a sync. For destinations and for names, returns whether there are any that are new.
    fn merge(&mut self, summary: UploadSummary, is_full: bool) -> (bool, bool) {
        let before = (self.unusable.clone(), self.clashes.clone());
        if is_full {
            *self = Self::default();
        } else {
            let again: BTreeSet<_> = summary.accounts.iter().chain(&summary.gone).collect();
            self.unusable.retain(|one| !again.contains(&one.account));
            self.clashes.retain(|ids| !ids.iter().any(|id| again.contains(id)));
        }
        self.unusable.extend(summary.unusable);
        self.clashes.extend(summary.clashes.into_iter().map(|clash| {
            let mut ids = clash.accounts;
            ids.sort_unstable();
            ids
        }));
        (
            self.unusable != before.0 && !self.unusable.is_empty(),
            self.clashes != before.1 && !self.clashes.is_empty(),
        )
    }

    fn shown(&self) -> Vec<UnusableDestination> {
        self.unusable.iter().take(SHOWN).cloned().collect()
    }

    fn shown_clashes(&self) -> Vec<Vec<String>> {
        self.clashes.iter().take(SHOWN).cloned().collect()
    }
}

#[cfg(test)]
mod tests {
    use agent_protocol::sync::Clash;

    use super::*;
    use crate::directory::{DestinationIssue, ExclusionCounts};

    fn not_mobile(account: &str) -> UnusableDestination {
        UnusableDestination { reason: DestinationIssue::NotMobile, account: account.to_owned() }
    }

    fn summary(accounts: &[&str], unusable: &[&str], clashes: &[&[&str]]) -> UploadSummary {
        let owned = |ids: &[&str]| ids.iter().map(|&id| id.to_owned()).collect::<Vec<_>>();
        UploadSummary {
            batches: 1,
            accounts: owned(accounts),
            gone: Vec::new(),
            unusable: unusable.iter().copied().map(not_mobile).collect(),
            exclusions: ExclusionCounts { disabled: 2, ..ExclusionCounts::default() },
            clashes: clashes.iter().map(|ids| Clash { accounts: owned(ids) }).collect(),
        }
    }

    #[test]
    fn fixed_issues_are_no_longer_shown() {
        let (mut issues, state) = (DataIssues::default(), State::default());
        issues.take(summary(&["a", "b", "c"], &["a", "b"], &[&["c", "b"]]), true, &state);
        let shown = state.snapshot();
        assert_eq!(
            (shown.accounts_in_scope, shown.exclusions.disabled, shown.unusable_count, shown.clash_count),
            (Some(3), 2, 2, 1)
        );
        assert_eq!(shown.clashes, [["b", "c"]]);
        issues.take(summary(&["b"], &[], &[]), false, &state);
        let shown = state.snapshot();
        assert_eq!(shown.accounts_in_scope, Some(3), "the count is that of the last full sync");
        assert_eq!((shown.unusable, shown.clash_count), (vec![not_mobile("a")], 0));
        issues.take(summary(&["a"], &[], &[]), true, &state);
        assert_eq!(state.snapshot().unusable_count, 0);
    }

    #[test]
    fn only_changed_issues_are_logged() {
        let mut issues = DataIssues::default();
        assert_eq!(issues.merge(summary(&["a"], &["a"], &[&["a", "b"]]), true), (true, true));
        assert_eq!(issues.merge(summary(&["a"], &["a"], &[&["b", "a"]]), false), (false, false));
        assert_eq!(issues.merge(summary(&["a"], &[], &[]), false), (false, false), "no issue is left");
    }
}
