//! An authenticator app: a key to scan or to type, and the app's first code.

use api_contract::add_method::App;
use leptos::{prelude::*, task::spawn_local};

use super::{Place, made::prove, title};
use crate::{
    account::qr,
    api::add_method::Needs,
    browser,
    parts::{CodeForm, HEADING, Speech, Tag, alert, changing, heading, paragraph, picture, quiet, tag},
    words::{self, Message},
};

const PICTURE: &str = "qr";

/// Begins at once: there is nothing to ask.
pub(super) fn app(place: Place) -> AnyView {
    place.begin(None);
    changing(move || match place.added.get().map(|added| (added.method, added.needs)) {
        Some((method, Needs::App(app))) => untrack(|| set_up(place, method, &app)),
        Some((_, Needs::Code(_) | Needs::Passkey(_) | Needs::RecoveryCodes(_))) | None => {
            untrack(|| begun(place))
        }
    })
}

fn begun(place: Place) -> AnyView {
    let again = Callback::new(move |()| place.begin(None));
    let is_stuck = move || place.trouble.read().is_some();
    tag("div")
        .class("waiting")
        .tag(picture("spinner").class_if("still", is_stuck))
        .tag(heading(title(place.kind)))
        .tag(alert(place.trouble))
        .changing(move || is_stuck().then(|| quiet(words::try_again(), again).done()))
        .tag(place.back())
        .done()
}

fn set_up(place: Place, method: String, app: &App) -> AnyView {
    let form = CodeForm::of(place.kind, None);
    let check = Callback::new(move |()| prove(place, &method, form));
    let back = Callback::new(move |()| spawn_local(place.here.ask_session()));
    // The heading that had the focus has just gone.
    spawn_local(browser::focus_soon(HEADING));
    tag("form")
        .set("novalidate", "")
        .on_submit(move || check.run(()))
        .tag(heading(title(place.kind)))
        .tag(paragraph("lead", words::add_authenticator_app_lead()))
        .tag(set_up_heading(words::add_authenticator_app_scan()))
        .tag_if(drawn(app))
        .tag(by_hand(app))
        .tag(set_up_heading(words::add_authenticator_app_type()))
        .tag(form.fields(check, back, back))
        .done()
}

fn set_up_heading(text: Message) -> Tag {
    tag("h2").text(text)
}

/// The picture; where the text is too long for one, the key is there anyhow.
fn drawn(app: &App) -> Option<Tag> {
    let (side, path) = qr::drawn(&app.uri)?;
    spawn_local(async move {
        browser::draw_soon(PICTURE, side, path).await;
    });
    let label = Speech::here().say(words::add_authenticator_app_picture());
    Some(tag("div").set("id", PICTURE).class("qr").set("role", "img").follow("aria-label", label))
}

fn by_hand(app: &App) -> Tag {
    // On a phone there is nothing to scan with: the same phone opens its app.
    let open = tag("a").put("href", app.uri.clone()).text(words::add_authenticator_app_open());
    tag("div")
        .class("support by-hand")
        .tag(tag("p").text(words::add_authenticator_app_key()))
        .tag(tag("p").class("secret").plain(qr::in_groups(&app.key)))
        .tag(tag("p").tag(open))
}
