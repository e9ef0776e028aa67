//! Name and password. An agent in the company's network tries them.

mod checking;
mod later;

use checking::Checking;
use leptos::{prelude::*, task::spawn_local};

use crate::{
    account::{here::Here, trouble::Note},
    api::prepare_sign_in::Prepared,
    browser,
    parts::{Tag, alert, field, heading, paragraph, password_field, submit, tag},
    rest,
    secret::Password,
    trouble::Trouble,
    words,
    work::Desk,
};

const USER: &str = "user";
/// The field's id, and what password managers fill in.
pub(super) const CURRENT: (&str, &str) = ("current-password", "current-password");

/// What the handlers of this place share.
#[derive(Clone, Copy)]
struct Place {
    here: Here,
    desk: Desk<Prepared>,
    user: RwSignal<String>,
    password: RwSignal<Password>,
    missing: RwSignal<bool>,
    missing_password: RwSignal<bool>,
    checking: Checking,
    trouble: RwSignal<Option<Trouble>>,
    /// Whether what can be done about a wrong name or password is offered.
    is_refused: RwSignal<bool>,
}

/// Asks for both, and signs in.
pub(super) fn sign_in(note: Option<Note>, here: Here) -> AnyView {
    let place = Place {
        here,
        desk: Desk::open(),
        user: RwSignal::new(String::new()),
        password: RwSignal::new(Password::default()),
        missing: RwSignal::new(false),
        missing_password: RwSignal::new(false),
        checking: Checking::none(),
        trouble: RwSignal::new(None),
        is_refused: RwSignal::new(false),
    };
    let shown = RwSignal::new(false);
    let wrong = place.missing_password.into();
    let password = password_field(CURRENT, words::sign_in_password(), "", place.password, shown, wrong, true);
    let hint = words::identify_user_hint();
    let user = field(USER, words::identify_user(), hint, ("text", "username"), place.user, place.missing);
    tag("form")
        .set("novalidate", "")
        .on_submit(move || place.submit())
        .tag(heading(words::sign_in_title()))
        .tag_if(note.map(|note| tag("p").class("support").set("role", "status").text(note.text())))
        .tag(paragraph("lead", words::sign_in_lead()))
        .tag(alert(place.trouble))
        .changing(move || place.is_refused.get().then(|| ways_on().done()))
        .tag(user)
        .tag(password)
        .tag(submit(words::sign_in_title(), words::working(), place.checking.busy))
        .tag(place.checking.shown())
        .changing(move || (!place.is_refused.get()).then(|| ways_on().done()))
        .tag(paragraph("fine sealed", words::password_sealed()))
        .done()
}

fn ways_on() -> Tag {
    let link = |address, text| tag("a").set("href", address).text(text);
    tag("p")
        .class("beside links")
        .tag(link("/", words::purpose_reset()))
        .tag(link(super::stopped::UNLOCK, words::sign_in_unlock()))
}

impl Place {
    fn submit(self) {
        if self.checking.busy.get_untracked() {
            return;
        }
        let user_id = self.user.with_untracked(|user| user.trim().to_owned());
        self.missing.set(user_id.is_empty());
        self.missing_password.set(self.password.with_untracked(Password::is_empty));
        let wanting = [(self.missing, USER), (self.missing_password, CURRENT.0)];
        if let Some((_, id)) = wanting.into_iter().find(|(missing, _)| missing.get_untracked()) {
            self.trouble.set(Some(words::sign_in_missing().into()));
            spawn_local(browser::focus_soon(id));
            return;
        }
        self.trouble.set(None);
        self.is_refused.set(false);
        self.checking.begin();
        spawn_local(async move {
            // What seals, and what is said of what may go wrong, comes while the person types.
            if rest::load().await {
                let open: fn(_, _) -> _ = later::open;
                rest::behind(open)(self, user_id).await;
            } else {
                self.trouble.set(Some(words::problem_network().into()));
            }
            self.checking.end();
        });
    }
}
