//! The company's head above each step, and what helps below it.

use api_contract::show_config::{HelpDesk, Response as Config};
use leptos::prelude::*;

use super::Speech;
use crate::{language::Language, words};

/// Logo and name. Empty until they are known: a wrong name that flashes by is worse than none.
#[component]
pub(crate) fn Head(config: RwSignal<Option<Config>>) -> impl IntoView {
    let speech = Speech::here();
    let brand = move || {
        config.get().map(|config| {
            let name = config.branding.name;
            let logo = config
                .branding
                .logo
                .map(|source| view! { <img class={"logo"} src=source alt=""/> }.into_any());
            view! { {logo} <span class={"company"}>{name}</span> }.into_any()
        })
    };
    view! {
        <header class={"head"}>
            <p class={"brand"}>{move || brand()}</p>
            <p class={"product"}>{speech.say(words::product())}</p>
        </header>
    }
}

/// Whom to call, and the languages.
#[component]
pub(crate) fn Foot(config: RwSignal<Option<Config>>) -> impl IntoView {
    let help = move || config.get().and_then(|config| config.help_desk).map(help);
    let languages = move || {
        let offered = Language::offered(&config.get().map(|config| config.languages).unwrap_or_default());
        (offered.len() > 1).then(|| view! { <Languages offered/> }.into_any())
    };
    view! { <footer class={"foot"}>{move || help()} {move || languages()}</footer> }
}

/// A link of another kind than these is not made.
const SCHEMES: [&str; 3] = ["https:", "mailto:", "tel:"];

fn help(desk: HelpDesk) -> AnyView {
    let speech = Speech::here();
    let is_link = SCHEMES.iter().any(|scheme| desk.url.starts_with(scheme));
    let target =
        if is_link { view! { <a href=desk.url>{desk.label}</a> }.into_any() } else { desk.label.into_any() };
    view! { <p class={"help"}>{speech.say(words::help_desk_question())} " " {target}</p> }.into_any()
}

#[component]
fn Languages(offered: Vec<Language>) -> impl IntoView {
    let speech = Speech::here();
    let button = move |language: Language| {
        let is_spoken = move || (speech.language() == language).to_string();
        view! {
            <button type="button" class={"language"} lang=language.tag() aria-pressed=is_spoken
                on:click=move |_| speech.speak(language)>
                {language.name()}
            </button>
        }
        .into_any()
    };
    view! {
        <div class={"languages"} role="group" aria-label=speech.say(words::language())>
            {offered.into_iter().map(button).collect_view()}
        </div>
    }
}
