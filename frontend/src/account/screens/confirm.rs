//! "Is this still you?": one click for each method that is due for confirmation.

use api_contract::{
    change_method, remove_method,
    show_session::{Method, SecurityInfo},
};
use leptos::{prelude::*, task::spawn_local};

use super::method::{card, spoken_name};
use crate::{
    account::context::AccountContext,
    api,
    error_message::ErrorMessage,
    parts::{I18n, Tag, alert, button, heading, paragraph, tag},
    words,
};

/// Returns the list of methods to confirm.
pub(super) fn confirm(info: &SecurityInfo, context: AccountContext) -> AnyView {
    let error = RwSignal::new(None::<ErrorMessage>);
    let due = info.methods.iter().filter(|method| method.is_to_be_confirmed);
    let news = I18n::from_context().optional_text(move || context.news.get());
    let list = due.map(|method| row(method, error, context)).fold(tag("ul").class("methods"), Tag::tag);
    tag("div")
        .tag(heading(words::confirm_title()))
        .tag(paragraph("lead", words::confirm_lead()))
        .tag(tag("p").class("news").set("role", "status").dynamic_text(news))
        .tag(alert(error))
        .tag(list)
        .into_view()
}

fn row(method: &Method, error: RwSignal<Option<ErrorMessage>>, context: AccountContext) -> Tag {
    let (picture, words) = card(method);
    let id = method.id.clone();
    let yes = move |_| {
        let id = id.clone();
        spawn_local(async move {
            let request = change_method::Request { method: id, name: None, prefer: false, confirm: true };
            match api::change_method::change_method(&request).await {
                Ok(response) => context.proceed(&response.session, Some(words::confirm_done())).await,
                Err(failure) => context.handle_failure(&failure, error),
            }
        });
    };
    let name = spoken_name(method);
    let yes = action("action strong", words::confirm_yes(), name.clone()).on("click", yes);
    let no = (!method.is_from_directory).then(|| {
        let id = method.id.clone();
        action("action", words::confirm_no(), name).on("click", move |_| remove(id.clone(), error, context))
    });
    let origin = method.is_from_directory.then(|| paragraph("fine", words::confirm_from_directory()));
    let actions = tag("div").class("actions").tag(yes).tag_if(no);
    tag("li").class("method").tag(picture).tag(words).tag(actions).tag_if(origin)
}

/// Returns a button that screen readers announce together with the name of its method.
pub(super) fn action(class: &'static str, label: words::Message, about: words::Message) -> Tag {
    let for_ears = tag("span").class("for-ears").plain(": ".to_owned()).text(about);
    button(class).text(label).tag(for_ears)
}

/// Removes a method.
pub(super) fn remove(id: String, error: RwSignal<Option<ErrorMessage>>, context: AccountContext) {
    spawn_local(async move {
        match api::remove_method::remove_method(&remove_method::Request { method: id }).await {
            Ok(response) => context.proceed(&response.session, Some(words::method_removed())).await,
            Err(failure) => context.handle_failure(&failure, error),
        }
    });
}
