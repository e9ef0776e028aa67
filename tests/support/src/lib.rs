//! The fixtures that the tests of the agent and the benchmark share: a real domain controller, a fake cloud with its
//! queue, and orders for agents.

#![expect(clippy::expect_used, clippy::missing_panics_doc, reason = "a test that cannot go on ends")]

pub mod administration;
pub mod cloud;
pub mod fixtures;
pub mod lab;
pub mod ldap;
pub mod link;
pub mod orders;
pub mod queue;
pub mod sync_state;
