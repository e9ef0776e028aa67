//! Users whose passwords may be set repeatedly, and new passwords.

use std::sync::atomic::{AtomicU32, Ordering};

use crate::{
    lab::{self, Lab},
    ldap,
};

/// Creates a user under a policy without a minimum age, with a password that is not one of [`password`].
pub fn person(lab: &Lab) -> String {
    let name = lab.person(ldap::OLD);
    lab.run(&["tool", "domain", "passwordsettings", "pso", "apply", "pso-strict", &name]);
    name
}

/// Returns a new password each time.
pub fn password() -> String {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    format!("Violet-Harbour-{:05}", NEXT.fetch_add(1, Ordering::Relaxed))
}

/// Returns how often each failpoint is tested: `READMIT_ROUNDS`, or once.
pub fn rounds() -> u32 {
    lab::setting("READMIT_ROUNDS", "1").parse().expect("a number of rounds")
}
