//! The note that no password can be written at the moment.

pub(super) mod later;
