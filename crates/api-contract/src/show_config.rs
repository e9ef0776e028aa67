//! `GET /api/config`: returns the settings of the page, alike for every caller.

use serde::{Deserialize, Serialize};

use crate::{endpoint::endpoint, start_reset::MethodKind};

endpoint!(ShowConfig, "show-config", GET "/api/config", 200);

/// The settings of the page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Response {
    pub branding: Branding,
    /// The offered languages, the default one first (BCP 47).
    pub languages: Vec<String>,
    /// The kinds of method that the policy offers.
    pub methods: Vec<MethodKind>,
    /// Whether the full destination must be typed before a code is sent.
    pub destination_required: bool,
    /// The help desk, if there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub help_desk: Option<HelpDesk>,
    /// Whether passwords can be written now.
    pub writeback: Writeback,
}

/// Whether an agent is present whose directory answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Writeback {
    /// Whether such an agent is present.
    pub available: bool,
    /// The time when such an agent was last present, if none is now and there ever was one (RFC 3339, UTC).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_available_at: Option<String>,
    /// The minutes for which an order may be deferred if no such agent is present.
    pub keep_trying_minutes: u32,
}

/// The company's name, logo and colors.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Branding {
    /// The company's name, as pages and messages show it.
    pub name: String,
    /// A path on this site or a `data:` URL of an image.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub logo: Option<String>,
    /// The color of buttons and links, `#rrggbb`.
    pub accent: String,
    /// The color of text on buttons, `#rrggbb`.
    pub on_accent: String,
    /// The background behind the card: `#rrggbb`, or a path on this site or a `data:` URL of an image.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub background: Option<String>,
}

/// The ways to reach the help desk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct HelpDesk {
    /// The target of the link: `https:`, `mailto:` or `tel:`.
    pub url: String,
    /// The text of the link in the default language.
    pub label: String,
    /// The text of the link in each of the offered languages, in their order; empty if it is the same in all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub labels: Vec<String>,
    /// The number to call, as people read it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
}
