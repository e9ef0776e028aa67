//! What passwords are accepted, and why others are not.

mod banned_words;
mod judgement;
mod strength;
