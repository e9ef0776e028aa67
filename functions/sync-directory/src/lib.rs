//! Takes accounts from an agent.
