//! The targets by name.

mod agent;
mod challenges;
mod devices;
mod domains;
mod envelopes;
mod items;
mod jobs;
mod links;
mod passkeys;
mod readers;
mod sealed;
mod tokens;

/// A target returns whether it accepted its input.
pub type Target = fn(&[u8]) -> bool;

/// All targets. The folder of a target's corpus has its name.
pub const TARGETS: &[(&str, Target)] = &[
    ("directory-answer", agent::answer),
    ("domain", domains::domain),
    ("envelope", envelopes::envelope),
    ("item", items::item),
    ("job", jobs::job),
    ("passkey-answer", passkeys::answer),
    ("reader", readers::reader),
    ("sealed", sealed::sealed),
    ("security-descriptor", agent::descriptor),
    ("signed-text", signed_text),
    ("token", tokens::token),
];

/// Returns the target of a name.
pub fn find(name: &str) -> Option<Target> {
    TARGETS.iter().find(|(other, _)| *other == name).map(|(_, target)| *target)
}

/// Any input is read as a challenge, as a cookie of known devices and as a freeze link.
fn signed_text(data: &[u8]) -> bool {
    [challenges::challenge(data), devices::cookie(data), links::freeze_link(data)].contains(&true)
}

/// Reads input as text; nothing if it is none.
fn text(data: &[u8]) -> Option<&str> {
    std::str::from_utf8(data).ok()
}
