//! The caller's network and device, as attributes of a reset, a session and their audit entries.

use domain::{ClientInfo, policy::Language};

use crate::{
    StoreError,
    item::{Item, text},
};

/// The attribute of the caller's network.
pub const NETWORK: &str = "network";
/// The attribute of the caller's device.
pub const DEVICE: &str = "device";

/// Returns names and values of the attributes.
pub(crate) fn attributes(client: Option<&ClientInfo>) -> impl Iterator<Item = (&'static str, String)> {
    let network = client.map(|client| (NETWORK, client.network.clone()));
    let device = client.and_then(|client| client.device.clone()).map(|device| (DEVICE, device));
    network.into_iter().chain(device)
}

/// Returns the attributes of an item.
pub(crate) fn write(
    client: Option<&ClientInfo>,
) -> impl Iterator<Item = (String, aws_sdk_dynamodb::types::AttributeValue)> {
    attributes(client).map(|(name, value)| (name.to_owned(), text(value)))
}

/// Reads the attributes, without a language, which is stored with resets and sessions only; `None` if there is no network.
pub(crate) fn read(item: &Item) -> Result<Option<ClientInfo>, StoreError> {
    let network = item.optional(NETWORK, Item::text)?;
    let device = item.optional(DEVICE, Item::text)?;
    Ok(network.map(|network| ClientInfo { network, device, language: None }))
}

/// Returns the language of a stored tag; `None` for one that Readmit no longer has.
pub(crate) fn read_language(tag: &str) -> Option<Language> {
    Language::best(tag, Language::all())
}
