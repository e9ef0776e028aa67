//! Helpers for the tests of the agent against a real domain controller: the domain controller itself, a minimal cloud
//! and queue, the agent as a process and as a library, and orders for it.

#![expect(clippy::expect_used, clippy::missing_panics_doc, reason = "a test that cannot go on ends")]

pub mod administration;
pub mod agent;
pub mod checkup;
pub mod cloud;
pub mod configuration;
pub mod dns;
pub mod failpoints;
pub mod fixtures;
pub mod host;
pub mod lab;
pub mod ldap;
pub mod library_agent;
pub mod link;
pub mod orders;
pub mod pair;
pub mod policies;
pub mod program;
pub mod queue;
pub mod reader;
pub mod relay;
pub mod stub_cloud;
pub mod sync_state;
pub mod synced_domain;
