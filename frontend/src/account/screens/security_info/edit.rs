//! The actions on a registered method: prefer it, name it, remove it.

use api_contract::{
    change_method::{ConfirmationAnswer, Request},
    remove_method,
    show_session::Method,
    start_reset::MethodKind,
};
use leptos::{prelude::*, task::spawn_local};

use crate::{
    account::{
        context::AccountContext,
        screens::{
            confirm::{action, answer, change},
            method::spoken_name,
        },
    },
    api, browser,
    error_message::ErrorMessage,
    parts::{FieldError, Tag, field, submit_at_once, tag},
    words,
};

/// The action that is open for a method.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum EditState {
    Idle,
    Naming,
    Removing,
}

const NAME: &str = "method-name";

/// Returns the buttons, or the form that a button has opened. `renew` makes new codes.
pub(super) fn actions(
    method: Method,
    renew: Option<Callback<()>>,
    error: RwSignal<Option<ErrorMessage>>,
    context: AccountContext,
) -> Tag {
    let edit_state = RwSignal::new(EditState::Idle);
    tag("div").class("actions").dynamic_child(move || {
        let method = method.clone();
        Some(match edit_state.get() {
            EditState::Idle => untrack(|| buttons(&method, renew, edit_state, error, context)).into_view(),
            EditState::Naming => untrack(|| naming(method, edit_state, error, context)).into_view(),
            EditState::Removing => untrack(|| removing(method, edit_state, error, context)).into_view(),
        })
    })
}

fn buttons(
    method: &Method,
    renew: Option<Callback<()>>,
    edit_state: RwSignal<EditState>,
    error: RwSignal<Option<ErrorMessage>>,
    context: AccountContext,
) -> Tag {
    let spoken_name = spoken_name(method);
    let own = !method.is_from_directory;
    let can_be_preferred = own && !method.is_preferred && method.kind != MethodKind::RecoveryCode;
    let id = method.id.clone();
    let prefer = can_be_preferred.then(|| {
        action("action", words::method_prefer(), spoken_name.clone()).on("click", move |_| {
            let request = Request { method: id.clone(), name: None, prefer: true, answer: None };
            change(&request, Some(words::method_is_preferred()), error, context);
        })
    });
    let request = answer(method, ConfirmationAnswer::Yes);
    let regain = method.is_disowned.then(|| {
        action("action", words::method_regain(), spoken_name.clone())
            .on("click", move |_| change(&request, Some(words::confirm_done()), error, context))
    });
    let renew = renew.map(|renew| {
        action("action", words::recovery_codes_renew(), spoken_name.clone())
            .on("click", move |_| renew.run(()))
    });
    let name = own.then(|| {
        action("action", words::method_name(), spoken_name.clone())
            .on("click", move |_| edit_state.set(EditState::Naming))
    });
    let remove = own.then(|| {
        action("action", words::method_remove(), spoken_name)
            .on("click", move |_| edit_state.set(EditState::Removing))
    });
    tag("div").class("action-row").tag_if(regain).tag_if(renew).tag_if(prefer).tag_if(name).tag_if(remove)
}

fn naming(
    method: Method,
    edit_state: RwSignal<EditState>,
    error: RwSignal<Option<ErrorMessage>>,
    context: AccountContext,
) -> Tag {
    let name = RwSignal::new(method.name);
    let id = method.id;
    let save = move || {
        let name = name.with_untracked(|name| name.trim().chars().take(40).collect::<String>());
        let request = Request { method: id.clone(), name: Some(name), prefer: false, answer: None };
        change(&request, Some(words::method_named()), error, context);
    };
    spawn_local(browser::focus_soon(NAME));
    let hint = words::method_name_hint();
    tag("form")
        .set("novalidate", "")
        .on_submit(save)
        .tag(field(NAME, words::method_name_label(), hint, ("text", "off"), name, FieldError::none()))
        .tag(submit_at_once(words::method_name_save()))
        .tag(cancel(edit_state))
}

fn removing(
    method: Method,
    edit_state: RwSignal<EditState>,
    error: RwSignal<Option<ErrorMessage>>,
    context: AccountContext,
) -> Tag {
    const QUESTION: &str = "remove-question";
    let about = spoken_name(&method);
    spawn_local(browser::focus_soon(QUESTION));
    let question = tag("p").set("id", QUESTION).set("tabindex", "-1").text(words::method_remove_question());
    let yes = action("action strong", words::method_remove_yes(), about)
        .on("click", move |_| remove(method.id.clone(), error, context));
    tag("div")
        .class("question-row")
        .tag(question)
        .tag(tag("div").class("action-row").tag(yes).tag(cancel(edit_state)))
}

fn cancel(edit_state: RwSignal<EditState>) -> Tag {
    crate::parts::button("action").text(words::keep()).on("click", move |_| edit_state.set(EditState::Idle))
}

fn remove(id: String, error: RwSignal<Option<ErrorMessage>>, context: AccountContext) {
    let answer = api::remove_method::remove_method(&remove_method::Request { method: id });
    context.finish_step(answer, Some(words::method_removed()), error);
}
