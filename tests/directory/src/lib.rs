//! What the tests of the agent against a real domain controller have in common: the domain controller itself, a minimal
//! cloud and queue, the agent as a process or as a library, and orders for it.

#![expect(clippy::expect_used, clippy::missing_panics_doc, reason = "a test that cannot go on ends")]

pub mod agent;
pub mod bench;
pub mod checkup;
pub mod cloud;
pub mod dns;
pub mod edit;
pub mod followed;
pub mod host;
pub mod lab;
pub mod ldap;
pub mod ledger;
pub mod line;
pub mod orders;
pub mod pair;
pub mod points;
pub mod policies;
pub mod program;
pub mod queue;
pub mod reader;
pub mod relay;
pub mod stage;
pub mod stub;
