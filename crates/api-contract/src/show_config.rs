//! `GET /api/config`: what the page shows before anyone is known.

use serde::{Deserialize, Serialize};

use crate::{endpoint::endpoint, start_reset::MethodKind};

endpoint!(ShowConfig, "show-config", GET "/api/config", 200);

/// Branding, languages and methods.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Response {
    /// How it looks.
    pub branding: Branding,
    /// Languages offered, the default one first (BCP 47).
    pub languages: Vec<String>,
    /// Kinds of method that this company offers.
    pub methods: Vec<MethodKind>,
    /// Whether the full destination must be typed before a code is sent.
    pub destination_required: bool,
    /// Whom to call.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub help_desk: Option<HelpDesk>,
    /// Whether passwords can be written at the moment.
    pub writeback: Writeback,
}

/// Whether an agent is alive whose directory answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Writeback {
    /// Whether one is.
    pub available: bool,
    /// When one last was, where none is and one ever was (RFC 3339, UTC).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_available_at: Option<String>,
    /// For how many minutes an order may be let wait, where none is.
    pub keep_trying_minutes: u32,
}

/// The company's look.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Branding {
    /// The company's name.
    pub name: String,
    /// A path on this site or a `data:` URL of an image.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub logo: Option<String>,
    /// Buttons and links, `#rrggbb`.
    pub accent: String,
    /// Text on buttons, `#rrggbb`.
    pub on_accent: String,
    /// Behind the card: `#rrggbb`, or a path on this site or `data:` URL of an image.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub background: Option<String>,
}

/// Whom to call when nothing here helps.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct HelpDesk {
    /// `https:`, `mailto:` or `tel:`.
    pub url: String,
    /// What the link says.
    pub label: String,
}
