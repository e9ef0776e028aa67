//! The heading of a step, which takes the focus when the step begins.

use super::{Tag, tag};
use crate::words::Message;

/// The heading's id.
pub(crate) const HEADING: &str = "step-title";

/// The one heading of first rank.
pub(crate) fn heading(text: Message) -> Tag {
    tag("h1").set("id", HEADING).set("tabindex", "-1").text(text)
}
