//! Checks the Fluent files of every language and compiles them into catalogs, which [`texts::Catalog`] reads, and one
//! Rust function per text. Build scripts and `xtask` use it; no program contains it.
//!
//! A build fails on syntax that the small reader lacks, on a text that one language has and another lacks, and on a
//! plural category without a variant.

mod compile;
mod functions;
mod grammar;
mod locales;
pub mod pages;
mod read;
#[cfg(test)]
mod singular_tests;
pub mod sources;

pub use compile::{joined, plain};
pub use functions::{catalogs, messages};
pub use grammar::Grammar;
pub use locales::{DOCUMENT, Locale, languages, locale_files, read, read_all};
pub use read::{Key, Part, Texts, Variant};
