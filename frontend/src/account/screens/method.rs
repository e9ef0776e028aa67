//! Views of methods, as they are offered and listed.

use api_contract::{
    show_session::{Method, SecurityInfo},
    start_reset::MethodKind,
};
use leptos::prelude::*;

use crate::{
    browser,
    clock::Moment,
    company,
    parts::{I18n, Tag, choice, contact, mask, name, spoken_mask, tag},
    passkey,
    words::{self, Message, Value},
};

/// Returns radio buttons for methods, by id, kind and destination of each.
pub(super) fn choices(
    legend: Message,
    methods: impl IntoIterator<Item = (String, MethodKind, String)>,
    marked: RwSignal<String>,
) -> Tag {
    let choices = tag("fieldset").class("choices").tag(tag("legend").class("for-ears").text(legend));
    let one = |(id, kind, hint): (String, MethodKind, String)| {
        let (label, picture) = name(kind);
        choice("method", id, picture, marked, I18n::from_context().text(label).into_any(), mask(kind, hint))
    };
    methods.into_iter().map(one).fold(choices, Tag::tag)
}

/// Returns radio buttons for kinds of method, with an explanation of each.
pub(super) fn kind_choices(kinds: &[MethodKind], marked: RwSignal<String>) -> Tag {
    let choices =
        tag("fieldset").class("choices").tag(tag("legend").class("for-ears").text(words::prove_methods()));
    let one = |kind: &MethodKind| {
        let (label, picture) = name(*kind);
        let translated = |text| I18n::from_context().text(text).into_any();
        choice(
            "method",
            kind.name().to_owned(),
            picture,
            marked,
            translated(label),
            translated(purpose(*kind)),
        )
    };
    kinds.iter().map(one).fold(choices, Tag::tag)
}

/// Returns the kinds that can be added. Kinds without a registered method come first.
pub(super) fn addable_kinds(info: &SecurityInfo) -> Vec<MethodKind> {
    let count = |kind| info.methods.iter().filter(|method| method.kind == kind).count();
    let is_free = |kind, maximum: u32| match kind {
        MethodKind::Passkey => passkey::works() && count(kind) < maximum as usize,
        // While codes are left, new ones are made where those are listed.
        MethodKind::RecoveryCode => {
            !info.methods.iter().any(|method| method.codes_left.is_some_and(|left| left > 0))
        }
        MethodKind::TextMessage | MethodKind::Mail | MethodKind::AuthenticatorApp => {
            count(kind) < maximum as usize
        }
    };
    let offered = info.offered.iter().filter(|offered| is_free(offered.kind, offered.maximum));
    let mut kinds: Vec<_> = offered.map(|offered| offered.kind).collect();
    kinds.sort_by_key(|kind| count(*kind) > 0);
    kinds
}

/// Returns what a kind of method is, for a user who has none.
fn purpose(kind: MethodKind) -> Message {
    match kind {
        MethodKind::TextMessage => words::purpose_text_message(),
        MethodKind::Mail => words::purpose_mail(),
        MethodKind::AuthenticatorApp => words::purpose_authenticator_app(),
        MethodKind::Passkey => words::purpose_passkey(),
        MethodKind::RecoveryCode => words::purpose_recovery_code(),
    }
}

/// Returns a link to an address at which passkeys work, if they are offered and this address is a loopback number.
pub(super) fn passkey_address_hint(info: &SecurityInfo) -> Option<Tag> {
    let is_offered = info.offered.iter().any(|offered| offered.kind == MethodKind::Passkey);
    let is_loopback = ["127.0.0.1", "[::1]"].contains(&browser::host().as_str());
    (is_offered && is_loopback).then(|| {
        let address = format!("http://localhost:{}{}", browser::port(), browser::path());
        let link = tag("a").put("href", address.clone()).isolated(address);
        tag("p").class("support").text(words::passkey_elsewhere()).plain(" ".to_owned()).tag(link)
    })
}

/// Returns a method's picture, and its name, destination and last use.
pub(super) fn card(method: &Method) -> (Tag, Tag) {
    let (kind, picture) = name(method.kind);
    let label = tag("span").class("label");
    let label = if method.name.is_empty() { label.text(kind) } else { label.isolated(method.name.clone()) };
    let hint = tag("span").class("hint");
    let hint = match &method.destination {
        Some(destination) => Some(hint.isolated(destination.clone())),
        None if method.hint.is_empty() => None,
        None => Some(hint.child(mask(method.kind, method.hint.clone()))),
    };
    let left = method.codes_left.map(|left| tag("span").class("hint").text(words::codes_left(left)));
    let moment = |text: &Option<String>| text.as_deref().and_then(Moment::parse);
    let used = moment(&method.last_used_at).map(words::method_last_used);
    let used = used.or_else(|| moment(&method.added_at).map(words::method_added));
    let used = used.map(|used| tag("span").class("hint").text(used));
    let words = tag("span").class("words").tag(label).tag_if(hint).tag_if(left).tag_if(used);
    (crate::parts::picture(picture), words)
}

/// Returns who keeps a method of the directory, and how to reach the help desk, which corrects it.
pub(super) fn origin(method: &Method) -> Option<Tag> {
    let text = if method.is_disowned { words::method_disowned() } else { words::method_from_directory() };
    let origin = || tag("p").class("fine").text(text).plain(" ".to_owned()).dynamic_child(help_desk);
    method.is_from_directory.then(origin)
}

fn help_desk() -> Option<AnyView> {
    let config = company::config();
    Some(contact(tag("span"), config.get()?)?.into_view())
}

/// Returns the name of a method for a user who hears only the button.
pub(super) fn spoken_name(method: &Method) -> Message {
    let (kind, _) = name(method.kind);
    let named = Some(method.name.as_str()).filter(|name| !name.is_empty());
    let named = named.or(method.destination.as_deref()).map(Value::from);
    let what = named.or_else(|| spoken_mask(method.kind, &method.hint).map(Value::from));
    match what {
        Some(what) => words::method_spoken(kind, what),
        None => kind,
    }
}
