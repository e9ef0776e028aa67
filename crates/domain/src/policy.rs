//! The policy: the administrator's settings, as written in `policy.toml` and stored in the settings table.
//!
//! Every number has its bounds in its type, so a policy can be loosened only as far as they say. Unknown keys are
//! refused. Every section and every member may be left out; the defaults are those of the deployed template.

mod bounded;
mod branding;
mod calling_code;
mod devices;
mod file;
mod help_desk;
mod limits;
mod passwords;
mod sync;
mod text_messages;
mod zone;

use serde::{Deserialize, Serialize};

pub use bounded::Bounded;
pub use branding::{Branding, Color, Image, Link};
pub use devices::DevicePolicy;
pub use file::{PolicyError, parse};
pub use help_desk::{HelpDesk, Label, Phone};
pub use limits::Limits;
pub use passwords::{BannedWord, Passwords};
pub use sync::SyncPolicy;
pub use text_messages::{TextMessages, TextProvider};
pub use texts::Language;
pub use zone::Zone;

use crate::MethodKind;

/// The policy of the company, as an administrator applied it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Policy {
    /// The accounts that may reset.
    pub scope: Scope,
    /// The limits of the sync of the directory.
    pub sync: SyncPolicy,
    /// The kinds of method that the company offers.
    pub methods: Methods,
    /// The services that send text messages. Left out of a stored policy that does not need it, because functions of an
    /// earlier version do not know it.
    #[serde(skip_serializing_if = "TextMessages::is_default")]
    pub text_messages: TextMessages,
    /// The proofs that a reset needs.
    pub gates: Gates,
    /// The rules for the registration of methods.
    pub registration: RegistrationPolicy,
    /// The devices on which users are known.
    pub devices: DevicePolicy,
    /// The numbers and times that bound resets, codes, guesses and sessions.
    pub limits: Limits,
    /// The notices that are sent.
    pub notices: Notices,
    /// Readmit's own rules of passwords.
    pub passwords: Passwords,
    pub branding: Branding,
    /// The help desk, if there is one.
    pub help_desk: Option<HelpDesk>,
    /// The languages of pages and messages.
    pub languages: Languages,
}

/// Groups of the directory, by account name (sAMAccountName) or distinguished name.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Scope {
    /// The groups whose members, nested ones too, may reset. No account may while the list is empty.
    pub enabled_groups: Vec<String>,
    /// The groups whose members may not, whatever else they are in.
    pub excluded_groups: Vec<String>,
    /// The groups whose members administer Readmit and always need two gates.
    pub administrator_groups: Vec<String>,
}

/// The methods that are offered, and how.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Methods {
    /// The kinds, in the order in which they are shown.
    pub offered: Vec<MethodKind>,
    /// Whether the full destination behind the mask must be typed before a code is sent.
    pub destination_required: bool,
    /// The countries that text messages may go to, by calling code as `+46`. A country that shares the code of another
    /// is named by its ISO 3166 code, as `JM`. No text message is sent while the list is empty.
    pub calling_codes: Vec<String>,
}

impl Default for Methods {
    fn default() -> Self {
        Self {
            offered: vec![
                MethodKind::Passkey,
                MethodKind::AuthenticatorApp,
                MethodKind::TextMessage,
                MethodKind::Mail,
                MethodKind::RecoveryCode,
            ],
            destination_required: false,
            calling_codes: Vec::new(),
        }
    }
}

impl Methods {
    /// Returns whether text messages may go to this number (E.164).
    pub fn allows_number(&self, number: &str) -> bool {
        self.calling_codes.iter().any(|named| calling_code::includes(named, number))
    }

    /// Returns the calling code of the first country, which numbers without one belong to.
    pub fn home_code(&self) -> Option<&str> {
        self.calling_codes.first().map(|named| calling_code::code(named))
    }
}

/// The number of proofs that a reset needs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Gates {
    /// The number of gates, each proved by another kind of method. Administrators of Readmit always need two.
    pub required: Bounded<1, 2, 2>,
    /// Whether a passkey alone is enough if two gates are required: it is something that a user has, and knows or is.
    /// It never is for administrators of Readmit.
    pub passkey_is_enough: bool,
}

impl Default for Gates {
    fn default() -> Self {
        Self { required: Bounded::default(), passkey_is_enough: true }
    }
}

/// The methods that users must register when they sign in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct RegistrationPolicy {
    /// Whether a user with fewer methods than a reset requires must register more before anything else.
    pub required: bool,
    /// The number of times that a user may postpone this registration.
    pub skips: Bounded<0, 10, 0>,
    /// The days after which users must confirm their methods; 0 for never.
    pub confirm_days: Bounded<0, 730, 180>,
    /// Whether the directory's mobile number and mail address may be used without registration.
    pub directory_data: bool,
}

impl Default for RegistrationPolicy {
    fn default() -> Self {
        let (skips, confirm_days) = (Bounded::default(), Bounded::default());
        Self { required: true, skips, confirm_days, directory_data: true }
    }
}

/// The notices that are sent to the user.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Notices {
    /// Whether a notice is sent after a password was set.
    pub password_set: bool,
    /// Whether a notice is sent after an account was unlocked.
    pub account_unlocked: bool,
    /// Whether a user whose account cannot be reset gets a mail with the reason when someone asks for a code.
    pub ineligible: bool,
}

impl Default for Notices {
    fn default() -> Self {
        Self { password_set: true, account_unlocked: true, ineligible: true }
    }
}

/// The languages of pages and messages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Languages {
    /// The offered languages, the default one first. All of `locales/languages.toml` if the policy names none.
    pub offered: Vec<Language>,
    /// The time zone of times in messages.
    pub time_zone: Zone,
}

impl Default for Languages {
    fn default() -> Self {
        Self { offered: Language::all().collect(), time_zone: Zone::default() }
    }
}

impl Languages {
    /// Returns the offered language that fits the first BCP 47 tag that one fits, or else the default.
    pub fn choose<'a>(&self, tags: impl IntoIterator<Item = &'a str>) -> Language {
        let fitting = tags.into_iter().find_map(|tag| Language::best(tag, self.offered.iter().copied()));
        fitting.or(self.offered.first().copied()).unwrap_or(Language::DEFAULT)
    }
}
