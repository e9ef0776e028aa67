//! The last activities of the account.

use api_contract::show_session::{Activity, ActivityKind, SecurityInfo};

use crate::{
    clock::Moment,
    parts::{Tag, name, paragraph, tag},
    words::{self, Message},
};

/// Returns the list, or `None` if there is none.
pub(super) fn recent_activity(info: &SecurityInfo) -> Option<Tag> {
    let list = info.activities.iter().map(row).fold(tag("ul").class("methods"), Tag::tag);
    let section = tag("section")
        .tag(tag("h2").text(words::activity_title()))
        .tag(paragraph("support", words::activity_lead()))
        .tag(list);
    (!info.activities.is_empty()).then_some(section)
}

fn row(activity: &Activity) -> Tag {
    let hint = || tag("span").class("hint");
    let label = tag("span").class("label").text(what(activity));
    let at = Moment::parse(&activity.at).map(|at| {
        let is_run = activity.count > 1;
        hint().text(if is_run { words::activity_last(at) } else { words::activity_at(at) })
    });
    let source = [activity.device.as_str(), activity.network.as_str()];
    let source =
        source.into_iter().filter(|part| !part.is_empty()).map(|part| hint().isolated(part.to_owned()));
    source.fold(tag("li").class("activity").tag(label).tag_if(at), Tag::tag)
}

/// Returns what happened.
fn what(activity: &Activity) -> Message {
    let method = || activity.method.map_or_else(words::prove_methods, |kind| name(kind).0);
    match activity.kind {
        ActivityKind::PasswordReset => words::activity_password_reset(),
        ActivityKind::PasswordChanged => words::activity_password_changed(),
        ActivityKind::AccountUnlocked => words::activity_account_unlocked(),
        ActivityKind::SignedIn => words::activity_signed_in(activity.count),
        ActivityKind::SignedOutEverywhere => words::activity_signed_out_everywhere(),
        ActivityKind::DeviceRemoved => words::activity_device_removed(),
        ActivityKind::MethodAdded => words::activity_method_added(method()),
        ActivityKind::MethodChanged => words::activity_method_changed(method()),
        ActivityKind::MethodRemoved => words::activity_method_removed(method()),
        ActivityKind::MethodDisowned => words::activity_method_disowned(method()),
        ActivityKind::RecoveryCodeUsed => words::activity_recovery_code_used(),
        ActivityKind::AccountFrozen => words::activity_account_frozen(),
        ActivityKind::AccountUnfrozen => words::activity_account_unfrozen(),
        ActivityKind::CodesRequested => words::activity_codes_requested(activity.count),
        ActivityKind::WrongCodes => words::activity_wrong_codes(activity.count),
        ActivityKind::WrongPasswords => words::activity_wrong_passwords(activity.count),
    }
}
