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
mod sealed;
mod tokens;

/// A target returns whether it accepted its input.
pub type Target = fn(&[u8]) -> bool;

/// All targets. The folder of a target's corpus has its name.
pub const TARGETS: &[(&str, Target)] = &[
    ("challenge", challenges::challenge),
    ("device-cookie", devices::cookie),
    ("directory-answer", agent::answer),
    ("domain", domains::domain),
    ("envelope", envelopes::envelope),
    ("freeze-link", links::freeze_link),
    ("item", items::item),
    ("job", jobs::job),
    ("passkey-answer", passkeys::answer),
    ("plaintext", envelopes::plaintext),
    ("sealed", sealed::sealed),
    ("security-descriptor", agent::descriptor),
    ("token", tokens::token),
];

/// Returns the target of a name.
pub fn find(name: &str) -> Option<Target> {
    TARGETS.iter().find(|(other, _)| *other == name).map(|(_, target)| *target)
}

/// Reads input as text; nothing if it is none.
fn text(data: &[u8]) -> Option<&str> {
    std::str::from_utf8(data).ok()
}
