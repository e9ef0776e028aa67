//! The second part of a page: the code and the texts of the screens after the first. They are files of their own,
//! which load while the user types.
//!
//! `xtask build-page` moves out of the first file whatever is used only by functions named `later::open`, which are
//! called through [`opaque`]. They, and the closures that they leave behind, may be called once [`load`] has returned
//! `true`.

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;

use crate::words;

/// Loads the second part unless it is loaded. Returns whether it is loaded then.
pub(crate) async fn load() -> bool {
    let Some(code) = begin() else { return false };
    words::load_more().await && code.await.is_ok()
}

/// Begins to load the code. The function of `static/boot.js` loads it once for all callers.
fn begin() -> Option<JsFuture> {
    let window = web_sys::window()?;
    let begin: Function = Reflect::get(&window, &"loadLater".into()).ok()?.dyn_into().ok()?;
    let promise: Promise = begin.call0(&window).ok()?.dyn_into().ok()?;
    Some(JsFuture::from(promise))
}

/// Returns the same function, hidden from the compiler: a direct call would bring it into the first file.
pub(crate) fn opaque<Open>(open: Open) -> Open {
    std::hint::black_box(open)
}
