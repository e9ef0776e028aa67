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
            let logo = config.branding.logo.map(|source| view! { <img class={"logo"} src=source alt=""/> });
            view! { {logo} <span class={"company"}>{name}</span> }
        })
    };
    view! {
        <header class={"head"}>
            <p class={"brand"}>{brand}</p>
            <p class={"product"}>{speech.say(words::product())}</p>
        </header>
    }
}

/// Whom to call, and the languages.
#[component]
pub(crate) fn Foot(config: RwSignal<Option<Config>>) -> impl IntoView {
    let help =
        move || config.with(|config| config.as_ref().and_then(|config| config.help_desk.clone()).map(help));
    let languages = Memo::new(move |_| {
        config.with(|config| {
            Language::offered(config.as_ref().map_or(&[], |config| config.languages.as_slice()))
        })
    });
    view! {
        <footer class={"foot"}>
            {help}
            {move || (languages.read().len() > 1).then(|| view! { <Languages offered=languages.get()/> })}
        </footer>
    }
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
    };
    view! {
        <div class={"languages"} role="group" aria-label=speech.say(words::language())>
            {offered.into_iter().map(button).collect_view()}
        </div>
    }
}
