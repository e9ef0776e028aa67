//! Issues a proof of work.
