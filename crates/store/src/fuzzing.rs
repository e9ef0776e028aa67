//! Reads single items as steps do, for the fuzz targets.

pub use aws_sdk_dynamodb::{primitives::Blob, types::AttributeValue};
use domain::{AccountId, Policy, ResetId};
use jiff::Timestamp;

use crate::{
    StoreError,
    accounts::{ineligible, profile},
    activities, agents,
    item::{Attributes, Item},
    limits, registrations, resets, sessions, sign_ins,
};

/// A kind of item with a version that steps read and write.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ItemKind {
    Account,
    Activity,
    Agent,
    Ineligible,
    Limits,
    Registration,
    Reset,
    Session,
    SignIn,
}

impl ItemKind {
    pub const ALL: [Self; 9] = [
        Self::Account,
        Self::Activity,
        Self::Agent,
        Self::Ineligible,
        Self::Limits,
        Self::Registration,
        Self::Reset,
        Self::Session,
        Self::SignIn,
    ];
}

/// Reads an item and returns what is written of it; `None` for a reset that a program of an earlier version wrote.
pub fn read_and_write(
    kind: ItemKind,
    attributes: impl IntoIterator<Item = (String, AttributeValue)>,
) -> Result<Option<Attributes>, StoreError> {
    let item = &Item::new("fuzzed", attributes.into_iter().collect());
    let account = &AccountId("a".to_owned());
    Ok(Some(match kind {
        ItemKind::Account => profile::write(&profile::read(item)?),
        ItemKind::Activity => {
            let (recent, version) = activities::read(item)?;
            activities::write(account, &recent, version)
        }
        ItemKind::Ineligible => ineligible::write(&ineligible::read(item)?),
        ItemKind::Agent => agents::item::write(&agents::item::read(item)?)?,
        ItemKind::Limits => {
            let (limits, version) = limits::read(Some(item))?;
            limits::write(account, &limits, version.unwrap_or_default(), Timestamp::UNIX_EPOCH)
        }
        ItemKind::Registration => registrations::item::write(account, &registrations::item::read(item)?, 1),
        ItemKind::Reset => match resets::item::read(&ResetId("r".to_owned()), item)? {
            Some((reset, version)) => resets::item::write(&reset, version)?,
            None => return Ok(None),
        },
        ItemKind::Session => {
            let (session, version) = sessions::item::read(item)?;
            sessions::item::write(&session, version, &Policy::default())
        }
        ItemKind::SignIn => {
            let (sign_in, version) = sign_ins::item::read(item)?;
            sign_ins::item::write(&sign_in, version)
        }
    }))
}
