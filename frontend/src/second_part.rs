//! What comes after the first step: its code and its texts are files of their own, which come while the user types.
//!
//! `xtask build-page` cuts out of the first file whatever is used only by functions named `later::open`, which are called
//! through [`opaque`]. They may be called once [`load`] has said so, and so may whatever they leave behind.

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;

use crate::words;

/// Loads it, unless it is here; whether it is here then.
pub(crate) async fn load() -> bool {
    let Some(code) = begin() else { return false };
    words::load_more().await && code.await.is_ok()
}

/// `static/boot.js` has the function that loads the code, once for all who wait for it.
fn begin() -> Option<JsFuture> {
    let window = web_sys::window()?;
    let begin: Function = Reflect::get(&window, &"loadLater".into()).ok()?.dyn_into().ok()?;
    let promise: Promise = begin.call0(&window).ok()?.dyn_into().ok()?;
    Some(JsFuture::from(promise))
}

/// The same function, which the compiler does not know to be the same: a direct call would bring it into the first file.
pub(crate) fn opaque<Open>(open: Open) -> Open {
    std::hint::black_box(open)
}
