//! Lets a reset go on where it was: after a reload, Back and Forward, in a tab that the browser dropped, and in one that
//! was duplicated. The tab's storage has the newest screen with its token; the address never has.

mod later;
mod written;

use std::cell::{Cell, RefCell};

use leptos::prelude::*;

use super::{
    link_parameters::LinkParameters,
    screen::{Identify, Screen},
};
use crate::{
    browser::{self, WebStorage, history},
    second_part,
};

const KEY: &str = "reset";

thread_local! {
    /// The newest screen of a reset that is not over. There is none before the second part is loaded.
    static NEWEST: RefCell<Option<Screen>> = const { RefCell::new(None) };
    /// The position of the current entry of the browser's history.
    static POSITION: Cell<u32> = const { Cell::new(0) };
}

/// A question to the second part.
#[derive(Clone, Copy)]
enum Query<'a> {
    /// The screen of a reset with which the page opens, if one is kept for this link.
    Opening(&'a LinkParameters),
    /// The screen at a position, if the newest one leads to it, or else this one, which is shown.
    At(u32, &'a Screen),
}

fn query(query: Query) -> Option<Screen> {
    let open: fn(Query) -> _ = later::open;
    second_part::opaque(open)(query)
}

/// Returns whether something is kept.
pub(super) fn is_kept() -> bool {
    WebStorage::Session.read(KEY).is_some()
}

/// Returns the screen with which the page opens. `can_read` is whether the second part is loaded.
pub(super) fn first_screen(link: LinkParameters, can_read: bool) -> Screen {
    match link.cancel {
        Some(token) if can_read => return Screen::CancelOrder(token),
        Some(_) => browser::show_start_failure(),
        None => {}
    }
    let kept = if can_read { query(Query::Opening(&link)) } else { None };
    let screen = kept.unwrap_or(Screen::Identify(Identify { user_id: link.user_id, purpose: link.purpose }));
    let position = screen.position().unwrap_or_default();
    // A tab that opens at a later step gets an entry for the first one.
    if position > 0 && history::position().is_none() {
        history::replace(0);
        history::push(position);
    } else {
        history::replace(position);
    }
    POSITION.set(position);
    screen
}

/// Returns whether a reset can go on.
pub(super) fn can_go_on() -> bool {
    NEWEST.with_borrow(Option::is_some)
}

/// Notes that the page goes on to a screen. A step to which no way leads back gives its entry up.
pub(super) fn enter(next: &Screen) {
    let Some(position) = next.position() else { return };
    let here = POSITION.replace(position);
    if next.leads_back_to(here) {
        history::push(position);
    } else {
        history::replace(position);
    }
}

/// Shows the screen of an entry to which the user moves. Entries of steps that are over are passed by.
pub(super) fn follow_history(screen: RwSignal<Screen>) {
    let moved = move |_| {
        let Some(position) = history::position() else { return };
        let before = POSITION.replace(position);
        let shown = screen.with_untracked(Screen::position);
        // Every screen but the first one is of the second part.
        let is_loaded = shown != Some(0) || can_go_on();
        let next = screen.with_untracked(|screen| {
            if is_loaded && shown != Some(position) { query(Query::At(position, screen)) } else { None }
        });
        match next {
            Some(next) => screen.set(next),
            None => history::go(if position > before { 1 } else { -1 }),
        }
    };
    drop(window_event_listener_untyped("popstate", moved));
}

/// Returns the newest screen of a reset that can go on.
pub(super) fn newest() -> Option<Screen> {
    NEWEST.with_borrow(Clone::clone)
}

/// Keeps a screen if the reset can go on from it, and else forgets the reset. After the end the order stays, so that a
/// reload shows its outcome again.
pub(super) fn keep(screen: &Screen) {
    let resumable = screen.resumable();
    if !matches!(screen, Screen::Done(_)) {
        let text = resumable.as_ref().and_then(written::write);
        WebStorage::Session.write(KEY, text.as_deref());
    }
    NEWEST.set(resumable);
}
