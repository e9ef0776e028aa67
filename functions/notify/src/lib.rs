//! Tells people what was done to their account.
