//! What went wrong, where the user is.

use leptos::prelude::*;

use super::{Tag, tag};
use crate::{error_message::ErrorMessage, words};

/// Always in the document, so that screen readers read what appears in it.
pub(crate) fn alert(error: RwSignal<Option<ErrorMessage>>) -> Tag {
    tag("div").set("role", "alert").changing(move || error.get().map(view))
}

fn view(error: ErrorMessage) -> AnyView {
    let code = error.support_code.map(|code| tag("p").class("fine").text(words::support_code(code.as_str())));
    tag("div").class("alert").tag(tag("p").text(error.text)).tag_if(code).done()
}
