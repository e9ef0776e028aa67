//! The screen on which a user must register more methods.

use api_contract::show_session::{Method, MethodKind, RegistrationRequirement, SecurityInfo};
use leptos::prelude::*;

use super::method::{addable_kinds, kind_choices, passkey_address_hint};
use crate::{
    account::{
        context::AccountContext,
        screen::{AddMethod, Screen},
    },
    api,
    error_message::ErrorMessage,
    parts::{I18n, Tag, alert, heading, paragraph, quiet_button, submit_at_once, tag},
    words,
};

/// Returns the view that says how many methods are missing, and offers them.
pub(super) fn register(info: SecurityInfo, context: AccountContext) -> AnyView {
    let error = RwSignal::new(None::<ErrorMessage>);
    // A second method of the same kind does not count, unless the first is used up.
    let is_used_up = |method: &Method| method.codes_left == Some(0);
    let is_new =
        |kind: &MethodKind| info.methods.iter().all(|method| method.kind != *kind || is_used_up(method));
    let kinds: Vec<_> = addable_kinds(&info).into_iter().filter(is_new).collect();
    let marked = RwSignal::new(kinds.first().map(|kind| kind.name()).unwrap_or_default().to_owned());
    let choices = kind_choices(&kinds, marked);
    let required = info.required;
    let skip = (required.skips_left > 0).then(|| skip(required.skips_left, error, context));
    let passkey_address_hint = passkey_address_hint(&info);
    let go_on = move || {
        if let Some(kind) = kinds.iter().find(|kind| *marked.read_untracked() == kind.name()) {
            context.news.set(None);
            context.go(Screen::AddMethod(AddMethod { kind: *kind, info: info.clone(), is_demanded: true }));
        }
    };
    let news = I18n::from_context().optional_text(move || context.news.get());
    tag("form")
        .set("novalidate", "")
        .on_submit(go_on)
        .tag_if((required.kinds > 1).then(|| progress(required)))
        .tag(heading(words::register_title()))
        .tag(paragraph("lead", words::register_lead(u32::from(required.kinds))))
        .tag(tag("p").class("news").set("role", "status").dynamic_text(news))
        .tag(alert(error))
        .tag(choices)
        .tag_if(passkey_address_hint)
        .tag(submit_at_once(words::identify_submit()))
        .tag_if(skip)
        .into_view()
}

/// Returns a progress list of the demanded methods.
fn progress(required: RegistrationRequirement) -> Tag {
    let milestone = |number: u8| {
        let milestone = tag("li").class("place").class_if("past", move || number <= required.registered);
        let milestone = milestone.text(words::register_way(u32::from(number)));
        if number == required.registered + 1 { milestone.set("aria-current", "step") } else { milestone }
    };
    let list = tag("ol").class("progress").follow("aria-label", I18n::from_context().text(words::progress()));
    let list = (1..=required.kinds).map(milestone).fold(list, Tag::tag);
    tag("div").class("way").tag(list)
}

fn skip(left: u32, error: RwSignal<Option<ErrorMessage>>, context: AccountContext) -> Tag {
    let press = Callback::new(move |()| {
        context.finish_step(api::skip_registration::skip_registration(), None, error);
    });
    quiet_button(words::register_skip(left), press)
}
