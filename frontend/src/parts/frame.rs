//! The head and the foot of a page.

use api_contract::show_config::{HelpDesk, Response as Config};
use leptos::prelude::*;

use super::{I18n, Tag, button, dynamic, tag};
use crate::{
    language::Language,
    words::{self, Message},
};

/// Returns the head with the company's logo and name. It is empty until they are loaded: a wrong name that flashes by
/// is worse than none.
pub(crate) fn head(config: RwSignal<Option<Config>>, product: Message) -> Tag {
    let logo = move || {
        let source = config.get()?.branding.logo?;
        Some(tag("img").class("logo").put("src", source).set("alt", "").into_view())
    };
    let name = move || Some(tag("bdi").class("company").plain(config.get()?.branding.name).into_view());
    tag("header")
        .class("head")
        .tag(tag("p").class("brand").dynamic_child(logo).dynamic_child(name))
        .tag(tag("p").class("product").text(product))
}

/// Returns the foot with the help desk and the languages.
pub(crate) fn foot(config: RwSignal<Option<Config>>) -> Tag {
    let help = move || config.get()?.help_desk.map(help);
    let choice = move || {
        let offered = Language::offered(&config.get().map(|config| config.languages).unwrap_or_default());
        (offered.len() > 1).then(|| languages(offered))
    };
    tag("footer").class("foot").dynamic_child(help).plain(" ".to_owned()).dynamic_child(choice)
}

/// The schemes of addresses that become links.
const SCHEMES: [&str; 3] = ["https:", "mailto:", "tel:"];

fn help(help_desk: HelpDesk) -> AnyView {
    let question = tag("p").class("help").text(words::help_desk_question()).plain(" ".to_owned());
    contact(question, help_desk).into_view()
}

/// Adds how to reach the help desk: a link, or only its text.
pub(crate) fn contact(to: Tag, help_desk: HelpDesk) -> Tag {
    if SCHEMES.iter().any(|scheme| help_desk.url.starts_with(scheme)) {
        to.tag(tag("a").put("href", help_desk.url).isolated(help_desk.label))
    } else {
        to.isolated(help_desk.label)
    }
}

fn languages(offered: Vec<Language>) -> AnyView {
    let i18n = I18n::from_context();
    let group =
        tag("div").class("languages").set("role", "group").follow("aria-label", i18n.text(words::language()));
    let choice = |language: Language| {
        button("language")
            .set("lang", language.tag())
            .follow("aria-pressed", dynamic(move || (i18n.language() == language).to_string()))
            .on("click", move |_| {
                language.remember();
                i18n.set_language(language);
            })
            .plain(language.name().to_owned())
    };
    offered.into_iter().map(choice).fold(group, Tag::tag).into_view()
}
