//! People whose passwords may be set again and again, and the passwords.

use std::sync::atomic::{AtomicU32, Ordering};

use crate::{
    lab::{self, Lab},
    ldap,
};

/// A person under a policy without a minimum age, with a password that is not one of [`password`].
pub fn person(lab: &Lab) -> String {
    let name = lab.person(ldap::OLD);
    lab.run(&["tool", "domain", "passwordsettings", "pso", "apply", "pso-strict", &name]);
    name
}

/// Another one each time.
pub fn password() -> String {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    format!("Violet-Harbour-{:05}", NEXT.fetch_add(1, Ordering::Relaxed))
}

/// How often each point is tried: once, or what `READMIT_ROUNDS` says.
pub fn rounds() -> u32 {
    lab::setting("READMIT_ROUNDS", "1").parse().expect("a number of rounds")
}
