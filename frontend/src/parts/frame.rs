//! The head and the foot of a page.

mod later;

use api_contract::show_config::{HelpDesk, Response as Config};
use leptos::prelude::*;

use super::{I18n, Tag, dynamic, tag};
use crate::{
    language::Language,
    second_part,
    words::{self, Message},
};

/// Returns the head with the company's logo and name. Until they are loaded, the styles of the branding show them, as in
/// the document's first step.
pub(crate) fn head(config: RwSignal<Option<Config>>, product: Message) -> Tag {
    let logo = move || match config.get() {
        None => Some(tag("span").class("logo").set("aria-hidden", "true").into_view()),
        Some(config) => {
            Some(tag("img").class("logo").put("src", config.branding.logo?).set("alt", "").into_view())
        }
    };
    let name = move || Some(tag("bdi").class("company").plain(config.get()?.branding.name).into_view());
    let brand = tag("p").class("brand").class_if("early", move || config.with(Option::is_none));
    tag("header")
        .class("head")
        .tag(brand.dynamic_child(logo).dynamic_child(name))
        .tag(tag("p").class("product").text(product))
}

/// Returns the foot with the help desk and, once the second part is loaded, the languages.
pub(crate) fn foot(config: RwSignal<Option<Config>>) -> Tag {
    let is_complete = second_part::is_complete();
    let help = move || help(config.get()?);
    let choice = move || {
        let offered = Language::offered(&config.get().map(|config| config.languages).unwrap_or_default());
        let open: fn(_) -> _ = later::open;
        (offered.len() > 1 && is_complete.get()).then(|| second_part::opaque(open)(offered))
    };
    tag("footer").class("foot").dynamic_child(help).plain(" ".to_owned()).dynamic_child(choice)
}

/// The schemes of addresses that become links.
const SCHEMES: [&str; 3] = ["https:", "mailto:", "tel:"];

fn help(config: Config) -> Option<AnyView> {
    let question = tag("p").class("help").text(words::help_desk_question()).plain(" ".to_owned());
    Some(contact(question, config)?.into_view())
}

/// Adds how to reach the help desk: a link, or only its text, and the number to call. Returns `None` if there is none.
pub(crate) fn contact(to: Tag, config: Config) -> Option<Tag> {
    let HelpDesk { url, label, labels, phone } = config.help_desk?;
    let i18n = I18n::from_context();
    let text = dynamic(move || {
        let tag = i18n.language().tag();
        let index = config.languages.iter().position(|offered| offered == tag);
        index.and_then(|index| labels.get(index)).unwrap_or(&label).clone()
    });
    let text = tag("bdi").dynamic_text(text);
    let is_link = SCHEMES.iter().any(|scheme| url.starts_with(scheme));
    let to = to.tag(if is_link { tag("a").put("href", url).tag(text) } else { text });
    Some(match phone {
        Some(number) => to.plain(" ".to_owned()).tag(call(number)),
        None => to,
    })
}

/// Returns a link that calls a number.
fn call(number: String) -> Tag {
    let dialed: String = number.chars().filter(|sign| sign.is_ascii_digit() || *sign == '+').collect();
    tag("a").put("href", format!("tel:{dialed}")).isolated(number)
}
