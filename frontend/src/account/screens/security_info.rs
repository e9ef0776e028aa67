//! The state of the account, the registered methods with the actions on each, the kinds that can be added, and the
//! recent activity.

mod activities;
mod devices;
mod edit;
mod status;

use activities::recent_activity;
use api_contract::{
    show_session::{Method, SecurityInfo},
    start_reset::MethodKind,
};
use devices::{known_devices, sign_out_everywhere};
use edit::actions;
use leptos::prelude::*;
use status::status;

use super::method::{addable_kinds, card, kind_choices, origin, passkey_address_hint};
use crate::{
    account::{
        context::AccountContext,
        screen::{AddMethod, Screen},
    },
    error_message::ErrorMessage,
    parts::{I18n, Tag, alert, heading, paragraph, submit_at_once, tag},
    words,
};

/// Returns the whole screen.
pub(super) fn security_info(info: SecurityInfo, context: AccountContext) -> AnyView {
    let error = RwSignal::new(None::<ErrorMessage>);
    let news = I18n::from_context().optional_text(move || context.news.get());
    let list = info.methods.iter().map(|method| row(method, &info, error, context));
    let list = list.fold(tag("ul").class("methods"), Tag::tag);
    let is_thin = info.required.registered == info.required.kinds;
    let suggestion = is_thin.then(|| paragraph("support", words::security_info_suggestion()));
    let passkey_address_hint = passkey_address_hint(&info);
    let (status, activity) = (status(&info), recent_activity(&info));
    let devices = known_devices(&info, error, context);
    tag("div")
        .tag(heading(words::security_info_title()))
        .tag(paragraph("lead", words::security_info_lead()))
        .tag(tag("p").class("news").set("role", "status").dynamic_text(news))
        .tag(alert(error))
        .tag_if(status)
        .tag(list)
        .tag_if(suggestion)
        .tag_if(add(info, context))
        .tag_if(passkey_address_hint)
        .tag_if(activity)
        .tag_if(devices)
        .tag(sign_out_everywhere(error, context))
        .into_view()
}

fn row(
    method: &Method,
    info: &SecurityInfo,
    error: RwSignal<Option<ErrorMessage>>,
    context: AccountContext,
) -> Tag {
    let (picture, words) = card(method);
    let preferred = method.is_preferred.then(|| tag("span").class("mark").text(words::method_preferred()));
    let renew = (method.kind == MethodKind::RecoveryCode).then(|| {
        let add = AddMethod { kind: MethodKind::RecoveryCode, info: info.clone(), is_demanded: false };
        Callback::new(move |()| {
            context.news.set(None);
            context.go(Screen::AddMethod(add.clone()));
        })
    });
    let actions = actions(method.clone(), renew, error, context);
    tag("li").class("method").tag(picture).tag(words).tag_if(preferred).tag_if(origin(method)).tag(actions)
}

/// Returns the form that adds a method, or `None` if nothing more can be added.
fn add(info: SecurityInfo, context: AccountContext) -> Option<Tag> {
    let kinds = addable_kinds(&info);
    let first: MethodKind = *kinds.first()?;
    let marked = RwSignal::new(first.name().to_owned());
    let choices = kind_choices(&kinds, marked);
    let add = move || {
        if let Some(kind) = kinds.iter().find(|kind| *marked.read_untracked() == kind.name()) {
            context.news.set(None);
            context.go(Screen::AddMethod(AddMethod { kind: *kind, info: info.clone(), is_demanded: false }));
        }
    };
    let form = tag("form")
        .set("novalidate", "")
        .on_submit(add)
        .tag(tag("h2").text(words::security_info_add()))
        .tag(choices)
        .tag(submit_at_once(words::security_info_add_submit()));
    Some(form)
}
