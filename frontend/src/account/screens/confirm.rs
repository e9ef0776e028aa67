//! "Is this still you?": one click for each method whose time has come.

use api_contract::{
    change_method, remove_method,
    show_session::{Method, SecurityInfo},
};
use leptos::{prelude::*, task::spawn_local};

use super::method::{card, spoken};
use crate::{
    account::here::Here,
    api,
    parts::{Speech, Tag, alert, button, heading, paragraph, tag},
    trouble::Trouble,
    words,
};

/// Lists them.
pub(super) fn confirm(info: &SecurityInfo, here: Here) -> AnyView {
    let trouble = RwSignal::new(None::<Trouble>);
    let due = info.methods.iter().filter(|method| method.is_to_be_confirmed);
    let news = Speech::here().says_if(move || here.news.get());
    let list = due.map(|method| row(method, trouble, here)).fold(tag("ul").class("methods"), Tag::tag);
    tag("div")
        .tag(heading(words::confirm_title()))
        .tag(paragraph("lead", words::confirm_lead()))
        .tag(tag("p").class("news").set("role", "status").words(news))
        .tag(alert(trouble))
        .tag(list)
        .done()
}

fn row(method: &Method, trouble: RwSignal<Option<Trouble>>, here: Here) -> Tag {
    let (picture, words) = card(method);
    let id = method.id.clone();
    let yes = move |_| {
        let id = id.clone();
        spawn_local(async move {
            let request = change_method::Request { method: id, name: None, prefer: false, confirm: true };
            match api::change_method::change_method(&request).await {
                Ok(response) => here.done(&response.session, Some(words::confirm_done())).await,
                Err(failure) => here.settle(&failure, trouble),
            }
        });
    };
    let name = spoken(method);
    let yes = action("action strong", words::confirm_yes(), name.clone()).on("click", yes);
    let no = (!method.is_from_directory).then(|| {
        let id = method.id.clone();
        action("action", words::confirm_no(), name).on("click", move |_| remove(id.clone(), trouble, here))
    });
    let held = method.is_from_directory.then(|| paragraph("fine", words::confirm_from_directory()));
    let actions = tag("div").class("actions").tag(yes).tag_if(no);
    tag("li").class("method").tag(picture).tag(words).tag(actions).tag_if(held)
}

/// A button whose purpose is heard with the method that it is about.
pub(super) fn action(class: &'static str, label: words::Message, about: words::Message) -> Tag {
    let for_ears = tag("span").class("for-ears").plain(": ".to_owned()).text(about);
    button(class).text(label).tag(for_ears)
}

/// Forgets a method.
pub(super) fn remove(id: String, trouble: RwSignal<Option<Trouble>>, here: Here) {
    spawn_local(async move {
        match api::remove_method::remove_method(&remove_method::Request { method: id }).await {
            Ok(response) => here.done(&response.session, Some(words::method_removed())).await,
            Err(failure) => here.settle(&failure, trouble),
        }
    });
}
