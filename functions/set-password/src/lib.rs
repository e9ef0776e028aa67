//! Orders a password to be written.
