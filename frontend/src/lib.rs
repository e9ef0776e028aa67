//! The pages: a Leptos client-side application.
