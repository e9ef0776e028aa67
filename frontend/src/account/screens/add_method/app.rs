//! An authenticator app: a key to scan or to type, and the app's first code.

use api_contract::add_method::App;
use leptos::{prelude::*, task::spawn_local};

use super::{ViewState, finish::prove, title};
use crate::{
    account::qr,
    api::add_method::MethodSetup,
    browser,
    parts::{
        CodeForm, HEADING, I18n, Tag, alert, dynamic_view, heading, paragraph, picture, quiet_button, tag,
    },
    words::{self, Message},
};

const PICTURE: &str = "qr";

/// Returns the view for an authenticator app. Begins at once, because there is nothing to ask.
pub(super) fn app(state: ViewState) -> AnyView {
    state.begin(None);
    dynamic_view(move || match state.added.get().map(|added| (added.method, added.setup)) {
        Some((method, MethodSetup::App(app))) => untrack(|| set_up(state, method, &app)),
        Some((_, MethodSetup::Code(_) | MethodSetup::Passkey(_) | MethodSetup::RecoveryCodes(_))) | None => {
            untrack(|| loading(state))
        }
    })
}

fn loading(state: ViewState) -> AnyView {
    let again = Callback::new(move |()| state.begin(None));
    let is_stuck = move || state.error.read().is_some();
    tag("div")
        .class("waiting")
        .tag(picture("spinner").class_if("still", is_stuck))
        .tag(heading(title(state.kind)))
        .tag(alert(state.error))
        .dynamic_child(move || is_stuck().then(|| quiet_button(words::try_again(), again).into_view()))
        .tag(state.back())
        .into_view()
}

fn set_up(state: ViewState, method: String, app: &App) -> AnyView {
    let form = CodeForm::new(state.kind, None);
    let check = Callback::new(move |()| prove(state, &method, form));
    let back = Callback::new(move |()| spawn_local(state.context.ask_session()));
    // The heading that had the focus has just gone.
    spawn_local(browser::focus_soon(HEADING));
    tag("form")
        .set("novalidate", "")
        .on_submit(move || check.run(()))
        .tag(heading(title(state.kind)))
        .tag(paragraph("lead", words::add_authenticator_app_lead()))
        .tag(set_up_heading(words::add_authenticator_app_scan()))
        .tag_if(qr_picture(app))
        .tag(manual_entry(app))
        .tag(set_up_heading(words::add_authenticator_app_type()))
        .tag(form.fields(check, back, back))
        .into_view()
}

fn set_up_heading(text: Message) -> Tag {
    tag("h2").text(text)
}

/// Returns the QR code, or `None` if the text is too long for one. The key can be typed in any case.
fn qr_picture(app: &App) -> Option<Tag> {
    let (side, path) = qr::draw(&app.uri)?;
    spawn_local(async move {
        browser::draw_soon(PICTURE, side, path).await;
    });
    let label = I18n::from_context().text(words::add_authenticator_app_picture());
    Some(tag("div").set("id", PICTURE).class("qr").set("role", "img").follow("aria-label", label))
}

fn manual_entry(app: &App) -> Tag {
    // On a phone there is nothing to scan with: the same phone opens its app.
    let open = tag("a").put("href", app.uri.clone()).text(words::add_authenticator_app_open());
    tag("div")
        .class("support by-hand")
        .tag(tag("p").text(words::add_authenticator_app_key()))
        .tag(tag("p").class("secret").plain(qr::in_groups(&app.key)))
        .tag(tag("p").tag(open))
}
