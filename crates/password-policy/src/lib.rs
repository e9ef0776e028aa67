//! Is this password acceptable, and if not, why. Pure; runs in the browser and in the agent.
//!
//! It judges what can be judged without the directory: length, the complexity rule of Active Directory, and banned
//! words as Entra Password Protection matches and scores them. History, age and password filters are the directory's.

mod banned;
mod checklist;
mod complexity;
mod name;
mod policy;
mod refusal;
mod strength;

pub use banned::{BannedWordsError, check_banned_words};
pub use checklist::{Checklist, Mark};
pub use policy::{MAXIMUM_LENGTH, Policy, Rules};
pub use refusal::Refusal;
pub use strength::Strength;
