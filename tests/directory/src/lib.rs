//! Helpers for the tests of the agent against a real domain controller: the agent as a process and as a library, and
//! what they need beyond `test-support`.

#![expect(clippy::expect_used, clippy::missing_panics_doc, reason = "a test that cannot go on ends")]

pub mod agent;
pub mod checkup;
pub mod configuration;
pub mod dns;
pub mod failpoints;
pub mod host;
pub mod library_agent;
pub mod pair;
pub mod policies;
pub mod program;
pub mod reader;
pub mod relay;
pub mod stub_cloud;
pub mod synced_domain;
