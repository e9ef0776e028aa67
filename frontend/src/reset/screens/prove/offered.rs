//! The methods that a reset offers, as radio buttons.

use api_contract::start_reset::{MethodKind, OfferedMethod};
use leptos::prelude::*;

use crate::{
    parts::{I18n, Tag, choice, mask, name, tag},
    passkey,
    reset::screen::{ChosenMethod, Prove},
    words::{self, Value},
};

/// Returns the methods in the order in which they are offered, without passkeys in a browser that knows none. Until
/// something is proved, the methods that everybody has come first. Then the list has the methods of this account.
pub(super) fn usable_methods(data: &Prove) -> Vec<OfferedMethod> {
    let mut methods = data.reset.methods.clone();
    if !passkey::works() {
        methods.retain(|method| method.kind != MethodKind::Passkey);
    }
    if !is_known(data) {
        methods.sort_by_key(|method| !method.kind.is_sent());
    }
    methods
}

/// Returns the id of the method that is marked at first: that of the last code, or the first of those that the account
/// has. A method that the user may lack is not marked.
pub(super) fn first_mark(data: &Prove, methods: &[OfferedMethod]) -> String {
    let sent = data.sent.as_ref().map(|sent| &sent.method);
    let first = methods.first().filter(|_| is_known(data));
    sent.or(first).map(|method| method.id.clone()).unwrap_or_default()
}

/// Returns whether the methods are those that the account has.
const fn is_known(data: &Prove) -> bool {
    data.reset.gates.passed > 0
}

/// Returns a radio button for a method.
pub(super) fn offered(method: OfferedMethod, data: &Prove, marked: RwSignal<String>) -> Tag {
    let i18n = I18n::from_context();
    let (label, picture) = name(method.kind);
    let sent = data.sent.as_ref().filter(|sent| sent.method.id == method.id).and_then(|sent| sent.sent);
    let hint = match sent {
        Some(sent) => i18n.text(words::method_code_sent(Value::TimeOfDay(sent.expires_at))).into_any(),
        None if !is_known(data) && !method.kind.is_sent() => i18n.text(words::method_if_set_up()).into_any(),
        None => mask(method.kind, method.hint),
    };
    choice("method", method.id, picture, marked, i18n.text(label).into_any(), hint)
}

/// Returns the code that was sent to a method, if it can still be typed.
pub(super) fn usable_code(data: &Prove, method: &OfferedMethod) -> Option<ChosenMethod> {
    let now = crate::clock::Moment::now();
    let is_alive = |sent: &ChosenMethod| {
        sent.method.id == method.id && sent.sent.is_some_and(|sent| !sent.expires_at.has_passed(now))
    };
    data.sent.clone().filter(is_alive)
}

/// Returns the fieldset with a radio button for each method.
pub(super) fn choices(methods: Vec<OfferedMethod>, data: &Prove, marked: RwSignal<String>) -> Tag {
    let choices =
        tag("fieldset").class("choices").tag(tag("legend").class("for-ears").text(words::prove_methods()));
    methods.into_iter().map(|method| offered(method, data, marked)).fold(choices, Tag::tag)
}
