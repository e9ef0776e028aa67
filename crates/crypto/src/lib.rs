//! Keys, codes, tokens, links, challenges and encryption at rest. No AWS, no Lambda: time and randomness are
//! parameters.

pub mod challenge;
pub mod codes;
pub mod destinations;
pub mod device_tokens;
pub mod freeze_link;
pub mod keys;
pub mod link;
pub mod masks;
pub mod names;
pub mod sealed_account;
pub mod sign_in_token;
pub mod signer;
pub mod token;
