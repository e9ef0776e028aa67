//! The heading of a screen, which takes the focus when the screen appears.

use super::{Tag, tag};
use crate::words::Message;

/// The id of the heading.
pub(crate) const HEADING: &str = "step-title";

/// Returns the screen's only `h1`.
pub(crate) fn heading(text: Message) -> Tag {
    tag("h1").set("id", HEADING).set("tabindex", "-1").text(text)
}
