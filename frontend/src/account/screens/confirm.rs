//! "Is this still you?": one press for each method that is due for confirmation, or another day.

use api_contract::{
    change_method::{ConfirmationAnswer, Request},
    show_session::{Method, SecurityInfo},
};
use leptos::prelude::*;

use super::method::{card, spoken_name};
use crate::{
    account::context::AccountContext,
    api,
    error_message::ErrorMessage,
    parts::{I18n, Tag, alert, button, heading, paragraph, quiet_button, tag},
    words::{self, Message},
};

/// Returns the list of methods to confirm.
pub(super) fn confirm(info: &SecurityInfo, context: AccountContext) -> AnyView {
    let error = RwSignal::new(None::<ErrorMessage>);
    let due: Vec<&Method> = info.methods.iter().filter(|method| method.is_to_be_confirmed).collect();
    let news = I18n::from_context().optional_text(move || context.news.get());
    // An answer about one method puts the question about all of them off.
    let later = due.first().map(|method| {
        let request = answer(method, ConfirmationAnswer::Later);
        let press = Callback::new(move |()| change(&request, None, error, context));
        quiet_button(words::confirm_later(), press)
    });
    let list = due.iter().map(|method| row(method, error, context));
    tag("div")
        .tag(heading(words::confirm_title()))
        .tag(paragraph("lead", words::confirm_lead()))
        .tag(tag("p").class("news").set("role", "status").dynamic_text(news))
        .tag(alert(error))
        .tag(list.fold(tag("ul").class("methods"), Tag::tag))
        .tag(tag("div").class("beside").tag_if(later))
        .into_view()
}

fn row(method: &Method, error: RwSignal<Option<ErrorMessage>>, context: AccountContext) -> Tag {
    let (picture, words) = card(method);
    let name = spoken_name(method);
    let say = |given, news: Message| {
        let request = answer(method, given);
        move |_| change(&request, Some(news.clone()), error, context)
    };
    let (label, news) = if method.is_from_directory {
        (words::confirm_no_directory(), words::confirm_disowned())
    } else {
        (words::confirm_no(), words::method_removed())
    };
    let yes = action("action strong", words::confirm_yes(), name.clone())
        .on("click", say(ConfirmationAnswer::Yes, words::confirm_done()));
    let no = action("action", label, name).on("click", say(ConfirmationAnswer::No, news));
    let actions = tag("div").class("actions").tag(yes).tag(no);
    tag("li").class("method").tag(picture).tag(words).tag(actions)
}

/// Returns the request that answers "Is this still you?" about a method.
pub(super) fn answer(method: &Method, answer: ConfirmationAnswer) -> Request {
    Request { method: method.id.clone(), name: None, prefer: false, answer: Some(answer) }
}

/// Returns a button that screen readers announce together with the name of its method.
pub(super) fn action(class: &'static str, label: Message, about: Message) -> Tag {
    let for_ears = tag("span").class("for-ears").plain(" ".to_owned()).text(about);
    button(class).text(label).tag(for_ears)
}

/// Sends a change of a method, and says that it is made.
pub(super) fn change(
    request: &Request,
    news: Option<Message>,
    error: RwSignal<Option<ErrorMessage>>,
    context: AccountContext,
) {
    context.finish_step(api::change_method::change_method(request), news, error);
}
