//! Sessions, and codes for signed-in users.

mod authenticator;
mod code_sender;
mod destination;
mod method_name;

pub use authenticator::{SessionAuthenticator, SignedInUser, requirements, session_response};
pub use code_sender::{CodeSender, UserCode};
pub use destination::normalize_destination;
pub use method_name::validate_name;
