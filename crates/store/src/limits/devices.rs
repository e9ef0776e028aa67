//! Conversion of known devices. Their names are short, because an item of up to 1 KB costs one write unit.

use aws_sdk_dynamodb::types::AttributeValue;
use domain::{DeviceId, KnownDevice};
use jiff::Timestamp;

use crate::{
    StoreError, client_info,
    item::{Attributes, Item, attributes, list, number, text},
};

const DEVICES: &str = "devices";

/// Returns the attribute of the devices, if there are any.
pub(super) fn write_devices(devices: &[KnownDevice]) -> Option<(String, AttributeValue)> {
    (!devices.is_empty()).then(|| (DEVICES.to_owned(), list(devices.iter().map(write))))
}

/// Reads the devices. An item of an earlier version has none.
pub(super) fn read_devices(limits: &Item) -> Result<Vec<KnownDevice>, StoreError> {
    limits.optional(DEVICES, Item::list)?.unwrap_or_default().iter().map(read).collect()
}

fn write(device: &KnownDevice) -> Attributes {
    let mut record = attributes([("id", text(&device.id.0)), ("at", number(device.proved_at.as_second()))]);
    record.extend(client_info::write(device.client.as_ref()));
    record
}

fn read(item: &Item) -> Result<KnownDevice, StoreError> {
    let proved_at = Timestamp::from_second(item.number("at")?).map_err(|_| item.damaged("at"))?;
    Ok(KnownDevice { id: DeviceId(item.text("id")?), proved_at, client: client_info::read(item)? })
}
