//! Keeps title and focus in step with the current screen.

use api_contract::show_config::Response as Config;
use leptos::{prelude::*, task::spawn_local};

use super::I18n;
use crate::{
    browser,
    page_wide::PageWide,
    words::{self, Message},
};

/// The selectors of what takes the focus on a new screen: a field with an error or the field for a code, or else the
/// heading.
const FIRST: [&str; 2] = ["[aria-invalid=true], #code", "h1"];

/// The selector of an error on the screen.
const ALERT: &str = ".alert:not(:empty)";

thread_local! {
    /// Notifies the title that an alert, or the error of a field, may have come or gone.
    static ALERT_CHANGES: PageWide<RwSignal<bool>> = const { PageWide::new() };
}

/// Notes that an alert, or the error of a field, may have come or gone.
pub(super) fn note_alert_change() {
    ALERT_CHANGES.with(PageWide::get).set(true);
}

/// Keeps the document's title right, which begins with a word for errors while there is one, and moves the focus to the
/// heading of each new screen, so that keyboards and screen readers begin at its top. A page that begins with its first
/// step leaves the focus where the browser put it.
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
    let alert_changes = RwSignal::new(true);
    ALERT_CHANGES.with(|changes| changes.set(alert_changes));
    Effect::new(move || {
        alert_changes.get();
        let title = named();
        let titles = (i18n.translate(&title), i18n.translate(&words::page_title_error(title)));
        spawn_local(async move {
            // The alert is drawn, or gone, by then.
            browser::sleep(0).await;
            browser::set_title(if browser::exists(ALERT) { &titles.1 } else { &titles.0 });
        });
    });
    Effect::new(move |before: Option<()>| {
        drop(heading());
        if before.is_some() || !is_first_step {
            spawn_local(browser::focus_first_soon(&FIRST));
        }
    });
}
