//! What is only read, or only seen.

use super::{Tag, tag};
use crate::words::Message;

/// A paragraph.
pub(crate) fn paragraph(class: &'static str, text: Message) -> Tag {
    tag("p").class(class).text(text)
}

/// A picture that the styles draw, for eyes only.
pub(crate) fn picture(class: &'static str) -> Tag {
    tag("span").class(class).set("aria-hidden", "true")
}
