//! The functions of the browser that the page uses in addition to those of Leptos.

use js_sys::{Date, Function, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Document, HtmlElement, HtmlInputElement};

pub(crate) mod history;
mod storage;

pub(crate) use storage::WebStorage;

pub(crate) fn document() -> Option<Document> {
    web_sys::window()?.document()
}

pub(crate) fn element(id: &str) -> Option<HtmlElement> {
    document()?.get_element_by_id(id)?.dyn_into().ok()
}

/// Returns the root element, which has `lang` and the custom properties that the styles use.
fn root() -> Option<HtmlElement> {
    document()?.document_element()?.dyn_into().ok()
}

/// Returns what is typed in a field, unless it is empty.
pub(crate) fn field_value(id: &str) -> Option<String> {
    let field: HtmlInputElement = element(id)?.dyn_into().ok()?;
    Some(field.value()).filter(|typed| !typed.is_empty())
}

/// Returns the attribute `content` of the element of this id, by which index.html configures the page.
pub(crate) fn content(id: &str) -> Option<String> {
    element(id)?.get_attribute("content")
}

/// Returns the language of the document (BCP 47).
pub(crate) fn language() -> Option<String> {
    root()?.get_attribute("lang")
}

/// Sets the language of the document (BCP 47), and its direction: `ltr` or `rtl`.
pub(crate) fn set_language(tag: &str, direction: &str) {
    if let Some(root) = root() {
        // Neither name is one that an element refuses.
        drop(root.set_attribute("lang", tag));
        drop(root.set_attribute("dir", direction));
    }
}

/// Returns whether any element matches a selector.
pub(crate) fn exists(selector: &str) -> bool {
    document().and_then(|document| document.query_selector(selector).ok()?).is_some()
}

pub(crate) fn set_title(title: &str) {
    if let Some(document) = document() {
        document.set_title(title);
    }
}

/// Sets `--name`. The content-security-policy forbids a `style` attribute, but allows this.
pub(crate) fn set_style(name: &str, value: &str) {
    if let Some(root) = root() {
        // A value that is no style leaves the default standing.
        drop(root.style().set_property(name, value));
    }
}

/// Returns a parameter of the address's query, unless it is empty.
pub(crate) fn query(name: &str) -> Option<String> {
    let search = web_sys::window()?.location().search().ok()?;
    web_sys::UrlSearchParams::new_with_str(&search).ok()?.get(name).filter(|value| !value.is_empty())
}

/// Returns a text as it is written in a query.
pub(crate) fn encode(text: &str) -> String {
    js_sys::encode_uri_component(text).into()
}

/// Returns the rest of the address's fragment after this beginning.
pub(crate) fn fragment(beginning: &str) -> Option<String> {
    web_sys::window()?.location().hash().ok()?.strip_prefix(beginning).map(str::to_owned)
}

/// Returns the path of the address.
pub(crate) fn path() -> String {
    web_sys::window().and_then(|window| window.location().pathname().ok()).unwrap_or_default()
}

/// Returns the port of the address, which is empty for the scheme's default port.
pub(crate) fn port() -> String {
    web_sys::window().and_then(|window| window.location().port().ok()).unwrap_or_default()
}

/// Prints the page.
pub(crate) fn print() {
    if let Some(window) = web_sys::window() {
        // A browser that cannot print says so itself.
        drop(window.print());
    }
}

/// Copies a text to the clipboard. Returns whether the browser did it.
pub(crate) async fn copy(text: &str) -> bool {
    let write = || -> Option<Promise> {
        let navigator: JsValue = web_sys::window()?.navigator().into();
        let clipboard = Reflect::get(&navigator, &"clipboard".into()).ok()?;
        let write: Function = Reflect::get(&clipboard, &"writeText".into()).ok()?.dyn_into().ok()?;
        write.call1(&clipboard, &text.into()).ok()?.dyn_into().ok()
    };
    match write() {
        Some(written) => JsFuture::from(written).await.is_ok(),
        None => false,
    }
}

const SVG: Option<&str> = Some("http://www.w3.org/2000/svg");

/// Draws an SVG path in an element as soon as the element exists. Views create HTML elements only.
pub(crate) async fn draw_soon(id: &'static str, side: i32, path: String) -> Option<()> {
    sleep(0).await;
    let document = document()?;
    let drawing = document.create_element_ns(SVG, "svg").ok()?;
    drawing.set_attribute("viewBox", &format!("0 0 {side} {side}")).ok()?;
    let line = document.create_element_ns(SVG, "path").ok()?;
    line.set_attribute("d", &path).ok()?;
    drawing.append_child(&line).ok()?;
    element(id)?.append_child(&drawing).ok()?;
    Some(())
}

/// Returns the host of the address.
pub(crate) fn host() -> String {
    web_sys::window().and_then(|window| window.location().hostname().ok()).unwrap_or_default()
}

/// Says that the page cannot start, in place of the page.
pub(crate) fn show_start_failure() {
    for (id, is_hidden) in [("page", true), ("broken", false)] {
        if let Some(element) = element(id) {
            element.set_hidden(is_hidden);
        }
    }
}

/// Returns the reader's languages, the preferred one first.
pub(crate) fn languages() -> Vec<String> {
    let languages = web_sys::window().map(|window| window.navigator().languages());
    languages.map(|list| list.iter().filter_map(|tag| tag.as_string()).collect()).unwrap_or_default()
}

/// Returns the time of the device in milliseconds since 1970 (UTC). It may be wrong.
pub(crate) fn device_time() -> f64 {
    // Unit tests have no browser; for them it is always 1970.
    if cfg!(test) { 0.0 } else { Date::now() }
}

/// Returns the time of a monotonic clock, in milliseconds.
pub(crate) fn monotonic_ms() -> f64 {
    web_sys::window().and_then(|window| window.performance()).map_or_else(device_time, |watch| watch.now())
}

pub(crate) fn parse_date(text: &str) -> f64 {
    Date::parse(text)
}

/// Lets the browser do other things for a while.
pub(crate) async fn sleep(milliseconds: i32) {
    let promise = Promise::new(&mut |resolve, _| {
        if let Some(window) = web_sys::window() {
            // Only a window that is closing refuses, and then nothing waits any more.
            drop(window.set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, milliseconds));
        }
    });
    // A timer is never rejected.
    drop(JsFuture::from(promise).await);
}

/// Moves the focus to an element once it has been drawn, and shows it above a keyboard on the screen.
pub(crate) async fn focus_soon(id: &'static str) {
    sleep(0).await;
    focus(element(id));
}

/// Moves the focus to an element that matches the first of these selectors that any matches, once it has been drawn.
pub(crate) async fn focus_first_soon(selectors: &'static [&'static str]) {
    sleep(0).await;
    let document = document();
    let find = |selector: &&str| document.as_ref()?.query_selector(selector).ok()??.dyn_into().ok();
    focus(selectors.iter().find_map(find));
}

fn focus(element: Option<HtmlElement>) {
    if let Some(element) = element {
        // An element that cannot take the focus leaves it where it was.
        drop(element.focus());
        let nearest = Object::new();
        // Setting a member of a new plain object cannot fail.
        drop(Reflect::set(&nearest, &"block".into(), &"nearest".into()));
        element.scroll_into_view_with_scroll_into_view_options(nearest.unchecked_ref());
    }
}
