//! The heading of a step, which takes the focus when the step begins.

use leptos::prelude::*;

use super::Speech;
use crate::words::Message;

/// The heading's id.
pub(crate) const HEADING: &str = "step-title";

/// The one heading of first rank.
#[component]
pub(crate) fn Heading(text: Message) -> impl IntoView {
    view! { <h1 id=HEADING tabindex="-1">{Speech::here().say(text)}</h1> }
}
