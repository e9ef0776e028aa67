//! Keeps title and focus in step with the current screen.

use api_contract::show_config::Response as Config;
use leptos::{prelude::*, task::spawn_local};

use super::{HEADING, I18n};
use crate::{
    browser,
    words::{self, Message},
};

/// Keeps the document's title right, and moves the focus to the heading of each new screen, so that keyboards and
/// screen readers begin at its top. The first screen leaves the focus where the browser put it.
pub(crate) fn follow(
    heading: impl Fn() -> Message + Copy + Send + Sync + 'static,
    config: RwSignal<Option<Config>>,
    i18n: I18n,
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
        if before.is_some() {
            spawn_local(browser::focus_soon(HEADING));
        }
    });
}
