//! Elements that are only read, or only seen.

use super::{Tag, tag};
use crate::words::Message;

pub(crate) fn paragraph(class: &'static str, text: Message) -> Tag {
    tag("p").class(class).text(text)
}

/// Returns a picture that the styles draw and screen readers skip.
pub(crate) fn picture(class: &'static str) -> Tag {
    tag("span").class(class).set("aria-hidden", "true")
}
