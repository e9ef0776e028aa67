//! Back and Forward between the methods and the form that adds one, which a reload opens again.

use std::cell::Cell;

use api_contract::show_session::MethodKind;
use leptos::{prelude::*, task::spawn_local};

use crate::{
    account::{
        context::AccountContext,
        screen::{AddMethod, Screen},
    },
    browser::history,
};

thread_local! {
    static IS_FOLLOWED: Cell<bool> = const { Cell::new(false) };
}

/// Notes that a screen is shown. If the page was loaded where a form was open, the form follows.
pub(super) fn note(screen: &Screen, context: AccountContext) {
    let is_loaded_here = !IS_FOLLOWED.replace(true);
    if is_loaded_here {
        follow(context);
    }
    let here = history::position().unwrap_or_default();
    if let Some(form) = form(here, screen).filter(|_| is_loaded_here) {
        return spawn_local(async move { context.go(form) });
    }
    let position = position(screen);
    if here == 0 && position > 0 {
        history::replace(0);
        history::push(position);
    } else {
        history::replace(position);
    }
}

/// Shows the form, or the methods, of an entry to which the user moves.
fn follow(context: AccountContext) {
    let moved = move |_| {
        let position = history::position().unwrap_or_default();
        let screen = context.screen.get_untracked();
        if let Some(form) = form(position, &screen) {
            context.go(form);
        } else if position == 0 && self::position(&screen) > 0 {
            spawn_local(context.ask_session());
        }
    };
    drop(window_event_listener_untyped("popstate", moved));
}

/// Returns the position of a screen in the browser's history: 0 unless a method is being added.
fn position(screen: &Screen) -> u32 {
    let Screen::AddMethod(data) = screen else { return 0 };
    (1..).zip(MethodKind::ALL).find(|(_, kind)| *kind == data.kind).map_or(0, |(position, _)| position)
}

/// Returns the form of a position, if a screen leads to it.
fn form(position: u32, screen: &Screen) -> Option<Screen> {
    let (_, kind) = (1..).zip(MethodKind::ALL).find(|(number, _)| *number == position)?;
    let (info, is_demanded) = match screen {
        Screen::SecurityInfo(info) => (info, false),
        Screen::Register(info) => (info, true),
        Screen::Opening
        | Screen::SignIn(_)
        | Screen::Prove(_)
        | Screen::LiftFreeze(_)
        | Screen::AddMethod(_)
        | Screen::Confirm(_)
        | Screen::StartChange(_)
        | Screen::ChangePassword(_)
        | Screen::Waiting(_)
        | Screen::Changed(_)
        | Screen::FreezeAccount(_)
        | Screen::Stopped(_) => return None,
    };
    let is_offered = info.offered.iter().any(|offered| offered.kind == kind);
    is_offered.then(|| Screen::AddMethod(AddMethod { kind, info: info.clone(), is_demanded }))
}

#[cfg(test)]
mod tests {
    use api_contract::show_session::{OfferedKind, RegistrationRequirement, SecurityInfo};

    use super::*;

    fn info() -> SecurityInfo {
        SecurityInfo {
            methods: Vec::new(),
            offered: vec![OfferedKind { kind: MethodKind::Mail, maximum: 2 }],
            required: RegistrationRequirement { kinds: 1, registered: 0, skips_left: 0 },
            devices: Vec::new(),
            status: None,
            activities: Vec::new(),
        }
    }

    #[test]
    fn form_is_found_again_by_its_history_position() {
        for (screen, is_demanded) in [(Screen::SecurityInfo(info()), false), (Screen::Register(info()), true)]
        {
            let add = Screen::AddMethod(AddMethod { kind: MethodKind::Mail, info: info(), is_demanded });
            assert_eq!(form(position(&add), &screen), Some(add));
            assert_eq!(position(&screen), 0);
            assert_eq!(form(0, &screen), None);
        }
    }

    #[test]
    fn method_that_is_not_offered_has_no_form() {
        let passkey = AddMethod { kind: MethodKind::Passkey, info: info(), is_demanded: false };
        assert_eq!(form(position(&Screen::AddMethod(passkey)), &Screen::SecurityInfo(info())), None);
        assert_eq!(form(99, &Screen::SecurityInfo(info())), None);
    }
}
