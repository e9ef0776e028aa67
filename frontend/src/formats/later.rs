//! Asks the browser to write a moment.

use js_sys::{Date, Intl, Object, Reflect};
use wasm_bindgen::JsValue;

use super::Style;
use crate::{browser::languages, clock::Moment, language::Language};

/// Returns the moment as the reader's locale writes it.
pub(super) fn open(moment: Moment, language: Language, style: Style) -> String {
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
