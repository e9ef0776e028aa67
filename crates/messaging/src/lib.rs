//! Mails and text messages: their contents and their providers.

mod cost;
pub mod email;
mod end_user_messaging;
mod error;
mod gsm;
pub mod messages;
mod messenger;
mod segments;
mod ses;
mod site;
pub mod sms;
mod smtp;
mod sns;
mod words;

pub use cost::Cost;
pub use end_user_messaging::{EndUserMessaging, EndUserMessagingSettings};
pub use error::SendError;
pub use messenger::{Message, Messenger, To};
pub use ses::Ses;
pub use site::{Site, SiteError};
pub use smtp::{Smtp, SmtpError, SmtpRelay};
pub use sns::Sns;
