//! Checks the Fluent files of every language and compiles them: to what [`texts::Catalog`] reads, and to one Rust function
//! per text. For build scripts and `xtask`; nothing of it is part of what they build.
//!
//! What the small reader cannot do is refused here, when a crate is built, and so is a text that one language has and
//! another lacks, and a plural category without a variant.

mod compile;
mod functions;
mod grammar;
mod locales;
mod read;
pub mod sources;

pub use compile::{joined, plain};
pub use functions::{catalogs, messages};
pub use grammar::Grammar;
pub use locales::{DOCUMENT, Locale, languages, read, read_all};
pub use read::{Key, Part, Texts, Variant};
