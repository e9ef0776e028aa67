//! Orders an account to be unlocked.
