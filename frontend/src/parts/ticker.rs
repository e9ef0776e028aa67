//! One clock for all countdowns.

use std::time::Duration;

use leptos::prelude::*;

use crate::{clock::Moment, page_wide::PageWide};

thread_local! {
    static TICKER: PageWide<Ticker> = const { PageWide::new() };
}

/// A clock that notifies its readers every second.
#[derive(Clone, Copy)]
pub(crate) struct Ticker(RwSignal<Moment>);

impl Ticker {
    /// Starts the clock, for every view.
    pub(crate) fn provide() -> Self {
        let ticker = Self(RwSignal::new(Moment::now()));
        // A browser without timers shows the page without countdowns; the server's clock decides anyhow.
        let handle =
            set_interval_with_handle(move || ticker.0.set(Moment::now()), Duration::from_secs(1)).ok();
        on_cleanup(move || {
            if let Some(handle) = handle {
                handle.clear();
            }
        });
        TICKER.with(|own| own.set(ticker));
        ticker
    }

    /// Returns the clock of the page.
    pub(crate) fn from_context() -> Self {
        TICKER.with(PageWide::get)
    }

    /// Returns the seconds until a moment, and again every second.
    pub(crate) fn seconds_left(self, moment: Moment) -> u32 {
        self.0.track();
        moment.seconds_left(Moment::now())
    }

    /// Returns the seconds since a moment, and again every second.
    pub(crate) fn seconds_since(self, moment: Moment) -> u32 {
        self.0.track();
        Moment::now().seconds_left(moment)
    }
}
