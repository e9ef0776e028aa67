//! Asks for the branding, the languages and the help desk.

use api_contract::show_config::{Branding, HelpDesk, Response, ShowConfig, Writeback};

use super::{
    call::{Answer, Authorization, call_until_answered},
    json::read_members,
};

pub(crate) fn show_config() -> Answer<Response> {
    call_until_answered::<ShowConfig>(Authorization::Anonymous, &())
}

read_members!(Response {
    branding: required,
    languages: required,
    methods: required,
    destination_required: required "destinationRequired",
    help_desk: optional "helpDesk",
    writeback: required,
});

read_members!(Writeback {
    available: required,
    last_available_at: optional "lastAvailableAt",
    keep_trying_minutes: required "keepTryingMinutes",
});

read_members!(Branding {
    name: required,
    logo: optional,
    accent: required,
    on_accent: required "onAccent",
    background: optional,
});

read_members!(HelpDesk { url: required, label: required, labels: or_default, phone: optional });
