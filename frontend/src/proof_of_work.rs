//! The proof of work: makes asking for codes, or trying passwords, by the thousand expensive, and costs one user a fraction of a second.
//!
//! It begins when the page opens and works in slices, so that typing never waits for it.

mod challenge_solver;
mod nonce_search;

pub(crate) use challenge_solver::ChallengeSolver;
