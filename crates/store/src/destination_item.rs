//! A destination as attributes of an item, for accounts and registrations alike.

use domain::Destination;

use crate::{
    StoreError,
    item::{Attributes, Item, attributes, bytes, text},
};

pub(crate) fn write(destination: &Destination) -> Attributes {
    attributes([
        ("kind", text(destination.kind.name())),
        ("hint", text(&destination.hint)),
        ("destination", text(&destination.hash)),
        ("sealed", bytes(destination.sealed.clone())),
    ])
}

pub(crate) fn read(item: &Item) -> Result<Destination, StoreError> {
    Ok(Destination {
        kind: item.kind()?,
        hint: item.text("hint")?,
        hash: item.text("destination")?,
        sealed: item.bytes("sealed")?,
    })
}
