//! What can be done about a registered method: prefer it, name it, remove it.

use api_contract::{change_method::Request, show_session::Method, start_reset::MethodKind};
use leptos::{prelude::*, task::spawn_local};

use crate::{
    account::{
        here::Here,
        screens::{
            confirm::{action, remove},
            method::spoken,
        },
    },
    api, browser,
    parts::{Tag, field, submit_at_once, tag},
    trouble::Trouble,
    words::{self, Message},
};

/// What is being done about one method.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Doing {
    Nothing,
    Naming,
    Removing,
}

const NAME: &str = "method-name";

/// The buttons, or what a button has opened.
pub(super) fn actions(method: Method, trouble: RwSignal<Option<Trouble>>, here: Here) -> Tag {
    let doing = RwSignal::new(Doing::Nothing);
    tag("div").class("actions").changing(move || {
        let method = method.clone();
        Some(match doing.get() {
            Doing::Nothing => untrack(|| buttons(&method, doing, trouble, here)).done(),
            Doing::Naming => untrack(|| naming(method, doing, trouble, here)).done(),
            Doing::Removing => untrack(|| removing(method, doing, trouble, here)).done(),
        })
    })
}

fn buttons(method: &Method, doing: RwSignal<Doing>, trouble: RwSignal<Option<Trouble>>, here: Here) -> Tag {
    let spoken = spoken(method);
    let can_be_preferred = !method.is_preferred && method.kind != MethodKind::RecoveryCode;
    let id = method.id.clone();
    let prefer = can_be_preferred.then(|| {
        action("action", words::method_prefer(), spoken.clone()).on("click", move |_| {
            let request = Request { method: id.clone(), name: None, prefer: true, confirm: false };
            change(request, words::method_is_preferred(), trouble, here);
        })
    });
    let own = !method.is_from_directory;
    let name = own.then(|| {
        action("action", words::method_name(), spoken.clone()).on("click", move |_| doing.set(Doing::Naming))
    });
    let remove = own.then(|| {
        action("action", words::method_remove(), spoken).on("click", move |_| doing.set(Doing::Removing))
    });
    tag("div").class("action-row").tag_if(prefer).tag_if(name).tag_if(remove)
}

fn naming(method: Method, doing: RwSignal<Doing>, trouble: RwSignal<Option<Trouble>>, here: Here) -> Tag {
    let name = RwSignal::new(method.name);
    let id = method.id;
    let save = move || {
        let name = name.with_untracked(|name| name.trim().chars().take(40).collect::<String>());
        let request = Request { method: id.clone(), name: Some(name), prefer: false, confirm: false };
        change(request, words::method_named(), trouble, here);
    };
    spawn_local(browser::focus_soon(NAME));
    let wanting = RwSignal::new(false);
    let hint = words::method_name_hint();
    tag("form")
        .set("novalidate", "")
        .on_submit(save)
        .tag(field(NAME, words::method_name_label(), hint, ("text", "off"), name, wanting))
        .tag(submit_at_once(words::method_name_save()))
        .tag(cancel(doing))
}

fn removing(method: Method, doing: RwSignal<Doing>, trouble: RwSignal<Option<Trouble>>, here: Here) -> Tag {
    const QUESTION: &str = "remove-question";
    let about = spoken(&method);
    spawn_local(browser::focus_soon(QUESTION));
    let question = tag("p").set("id", QUESTION).set("tabindex", "-1").text(words::method_remove_question());
    let yes = action("action strong", words::method_remove_yes(), about)
        .on("click", move |_| remove(method.id.clone(), trouble, here));
    tag("div")
        .class("question-row")
        .tag(question)
        .tag(tag("div").class("action-row").tag(yes).tag(cancel(doing)))
}

fn cancel(doing: RwSignal<Doing>) -> Tag {
    crate::parts::button("action").text(words::keep()).on("click", move |_| doing.set(Doing::Nothing))
}

fn change(request: Request, news: Message, trouble: RwSignal<Option<Trouble>>, here: Here) {
    spawn_local(async move {
        match api::change_method::change_method(&request).await {
            Ok(response) => here.done(&response.session, Some(news)).await,
            Err(failure) => here.settle(&failure, trouble),
        }
    });
}
