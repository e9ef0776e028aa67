//! Findings of `readmit-agent check`, and the checks of this host and the cloud. Each names the command that fixes it.

pub(crate) mod cloud;
mod finding;
pub(crate) mod local;
mod show;

use std::path::Path;

pub(crate) use finding::shell;
pub use finding::{Finding, Findings, Level, Summary};
pub use show::show;

/// Returns the command that sets this host's clock, for the service that keeps it.
pub(crate) fn clock_fix() -> String {
    let has_chrony = ["/usr/bin/chronyc", "/usr/sbin/chronyc"].iter().any(|path| Path::new(path).exists());
    if has_chrony { "chronyc makestep" } else { "timedatectl set-ntp true" }.to_owned()
}
