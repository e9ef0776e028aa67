//! Languages and their texts, for pages, messages and the agent.
//!
//! Texts are Fluent files below `locales/`. `texts-compiler` checks them when a crate is built and writes them in a
//! compact form, which [`Catalog`] reads: a Fluent runtime with its plural rules would take up a third of a page.

mod catalog;
mod fill;
mod language;
pub mod marks;
mod negotiation;
pub mod plural;
mod text;

pub use catalog::Catalog;
pub use language::Language;
pub use negotiation::best;
pub use text::{Text, Value};
