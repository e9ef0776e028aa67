//! Reads what a token names. Only the server can check it; the page shows it.

use js_sys::JSON;

use super::json::Json;

/// The characters of a reset's id that tell it from the others of a day.
const SHOWN: usize = 8;

/// Returns the beginning of the id of the reset that a token (JWT) names, under which the audit trail has it.
pub(crate) fn reset_id(token: &str) -> Option<String> {
    let claims = token.split('.').nth(1)?.replace('-', "+").replace('_', "/");
    let claims = web_sys::window()?.atob(&claims).ok()?;
    let id = JSON::parse(&claims).ok()?.get("reset")?.text()?;
    id.get(..SHOWN).map(str::to_owned)
}
