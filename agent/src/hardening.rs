//! Keeps passwords in memory out of core dumps.

use anyhow::Context as _;
use rustix::process::{DumpableBehavior, Resource, Rlimit, set_dumpable_behavior, setrlimit};

/// Disables core dumps, and keeps other processes of the same user from reading this one's memory.
pub(crate) fn forbid_memory_dumps() -> anyhow::Result<()> {
    setrlimit(Resource::Core, Rlimit { current: Some(0), maximum: Some(0) })
        .context("disabling core dumps")?;
    set_dumpable_behavior(DumpableBehavior::NotDumpable).context("protecting the process's memory from dumps")
}
