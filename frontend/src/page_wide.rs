//! Values that a whole page shares. A context of Leptos costs a kilobyte for each type, and a page has only one of
//! each.

use std::cell::Cell;

/// A signal, or what has some, that every view can reach.
pub(crate) struct PageWide<T>(Cell<Option<T>>);

impl<T: Copy> PageWide<T> {
    pub(crate) const fn new() -> Self {
        Self(Cell::new(None))
    }

    pub(crate) fn set(&self, value: T) {
        self.0.set(Some(value));
    }

    /// Returns the value, which the page sets before any view asks for it.
    pub(crate) fn get(&self) -> T {
        self.0.get().unwrap_or_else(|| std::process::abort())
    }
}
