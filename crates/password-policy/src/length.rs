//! The length of passwords.

/// The maximum length of a password, in UTF-16 code units.
///
/// It is the limit of Windows (`PWLEN` and `CREDUI_MAX_PASSWORD_LENGTH` are 256) and of Entra. Older texts of Microsoft
/// say 127, the limit of the sign-in dialogs of their time. Longer passwords that the directory accepts are not refused
/// because of them.
pub const MAXIMUM_LENGTH: u32 = 256;
