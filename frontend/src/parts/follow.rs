//! Keeps title and focus in step with the current screen.

use api_contract::show_config::Response as Config;
use leptos::{prelude::*, task::spawn_local};

use super::I18n;
use crate::{
    browser,
    words::{self, Message},
};

/// The selectors of what takes the focus on a new screen: a field with an error or the field for a code, or else the
/// heading.
const FIRST: [&str; 2] = ["[aria-invalid=true], #code", "h1"];

/// Keeps the document's title right, and moves the focus to the heading of each new screen, so that keyboards and
/// screen readers begin at its top. A page that begins with its first step leaves the focus where the browser put it.
pub(crate) fn follow(
    heading: impl Fn() -> Message + Copy + Send + Sync + 'static,
    config: RwSignal<Option<Config>>,
    i18n: I18n,
    is_first_step: bool,
) {
    let named = move || {
        let heading = heading();
        config.with(|config| match config {
            Some(config) => words::page_title(config.branding.name.as_str(), heading),
            None => heading,
        })
    };
    Effect::new(move || browser::set_title(&i18n.translate(&named())));
    Effect::new(move |before: Option<()>| {
        drop(heading());
        if before.is_some() || !is_first_step {
            spawn_local(browser::focus_first_soon(&FIRST));
        }
    });
}
