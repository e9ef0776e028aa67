//! The second part of a page: the code and the texts of the screens after the first. They are separate files, which
//! load while the user types.
//!
//! `xtask build-page` moves out of the first file whatever is used only by functions named `later::open`, which are
//! called through [`opaque`]. They, and the closures that they leave behind, may be called once [`load`] has returned
//! `true`.

use js_sys::{Function, Promise, Reflect};
use leptos::{prelude::*, task::spawn_local};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;

pub(crate) use crate::opaque::opaque;
use crate::{browser, page_wide::PageWide, words};

/// Loads the second part unless it is loaded. Returns whether it is loaded then.
pub(crate) async fn load() -> bool {
    let Some(code) = begin() else { return false };
    words::load_more().await && code.await.is_ok()
}

thread_local! {
    static IS_COMPLETE: PageWide<RwSignal<bool>> = const { PageWide::new() };
}

/// Loads the second part. `is_loaded` is whether it is loaded already.
pub(crate) fn follow_loading(is_loaded: bool) {
    let is_complete = RwSignal::new(is_loaded);
    IS_COMPLETE.with(|own| own.set(is_complete));
    spawn_local(async move {
        // What the reader sees comes first.
        browser::sleep(0).await;
        is_complete.set(load().await);
    });
}

/// Returns a signal that says whether the second part is loaded.
pub(crate) fn is_complete() -> RwSignal<bool> {
    IS_COMPLETE.with(PageWide::get)
}

/// Begins to load the code. The function of `static/boot.js` loads it once for all callers.
fn begin() -> Option<JsFuture> {
    let window = web_sys::window()?;
    let begin: Function = Reflect::get(&window, &"loadLater".into()).ok()?.dyn_into().ok()?;
    let promise: Promise = begin.call0(&window).ok()?.dyn_into().ok()?;
    Some(JsFuture::from(promise))
}
