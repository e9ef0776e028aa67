//! The texts of commands: one function per text of `locales/*/agent.ftl`. Its parameters are the values of the text, in
//! alphabetical order.

use texts::{Text, Value};

use crate::directory::{DestinationIssue, ExclusionCounts, SyncStop};

include!(concat!(env!("OUT_DIR"), "/words.rs"));

/// Returns the values as a list with "or".
pub(crate) fn any(values: impl IntoIterator<Item = impl Into<Value>>) -> Value {
    let mut values: Vec<Value> = values.into_iter().map(Into::into).collect();
    match values.pop() {
        Some(last) if !values.is_empty() => either(last, Value::List(values)).into(),
        last => last.unwrap_or(Value::List(Vec::new())),
    }
}

/// Returns the reasons for which accounts were excluded, with their numbers, without those that apply to none.
pub(crate) fn exclusions(counts: &ExclusionCounts) -> impl Iterator<Item = (u64, Text)> {
    let reasons = [
        (counts.not_enabled, exclusion_not_enabled()),
        (counts.excluded, exclusion_excluded()),
        (counts.protected, exclusion_protected()),
        (counts.disabled, exclusion_disabled()),
        (counts.expired, exclusion_expired()),
        (counts.elsewhere, exclusion_elsewhere()),
        (counts.unreadable, exclusion_unreadable()),
    ];
    reasons.into_iter().filter(|(count, _)| *count > 0)
}

/// Returns what is wrong with a destination.
pub(crate) fn destination_issue(issue: DestinationIssue) -> Text {
    match issue {
        DestinationIssue::NotANumber => issue_not_a_number(),
        DestinationIssue::NumberWithExtension => issue_extension(),
        DestinationIssue::NotMobile => issue_not_mobile(),
        DestinationIssue::CountryNotAllowed => issue_country(),
        DestinationIssue::NotAnAddress => issue_not_an_address(),
    }
}

/// Returns why the sync has stopped, and what to do.
pub(crate) fn sync_stop(stop: &SyncStop) -> Text {
    match stop {
        SyncStop::BaseNotFound { name } => problem_base_not_found(name),
        SyncStop::GroupNotFound { name } => problem_group_not_found(name),
        SyncStop::TooManyLost { lost, known } => problem_too_many_lost(*known, *lost),
    }
}
