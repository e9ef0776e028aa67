//! The countdown to the end of the reset.

mod later;

use leptos::prelude::*;

use super::screen::Screen;
use crate::second_part;

/// Returns the countdown of a screen on which the reset can expire.
pub(super) fn time_left(screen: RwSignal<Screen>, go: Callback<Screen>) -> Option<AnyView> {
    screen.with(Screen::expires_at)?;
    let open: fn(_, _) -> _ = later::open;
    Some(second_part::opaque(open)(screen, go))
}
