//! Measures what a reset costs: bytes of the pages, each function beside one that does nothing, processor time of whole
//! resets, and how long a user waits.
//!
//! It measures the built page, the built functions with the environment of a deployed instance, and requests of real
//! resets. Valgrind counts instructions, because times vary on a busy machine.
#![expect(clippy::indexing_slicing, reason = "only JSON is indexed, where a missing member reads as null")]

pub mod agent;
pub mod arguments;
pub mod aws;
pub mod before;
pub mod callgrind;
pub mod clock;
pub mod deployed;
pub mod docs;
pub mod envelopes;
pub mod event;
pub mod functions;
pub mod http;
pub mod installed_agent;
pub mod instance;
pub mod journey;
pub mod measure;
pub mod outbox;
pub mod page;
pub mod people;
pub mod processes;
pub mod progress;
pub mod report;
pub mod resets;
pub mod run;
pub mod runtime_api;
pub mod samba;
pub mod sign_ins;
pub mod site;
pub mod statistics;
pub mod sync;
pub mod table;
pub mod whole_resets;
pub mod work;
pub mod worker;
pub mod writes;
