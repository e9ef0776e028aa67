//! A destination as attributes of an item, for accounts and registrations alike.

use domain::{Destination, registration::RemovedDestination};

use crate::{
    StoreError,
    item::{Attributes, Item, attributes, bytes, moment, text},
};

pub(crate) fn write(destination: &Destination) -> Attributes {
    let mut item = attributes([
        ("kind", text(destination.kind.name())),
        ("hint", text(&destination.hint)),
        ("destination", text(&destination.hash)),
        ("sealed", bytes(destination.sealed.clone())),
    ]);
    item.extend(destination.changed_at.map(|at| ("changed_at".to_owned(), moment(at))));
    item
}

pub(crate) fn read(item: &Item) -> Result<Destination, StoreError> {
    Ok(Destination {
        kind: item.kind()?,
        hint: item.text("hint")?,
        hash: item.text("destination")?,
        sealed: item.bytes("sealed")?,
        changed_at: item.optional("changed_at", Item::moment)?,
    })
}

pub(crate) fn write_removed(removed: &RemovedDestination) -> Attributes {
    let mut item = write(&removed.destination);
    item.insert("removed_at".to_owned(), moment(removed.removed_at));
    item
}

pub(crate) fn read_removed(item: &Item) -> Result<RemovedDestination, StoreError> {
    Ok(RemovedDestination { destination: read(item)?, removed_at: item.moment("removed_at")? })
}
