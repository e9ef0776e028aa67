//! Loads files of the page when they are needed.

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{RequestInit, Response};

use crate::browser;

/// Loads the file that index.html names, with its digest, in the `content` of the element of this id.
pub(crate) async fn load(id: &str) -> Option<String> {
    load_named(&browser::content(id)?).await
}

/// Loads a file by its path and digest, which a space separates.
pub(crate) async fn load_named(named: &str) -> Option<String> {
    let (path, integrity) = named.split_once(' ')?;
    let init = RequestInit::new();
    init.set_integrity(integrity);
    let answer = JsFuture::from(web_sys::window()?.fetch_with_str_and_init(path, &init)).await.ok()?;
    let text = answer.dyn_into::<Response>().ok()?.text().ok()?;
    JsFuture::from(text).await.ok()?.as_string()
}
