//! The known devices, each with a button that removes it, and the button that ends every session.

use api_contract::{
    remove_device::Request,
    show_session::{KnownDevice, SecurityInfo},
    sign_out,
};
use leptos::{prelude::*, task::spawn_local};

use crate::{
    account::{context::AccountContext, error_action::SignInReason, screens::confirm::action},
    api,
    clock::Moment,
    error_message::ErrorMessage,
    parts::{Tag, paragraph, picture, quiet_button, tag},
    words::{self, Message},
};

/// Returns the list, or `None` if no device is known.
pub(super) fn known_devices(
    info: &SecurityInfo,
    error: RwSignal<Option<ErrorMessage>>,
    context: AccountContext,
) -> Option<Tag> {
    let list = info.devices.iter().map(|device| row(device, error, context));
    let list = list.fold(tag("ul").class("methods"), Tag::tag);
    let devices = tag("section")
        .tag(tag("h2").text(words::devices_title()))
        .tag(paragraph("support", words::devices_lead()))
        .tag(list);
    (!info.devices.is_empty()).then_some(devices)
}

fn row(device: &KnownDevice, error: RwSignal<Option<ErrorMessage>>, context: AccountContext) -> Tag {
    let label = tag("span").class("label").text(name(device));
    let proved = Moment::parse(&device.proved_at).map(words::device_proved);
    let proved = proved.map(|proved| tag("span").class("hint").text(proved));
    let network =
        (!device.network.is_empty()).then(|| tag("span").class("hint").isolated(device.network.clone()));
    let mark = device.is_current.then(|| tag("span").class("mark").text(words::device_current()));
    let id = device.id.clone();
    let remove = action("action", words::method_remove(), name(device))
        .on("click", move |_| remove(id.clone(), error, context));
    tag("li")
        .class("method")
        .tag(picture("picture screen"))
        .tag(tag("span").class("words").tag(label).tag_if(proved).tag_if(network))
        .tag_if(mark)
        .tag(tag("div").class("actions").tag(tag("div").class("action-row").tag(remove)))
}

/// Returns the browser and system, which have names of their own.
fn name(device: &KnownDevice) -> Message {
    if device.name.is_empty() { words::device_unnamed() } else { words::device_name(device.name.as_str()) }
}

/// Returns the button that ends every session of the account.
pub(super) fn sign_out_everywhere(error: RwSignal<Option<ErrorMessage>>, context: AccountContext) -> Tag {
    let press = Callback::new(move |()| {
        spawn_local(async move {
            match api::sign_out::sign_out(sign_out::Request { everywhere: true }).await {
                Ok(_) => context.sign_in_again(Some(SignInReason::SignedOut)),
                Err(failure) => context.handle_failure(&failure, error),
            }
        });
    });
    tag("div").class("beside").tag(quiet_button(words::sign_out_everywhere(), press))
}

fn remove(id: String, error: RwSignal<Option<ErrorMessage>>, context: AccountContext) {
    let answer = api::remove_device::remove_device(&Request { device: id });
    context.finish_step(answer, Some(words::device_removed()), error);
}
