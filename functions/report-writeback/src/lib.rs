//! Takes an agent's report.
