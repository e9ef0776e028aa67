//! The proof of work. It costs one user a fraction of a second, and makes requests for codes or sign-ins by the
//! thousand expensive.
//!
//! It begins when the page opens, and runs in slices, so that typing never waits for it.

mod challenge_solver;
mod nonce_search;

pub(crate) use challenge_solver::ChallengeSolver;
