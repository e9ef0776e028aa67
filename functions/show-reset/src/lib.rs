//! Shows how an order stands.
