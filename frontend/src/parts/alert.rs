//! What went wrong, where the person is.

use leptos::prelude::*;

use super::{Tag, tag};
use crate::{trouble::Trouble, words};

/// Always in the document, so that screen readers read what appears in it.
pub(crate) fn alert(trouble: RwSignal<Option<Trouble>>) -> Tag {
    tag("div").set("role", "alert").changing(move || trouble.get().map(shown))
}

fn shown(trouble: Trouble) -> AnyView {
    let code =
        trouble.support_code.map(|code| tag("p").class("fine").text(words::support_code(code.as_str())));
    tag("div").class("alert").tag(tag("p").text(trouble.text)).tag_if(code).done()
}
