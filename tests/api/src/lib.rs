//! A client of the API for its black-box tests. It knows nothing of `api-contract`: requests and answers are plain
//! JSON, so that the tests are a second reading of what was agreed.
//!
//! The tests run against a running Readmit, named by the environment (see [`surroundings`]). Each test brings accounts
//! of its own, because limits are counted for an account.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::missing_panics_doc,
    reason = "a test that cannot go on says so and stops"
)]

pub mod agent;
pub mod answer;
pub mod aws;
pub mod calls;
pub mod client;
pub mod crossings;
pub mod directory;
pub mod edge;
pub mod equipped;
pub mod forging;
pub mod functions;
pub mod iam;
pub mod instance;
pub mod json;
pub mod logs;
pub mod marks;
pub mod outbox;
pub mod passkeys;
pub mod patient;
pub mod people;
pub mod places;
pub mod reset;
pub mod routes;
pub mod shape;
pub mod stage;
pub mod surroundings;
pub mod tables;
pub mod visitor;
pub mod work;

pub use answer::Answer;
pub use client::Client;
pub use instance::Instance;
pub use people::Person;
pub use reset::Reset;
pub use visitor::{SignIn, Visitor};
