//! Accepted and refused passwords.

mod banned_words;
mod refusals;
mod strength;
mod suggestion;
