//! The entries of the browser's history that belong to this page. Each has a number, its position.

use js_sys::Reflect;
use wasm_bindgen::JsValue;
use web_sys::History;

fn history() -> Option<History> {
    web_sys::window()?.history().ok()
}

/// Returns the position of the current entry, or `None` if the page has just been opened there.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "only positions are written")]
pub(crate) fn position() -> Option<u32> {
    history()?.state().ok()?.as_f64().map(|position| position as u32)
}

/// Returns whether the tab was opened with this page, so that nothing can be before it.
pub(crate) fn is_first() -> bool {
    history().and_then(|history| history.length().ok()) == Some(1)
}

/// Returns whether the page was opened by its address or a link. Chromium keeps the position if that address is the current
/// one.
pub(crate) fn is_visit() -> bool {
    let kind = || {
        let performance: JsValue = web_sys::window()?.performance()?.into();
        let navigation = Reflect::get(&performance, &"navigation".into()).ok()?;
        Reflect::get(&navigation, &"type".into()).ok()?.as_f64()
    };
    let was_dropped = || {
        let document: JsValue = web_sys::window()?.document()?.into();
        Reflect::get(&document, &"wasDiscarded".into()).ok()?.as_bool()
    };
    kind() == Some(0.0) && was_dropped() != Some(true)
}

/// Adds an entry after the current one.
pub(crate) fn push(position: u32) {
    // A browser that takes no more entries stays at this one.
    drop(history().map(|history| history.push_state(&JsValue::from(position), "")));
}

/// Gives the current entry another position.
pub(crate) fn replace(position: u32) {
    drop(history().map(|history| history.replace_state(&JsValue::from(position), "")));
}

/// Moves to an entry before or after the current one, if there is one.
pub(crate) fn go(entries: i32) {
    drop(history().map(|history| history.go_with_delta(entries)));
}
