//! The code by which the help desk finds a reset, on every step after the first.

use leptos::prelude::*;

use super::screen::Screen;
use crate::{
    page_wide::PageWide,
    parts::{Tag, tag},
    words,
};

thread_local! {
    static CODE: PageWide<SupportCode> = const { PageWide::new() };
}

/// The code, if the current screen has one.
#[derive(Clone, Copy)]
pub(super) struct SupportCode(RwSignal<Option<String>>);

impl SupportCode {
    /// Provides the code for every screen.
    pub(super) fn provide() -> Self {
        let code = Self(RwSignal::new(None));
        CODE.with(|own| own.set(code));
        code
    }

    /// Returns the code of the page.
    pub(super) fn current() -> Self {
        CODE.with(PageWide::get)
    }

    pub(super) fn set(self, code: Option<String>) {
        self.0.set(code);
    }

    /// Returns the foot of the page with the code.
    pub(super) fn add_to(self, foot: Tag, screen: RwSignal<Screen>) -> Tag {
        foot.dynamic_child(move || {
            let is_first = screen.with(Screen::position) == Some(0);
            let code = self.0.get().filter(|_| !is_first)?;
            Some(tag("p").class("reset-code").text(words::support_code(code.as_str())).into_view())
        })
    }
}
