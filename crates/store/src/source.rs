//! Where a reset or a session was begun, as attributes of its item and of what the audit trail tells of it.

use domain::Source;

use crate::{
    StoreError,
    item::{Item, text},
};

/// The attributes' names.
pub const NETWORK: &str = "network";
/// See [`NETWORK`].
pub const DEVICE: &str = "device";

/// The attributes.
pub(crate) fn told(source: Option<&Source>) -> impl Iterator<Item = (&'static str, String)> {
    let network = source.map(|source| (NETWORK, source.network.clone()));
    let device = source.and_then(|source| source.device.clone()).map(|device| (DEVICE, device));
    network.into_iter().chain(device)
}

/// The attributes, to be written.
pub(crate) fn write(
    source: Option<&Source>,
) -> impl Iterator<Item = (String, aws_sdk_dynamodb::types::AttributeValue)> {
    told(source).map(|(name, value)| (name.to_owned(), text(value)))
}

/// What they say.
pub(crate) fn read(item: &Item) -> Result<Option<Source>, StoreError> {
    let network = item.optional(NETWORK, Item::text)?;
    let device = item.optional(DEVICE, Item::text)?;
    Ok(network.map(|network| Source { network, device }))
}
