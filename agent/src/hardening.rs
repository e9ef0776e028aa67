//! A crash leaves no copy of the memory, in which a password may be.

use anyhow::Context as _;
use rustix::process::{DumpableBehavior, Resource, Rlimit, set_dumpable_behavior, setrlimit};

/// No core dumps, and no other process of the same user may read this one's memory.
pub(crate) fn forbid_memory_dumps() -> anyhow::Result<()> {
    setrlimit(Resource::Core, Rlimit { current: Some(0), maximum: Some(0) })
        .context("limiting core dumps to nothing")?;
    set_dumpable_behavior(DumpableBehavior::NotDumpable).context("making the process undumpable")
}
