//! The company's configuration: branding, languages and help desk.

use api_contract::show_config::{Branding, Response as Config};
use leptos::{prelude::*, task::spawn_local};

use crate::{api, browser, language::Language, page_wide::PageWide, parts::I18n};

thread_local! {
    static CONFIG: PageWide<RwSignal<Option<Config>>> = const { PageWide::new() };
}

/// Returns the company's configuration, once it is loaded.
pub(crate) fn config() -> RwSignal<Option<Config>> {
    CONFIG.with(PageWide::get)
}

/// Loads the configuration for every view, and applies the branding. Without it the page looks plain but
/// works.
pub(crate) fn provide(readers: Vec<String>, i18n: I18n) -> RwSignal<Option<Config>> {
    let config = RwSignal::new(None);
    CONFIG.with(|own| own.set(config));
    spawn_local(async move {
        // What the reader sees comes first.
        browser::sleep(0).await;
        if let Ok(answer) = api::show_config::show_config().await {
            i18n.set_language(Language::preferred(readers, &Language::offered(&answer.languages)));
            apply_branding(&answer.branding);
            config.set(Some(answer));
        }
    });
    config
}

/// Sets the company's colors, through custom properties of the styles.
fn apply_branding(branding: &Branding) {
    browser::set_style("--accent", &branding.accent);
    browser::set_style("--on-accent", &branding.on_accent);
    match branding.background.as_deref() {
        Some(color) if color.starts_with('#') => browser::set_style("--background", color),
        Some(image) => browser::set_style("--background-image", &format!("url({image:?})")),
        None => {}
    }
}
