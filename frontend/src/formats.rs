//! Moments as the reader's locale writes them.

use js_sys::{Date, Intl, Object, Reflect};
use wasm_bindgen::JsValue;

use crate::{browser::languages, clock::Moment, language::Language};

/// Formats a moment in the reader's time zone and locale: `Tuesday 24 November 2026 at 14:05`.
pub(crate) fn date_and_time(moment: Moment, language: Language) -> String {
    format(moment, language, &[("dateStyle", "full"), ("timeStyle", "short")])
}

/// Formats the time of day in the reader's time zone and locale: `14:05`.
pub(crate) fn time_of_day(moment: Moment, language: Language) -> String {
    format(moment, language, &[("timeStyle", "short")])
}

fn format(moment: Moment, language: Language, style: &[(&str, &str)]) -> String {
    let options = Object::new();
    for (name, value) in style {
        // Setting a member of a new plain object cannot fail.
        drop(Reflect::set(&options, &JsValue::from_str(name), &JsValue::from_str(value)));
    }
    let locales = js_sys::Array::of1(&JsValue::from_str(&locale(language)));
    let format = Intl::DateTimeFormat::new(&locales, &options).format();
    let words = format.call1(&JsValue::UNDEFINED, &Date::new(&JsValue::from_f64(moment.0)));
    words.ok().and_then(|words| words.as_string()).unwrap_or_default()
}

/// Returns the reader's own variant of the language (`en-GB`), if the browser names one.
fn locale(language: Language) -> String {
    let own = languages().into_iter().find(|tag| Language::from_tag(tag) == Some(language));
    own.unwrap_or_else(|| language.tag().to_owned())
}
