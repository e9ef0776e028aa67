//! One reader for each thing that users type or a directory holds: names, codes, telephone numbers, mail addresses and
//! distinguished names. Functions and agent read them alike.
//!
//! People paste invisible characters, spaces that do not break, marks of direction, any dash, digits of any script and
//! whole messages. Each reader begins with [`plain::plain`].

pub mod code;
pub mod dn;
#[cfg(feature = "destinations")]
pub mod mail;
pub mod name;
#[cfg(feature = "destinations")]
pub mod phone;
pub mod plain;

pub use dn::DistinguishedName;
pub use name::UserName;
