//! Items and their attributes. A missing attribute, or one of another type, is an error that names it.

use std::collections::HashMap;

use aws_sdk_dynamodb::{primitives::Blob, types::AttributeValue};
use domain::MethodKind;
use jiff::Timestamp;

use crate::{StoreError, instant};

/// The attributes of an item, as DynamoDB returns them.
pub(crate) type Attributes = HashMap<String, AttributeValue>;

/// An item to be read, or a map within one.
#[derive(Debug)]
pub(crate) struct Item {
    name: String,
    attributes: Attributes,
}

impl Item {
    /// Makes an item; errors contain `name`.
    pub(crate) fn new(name: impl Into<String>, attributes: Attributes) -> Self {
        Self { name: name.into(), attributes }
    }

    pub(crate) fn damaged(&self, attribute: &str) -> StoreError {
        StoreError::Inconsistent { item: self.name.clone(), attribute: attribute.to_owned() }
    }

    fn read<T>(
        &self,
        attribute: &str,
        read: impl FnOnce(&AttributeValue) -> Option<T>,
    ) -> Result<T, StoreError> {
        self.attributes.get(attribute).and_then(read).ok_or_else(|| self.damaged(attribute))
    }

    /// Reads an attribute that may be absent.
    pub(crate) fn optional<T>(
        &self,
        attribute: &str,
        read: impl FnOnce(&Self, &str) -> Result<T, StoreError>,
    ) -> Result<Option<T>, StoreError> {
        self.attributes.contains_key(attribute).then(|| read(self, attribute)).transpose()
    }

    pub(crate) fn text(&self, attribute: &str) -> Result<String, StoreError> {
        self.read(attribute, |value| value.as_s().ok().cloned())
    }

    pub(crate) fn number<T: std::str::FromStr>(&self, attribute: &str) -> Result<T, StoreError> {
        self.read(attribute, |value| value.as_n().ok()?.parse().ok())
    }

    pub(crate) fn flag(&self, attribute: &str) -> Result<bool, StoreError> {
        self.read(attribute, |value| value.as_bool().ok().copied())
    }

    pub(crate) fn moment(&self, attribute: &str) -> Result<Timestamp, StoreError> {
        self.read(attribute, parse_moment)
    }

    /// Reads a list of moments.
    pub(crate) fn moments(&self, attribute: &str) -> Result<Vec<Timestamp>, StoreError> {
        self.read(attribute, |value| value.as_l().ok()?.iter().map(parse_moment).collect())
    }

    pub(crate) fn bytes(&self, attribute: &str) -> Result<Vec<u8>, StoreError> {
        self.read(attribute, |value| value.as_b().ok().map(|blob| blob.as_ref().to_vec()))
    }

    /// Reads the kind of method from the attribute `kind`.
    pub(crate) fn kind(&self) -> Result<MethodKind, StoreError> {
        self.read("kind", |value| MethodKind::from_name(value.as_s().ok()?))
    }

    /// Reads a set of texts. An absent one is empty, because DynamoDB stores no empty sets.
    pub(crate) fn set(&self, attribute: &str) -> Result<Vec<String>, StoreError> {
        let read = |item: &Self, name: &str| item.read(name, |value| value.as_ss().ok().cloned());
        Ok(self.optional(attribute, read)?.unwrap_or_default())
    }

    /// Reads a list of maps, each as a separate item.
    pub(crate) fn list(&self, attribute: &str) -> Result<Vec<Self>, StoreError> {
        let maps = self.read(attribute, |value| {
            value.as_l().ok()?.iter().map(|one| one.as_m().ok().cloned()).collect::<Option<Vec<_>>>()
        })?;
        Ok(maps.into_iter().map(|map| Self::new(format!("{} {attribute}", self.name), map)).collect())
    }

    pub(crate) fn map(&self, attribute: &str) -> Result<Self, StoreError> {
        let map = self.read(attribute, |value| value.as_m().ok().cloned())?;
        Ok(Self::new(format!("{} {attribute}", self.name), map))
    }
}

/// Parses a moment that an [`instant`] can be. With later ones, sums of moments and durations might overflow.
fn parse_moment(value: &AttributeValue) -> Option<Timestamp> {
    let at = value.as_s().ok()?.parse().ok()?;
    instant::write(at).is_ok().then_some(at)
}

pub(crate) fn text(value: impl Into<String>) -> AttributeValue {
    AttributeValue::S(value.into())
}

/// Writes a whole number.
pub(crate) fn number(value: impl std::fmt::Display) -> AttributeValue {
    AttributeValue::N(value.to_string())
}

/// Writes a moment, to the nanosecond.
pub(crate) fn moment(value: Timestamp) -> AttributeValue {
    AttributeValue::S(value.to_string())
}

/// Writes a boolean.
pub(crate) fn flag(value: bool) -> AttributeValue {
    AttributeValue::Bool(value)
}

/// Writes a set of texts, which must not be empty.
pub(crate) fn set(values: Vec<String>) -> AttributeValue {
    AttributeValue::Ss(values)
}

pub(crate) fn bytes(value: Vec<u8>) -> AttributeValue {
    AttributeValue::B(Blob::new(value))
}

pub(crate) fn list(maps: impl IntoIterator<Item = Attributes>) -> AttributeValue {
    AttributeValue::L(maps.into_iter().map(AttributeValue::M).collect())
}

/// Makes attributes of pairs of name and value.
pub(crate) fn attributes<const N: usize>(pairs: [(&str, AttributeValue); N]) -> Attributes {
    pairs.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

#[cfg(test)]
mod tests {
    use super::{Item, attributes, moment, number, text};

    #[test]
    fn missing_or_wrong_attribute_is_named() {
        let item = Item::new("RESET#1", attributes([("n", text("x")), ("s", number(1))]));

        assert_eq!(item.number::<u32>("n").unwrap_err().to_string(), "the item RESET#1 is damaged at n");
        for error in [item.text("s").unwrap_err(), item.moment("s").unwrap_err(), item.flag("s").unwrap_err()]
        {
            assert_eq!(error.to_string(), "the item RESET#1 is damaged at s");
        }
        assert_eq!(item.text("t").unwrap_err().to_string(), "the item RESET#1 is damaged at t");
        assert!(item.optional("t", Item::text).unwrap().is_none());
        assert!(item.optional("s", Item::text).is_err());
    }

    #[test]
    fn numbers_out_of_range_are_errors() {
        let item = Item::new("i", attributes([("n", number(-1)), ("big", number(4_294_967_296_u64))]));

        assert!(item.number::<u32>("n").is_err());
        assert!(item.number::<u32>("big").is_err());
        assert_eq!(item.number::<i64>("n").unwrap(), -1);
    }

    #[test]
    fn moments_beyond_the_year_2262_are_errors() {
        for (written, is_read) in [
            ("2262-04-11T00:00:00Z", true),
            ("9999-12-30T22:00:00Z", false),
            ("-009999-01-02T02:00:00Z", false),
        ] {
            assert_eq!(
                Item::new("i", attributes([("at", text(written))])).moment("at").is_ok(),
                is_read,
                "{written}"
            );
        }
    }

    #[test]
    fn moments_keep_their_nanoseconds() {
        let at = "2027-02-01T08:30:00.123456789Z".parse().unwrap();

        assert_eq!(Item::new("i", attributes([("at", moment(at))])).moment("at").unwrap(), at);
    }
}
