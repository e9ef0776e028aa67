//! Reads answers from the browser's own JSON, member by member.
//!
//! The code that serde derives distinguishes every way in which an answer may be wrong. It would be a tenth of the
//! page, which has no use for it: an answer that does not follow the contract is
//! [`Failure::Unreadable`](super::Failure), whatever is wrong with it. The types are those of the contract: a new
//! member fails this build, and `tests.rs` compares the names with serde's.

use js_sys::{Array, JSON, Reflect};
use wasm_bindgen::JsValue;

use crate::passkey::Options;

/// A JSON value. A getter returns `None` if the value is missing or of another kind.
pub(crate) trait Json: Sized {
    fn get(&self, name: &str) -> Option<Self>;
    fn items(&self) -> Option<Vec<Self>>;
    fn text(&self) -> Option<String>;
    fn number(&self) -> Option<f64>;
    fn boolean(&self) -> Option<bool>;
    /// Returns an object as JSON text, for another reader.
    fn verbatim(&self) -> Option<String>;

    /// Reads a required member.
    fn required<T: Read>(&self, name: &str) -> Option<T> {
        T::read(&self.get(name)?)
    }

    /// Reads an optional member. Returns `Some(None)` if it is missing, and `None` if it is of another kind.
    #[expect(clippy::option_option, reason = "nothing to read, and nothing there, are different answers")]
    fn optional<T: Read>(&self, name: &str) -> Option<Option<T>> {
        self.get(name).map_or(Some(None), |value| T::read(&value).map(Some))
    }

    /// Reads a member that has its default value if it is missing.
    fn or_default<T: Read + Default>(&self, name: &str) -> Option<T> {
        self.optional(name).map(Option::unwrap_or_default)
    }
}

/// A type that can be read from JSON.
pub(crate) trait Read: Sized {
    fn read(json: &impl Json) -> Option<Self>;
}

/// Implements [`Read`] for a structure, whose members are read one by one. A member is `required`, `optional` or
/// `or_default`, and has the same name in JSON if no other is given.
macro_rules! read_members {
    ($type:ident { $($member:ident: $kind:ident $($name:literal)?),+ $(,)? }) => {
        impl $crate::api::json::Read for $type {
            fn read(json: &impl $crate::api::json::Json) -> Option<Self> {
                Some(Self { $($member: json.$kind($crate::api::json::read_members!(@name $member $($name)?))?,)+ })
            }
        }
    };
    (@name $member:ident) => { stringify!($member) };
    (@name $member:ident $name:literal) => { $name };
}

/// Implements [`Read`] for an enumeration whose values are names.
macro_rules! read_name {
    ($type:ident) => {
        impl $crate::api::json::Read for $type {
            fn read(json: &impl $crate::api::json::Json) -> Option<Self> {
                Self::from_name(&json.text()?)
            }
        }
    };
}

pub(crate) use {read_members, read_name};

impl Json for JsValue {
    fn get(&self, name: &str) -> Option<Self> {
        let value = Reflect::get(self, &Self::from_str(name)).ok()?;
        (!value.is_undefined() && !value.is_null()).then_some(value)
    }

    fn items(&self) -> Option<Vec<Self>> {
        Array::is_array(self).then(|| Array::from(self).iter().collect())
    }

    fn text(&self) -> Option<String> {
        self.as_string()
    }

    fn number(&self) -> Option<f64> {
        self.as_f64()
    }

    fn boolean(&self) -> Option<bool> {
        self.as_bool()
    }

    fn verbatim(&self) -> Option<String> {
        self.is_object().then(|| JSON::stringify(self).ok()?.as_string())?
    }
}

impl Read for String {
    fn read(json: &impl Json) -> Option<Self> {
        json.text()
    }
}

impl Read for Options {
    fn read(json: &impl Json) -> Option<Self> {
        json.verbatim().map(Self)
    }
}

impl Read for bool {
    fn read(json: &impl Json) -> Option<Self> {
        json.boolean()
    }
}

impl Read for u32 {
    /// Reads a whole number. The contract has no other numbers.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the way back tells")]
    fn read(json: &impl Json) -> Option<Self> {
        let number = json.number()?;
        let whole = number as Self;
        #[expect(clippy::float_cmp, reason = "a whole number is exact")]
        (f64::from(whole) == number).then_some(whole)
    }
}

impl Read for u16 {
    fn read(json: &impl Json) -> Option<Self> {
        u32::read(json)?.try_into().ok()
    }
}

impl Read for u8 {
    fn read(json: &impl Json) -> Option<Self> {
        u32::read(json)?.try_into().ok()
    }
}

impl<T: Read> Read for Vec<T> {
    fn read(json: &impl Json) -> Option<Self> {
        json.items()?.iter().map(T::read).collect()
    }
}
