//! Evaluates whether a password is acceptable, and if not, why. Pure; it runs in the browser and in the agent.
//!
//! It checks what needs no directory: length, the complexity rule of Active Directory, and banned words as Entra
//! Password Protection matches and scores them. The directory checks history, age and password filters.

mod banned;
mod checklist;
mod common;
mod complexity;
mod length;
mod name;
mod policy;
mod refusal;
mod strength;
mod suggestion;

pub use banned::{BannedWordsError, check_banned_words};
pub use checklist::{Checklist, Mark};
pub use common::CommonPasswords;
pub use length::MAXIMUM_LENGTH;
pub use policy::{Policy, PolicyRules};
pub use refusal::Refusal;
pub use suggestion::{Suggestion, suggest};
pub use vocabulary::Strength;
