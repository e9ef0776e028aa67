//! Shows the configuration.
