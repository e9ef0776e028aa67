//! Mails and text messages: what they say, and who carries them.

pub mod email;
mod error;
mod gsm;
pub mod messages;
mod messenger;
mod ses;
mod site;
pub mod sms;
mod sns;

pub use error::SendError;
pub use messenger::{Message, Messenger};
pub use ses::Ses;
pub use site::{Site, SiteError};
pub use sns::Sns;
