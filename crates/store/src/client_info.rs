//! Where a reset or a session was begun, as attributes of its item and of what the audit trail tells of it.

use domain::ClientInfo;

use crate::{
    StoreError,
    item::{Item, text},
};

/// The attributes' names.
pub const NETWORK: &str = "network";
/// See [`NETWORK`].
pub const DEVICE: &str = "device";

/// The attributes.
pub(crate) fn attributes(client: Option<&ClientInfo>) -> impl Iterator<Item = (&'static str, String)> {
    let network = client.map(|client| (NETWORK, client.network.clone()));
    let device = client.and_then(|client| client.device.clone()).map(|device| (DEVICE, device));
    network.into_iter().chain(device)
}

/// The attributes, to be written.
pub(crate) fn write(
    client: Option<&ClientInfo>,
) -> impl Iterator<Item = (String, aws_sdk_dynamodb::types::AttributeValue)> {
    attributes(client).map(|(name, value)| (name.to_owned(), text(value)))
}

/// What they say.
pub(crate) fn read(item: &Item) -> Result<Option<ClientInfo>, StoreError> {
    let network = item.optional(NETWORK, Item::text)?;
    let device = item.optional(DEVICE, Item::text)?;
    Ok(network.map(|network| ClientInfo { network, device }))
}
