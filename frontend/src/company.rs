//! What the company configured: its look, its languages, whom to call.

use api_contract::show_config::{Branding, Response as Config};
use leptos::{prelude::*, task::spawn_local};

use crate::{api, browser, language::Language, parts::I18n};

/// What the company configured, once it is known.
#[derive(Clone, Copy)]
pub(crate) struct CompanyConfig(pub(crate) RwSignal<Option<Config>>);

/// Asks for it, for every component below, and dresses the page. Without it the page looks plain and works all the same.
pub(crate) fn provide(readers: Vec<String>, i18n: I18n) -> RwSignal<Option<Config>> {
    let config = RwSignal::new(None);
    provide_context(CompanyConfig(config));
    spawn_local(async move {
        if let Ok(answer) = api::show_config::show_config().await {
            i18n.set_language(Language::preferred(readers, &Language::offered(&answer.languages)));
            dress(&answer.branding);
            config.set(Some(answer));
        }
    });
    config
}

/// The company's colours, through custom properties of the styles.
fn dress(branding: &Branding) {
    browser::set_style("--accent", &branding.accent);
    browser::set_style("--on-accent", &branding.on_accent);
    match branding.background.as_deref() {
        Some(colour) if colour.starts_with('#') => browser::set_style("--background", colour),
        Some(image) => browser::set_style("--background-image", &format!("url({image:?})")),
        None => {}
    }
}
