//! The administrator's settings, as written in `policy.toml` and stored in the settings table.
//!
//! Every number has its bounds in its type: a policy can be tightened, and loosened only as far as the bounds say. Unknown
//! keys are refused. Every section and every member may be left out; the defaults are those of the deployed template.

mod bounded;
mod branding;
mod file;
mod limits;
mod passwords;

use serde::{Deserialize, Serialize};

pub use bounded::Bounded;
pub use branding::{Branding, Colour, HelpDesk, Image, Link};
pub use file::{PolicyError, parse};
pub use limits::Limits;
pub use passwords::{BannedWord, Passwords};
pub use texts::Language;

use crate::MethodKind;

/// The whole policy.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Policy {
    /// Whose accounts may reset.
    pub scope: Scope,
    /// By which methods.
    pub methods: Methods,
    /// With how many proofs.
    pub gates: Gates,
    /// What people are asked to register.
    pub registration: RegistrationPolicy,
    /// How often and how long.
    pub limits: Limits,
    /// Who is told afterwards.
    pub notices: Notices,
    /// Banned words.
    pub passwords: Passwords,
    /// The company's look.
    pub branding: Branding,
    /// Whom to call.
    pub help_desk: Option<HelpDesk>,
    /// In which languages.
    pub languages: Languages,
}

/// Groups of the directory, by account name (sAMAccountName) or distinguished name.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Scope {
    /// Members, nested ones too, may reset. Nobody may while the list is empty.
    pub enabled_groups: Vec<String>,
    /// Members may not, whatever else they are in.
    pub excluded_groups: Vec<String>,
    /// Members administer Readmit: two gates, always.
    pub administrator_groups: Vec<String>,
}

/// Which methods are offered, and how.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Methods {
    /// Kinds, in the order in which they are shown.
    pub offered: Vec<MethodKind>,
    /// Whether the full destination behind the mask must be typed before a code is sent.
    pub destination_required: bool,
    /// Calling codes that text messages may go to, as `+46`. None are sent while the list is empty.
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
    /// Whether text messages may go to this number (E.164).
    pub fn allows_number(&self, number: &str) -> bool {
        self.calling_codes.iter().any(|code| number.starts_with(code.as_str()))
    }
}

/// How many proofs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Gates {
    /// One or two, each by another kind of method. Administrators of Readmit always need two.
    pub required: Bounded<1, 2, 2>,
    /// Whether a passkey alone will do where two are required: it is something that a person has, and knows or is. Not for
    /// administrators of Readmit.
    pub passkey_is_enough: bool,
}

impl Default for Gates {
    fn default() -> Self {
        Self { required: Bounded::default(), passkey_is_enough: true }
    }
}

/// What people are asked to register when they sign in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct RegistrationPolicy {
    /// Whether who has fewer methods than a reset demands must register more before anything else.
    pub required: bool,
    /// How often that may be put off.
    pub skips: Bounded<0, 10, 0>,
    /// After how many days people are asked whether what is registered is still theirs; 0 for never.
    pub confirm_days: Bounded<0, 730, 180>,
    /// Whether what the directory holds (mobile, mail) may be used without having been registered.
    pub directory_data: bool,
}

impl Default for RegistrationPolicy {
    fn default() -> Self {
        let (skips, confirm_days) = (Bounded::default(), Bounded::default());
        Self { required: true, skips, confirm_days, directory_data: true }
    }
}

/// Which notices are sent to every registered address of the person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Notices {
    /// After a password was set.
    pub password_set: bool,
    /// After an account was unlocked.
    pub account_unlocked: bool,
}

impl Default for Notices {
    fn default() -> Self {
        Self { password_set: true, account_unlocked: true }
    }
}

/// Languages of pages and messages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Languages {
    /// The default one first. All of `locales/languages.toml`, when nothing is said.
    pub offered: Vec<Language>,
}

impl Default for Languages {
    fn default() -> Self {
        Self { offered: Language::all().collect() }
    }
}

impl Languages {
    /// The offered language that fits a BCP 47 tag best, else the default.
    pub fn choose(&self, tag: Option<&str>) -> Language {
        let fitting = tag.and_then(|tag| Language::best(tag, self.offered.iter().copied()));
        fitting.or(self.offered.first().copied()).unwrap_or(Language::DEFAULT)
    }
}
