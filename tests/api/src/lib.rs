//! A client of the API for its black-box tests. It knows nothing of `api-contract`: requests and answers are plain
//! JSON, so that the tests are a second reading of what was agreed.
//!
//! The tests run against a running Readmit, named by the environment (see [`environment`]). Each test brings its own
//! accounts, because limits are counted for an account.
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
pub mod authenticator_app;
pub mod aws;
pub mod calls;
pub mod canary_search;
pub mod charges;
pub mod client;
pub mod cross_account;
pub mod deferred_order;
pub mod device;
pub mod directory;
pub mod edge;
pub mod environment;
pub mod fixtures;
pub mod forging;
pub mod functions;
mod http;
pub mod iam;
pub mod instance;
pub mod json;
pub mod logs;
pub mod outbox;
pub mod passkeys;
pub mod path;
pub mod people;
mod processes;
pub mod registered_user;
pub mod reset;
pub mod routes;
pub mod sealing;
pub mod secrets;
pub mod shape;
pub mod sign_in;
pub mod signed_in_user;
pub mod sinks;
pub mod tables;
pub mod work;

pub use answer::Answer;
pub use client::Client;
pub use instance::Instance;
pub use people::Person;
pub use reset::Reset;
pub use sign_in::SignIn;
pub use signed_in_user::SignedInUser;
