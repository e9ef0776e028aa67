//! Asks for the branding, the languages and the help desk.

use api_contract::show_config::{Branding, HelpDesk, Response, ShowConfig, Writeback};

use super::{
    call::{Answer, Authorization, call_until_answered},
    json::{Json, Read},
};

pub(crate) fn show_config() -> Answer<Response> {
    call_until_answered::<ShowConfig>(Authorization::Anonymous, &())
}

impl Read for Response {
    fn read(json: &impl Json) -> Option<Self> {
        Some(Self {
            branding: json.member("branding")?,
            languages: json.member("languages")?,
            methods: json.member("methods")?,
            destination_required: json.member("destinationRequired")?,
            help_desk: json.optional("helpDesk")?,
            writeback: json.member("writeback")?,
        })
    }
}

impl Read for Writeback {
    fn read(json: &impl Json) -> Option<Self> {
        Some(Self {
            available: json.member("available")?,
            last_available_at: json.optional("lastAvailableAt")?,
            keep_trying_minutes: json.member("keepTryingMinutes")?,
        })
    }
}

impl Read for Branding {
    fn read(json: &impl Json) -> Option<Self> {
        Some(Self {
            name: json.member("name")?,
            logo: json.optional("logo")?,
            accent: json.member("accent")?,
            on_accent: json.member("onAccent")?,
            background: json.optional("background")?,
        })
    }
}

impl Read for HelpDesk {
    fn read(json: &impl Json) -> Option<Self> {
        Some(Self {
            url: json.member("url")?,
            label: json.member("label")?,
            labels: json.optional("labels")?.unwrap_or_default(),
            phone: json.optional("phone")?,
        })
    }
}
