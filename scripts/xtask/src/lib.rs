//! Builds the page and checks what clippy cannot.
