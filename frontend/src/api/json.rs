//! Reads answers out of the browser's own JSON, member by member.
//!
//! What serde derives tells apart every way in which an answer may be wrong, and is a tenth of a page that has no use
//! for it: an answer that is not the contract's is [`Failure::Unreadable`](super::Failure), whatever is wrong with it.
//! The types stay those of the contract: a new member fails this build, and `tests.rs` holds the names to serde's.

use js_sys::{Array, JSON, Reflect};
use wasm_bindgen::JsValue;

use crate::passkey::Options;

/// A value of JSON. What is not there, or of another kind, is nothing.
pub(super) trait Json: Sized {
    fn get(&self, name: &str) -> Option<Self>;
    fn items(&self) -> Option<Vec<Self>>;
    fn text(&self) -> Option<String>;
    fn number(&self) -> Option<f64>;
    fn truth(&self) -> Option<bool>;
    /// An object as it was written, for whoever else reads it.
    fn verbatim(&self) -> Option<String>;

    /// A member that must be there.
    fn member<T: Read>(&self, name: &str) -> Option<T> {
        T::read(&self.get(name)?)
    }

    /// A member that may be left out, but not be something else.
    #[expect(clippy::option_option, reason = "nothing to read, and nothing there, are different answers")]
    fn optional<T: Read>(&self, name: &str) -> Option<Option<T>> {
        self.get(name).map_or(Some(None), |value| T::read(&value).map(Some))
    }
}

/// A type of the contract, in so far as it is read.
pub(super) trait Read: Sized {
    fn read(json: &impl Json) -> Option<Self>;
}

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

    fn truth(&self) -> Option<bool> {
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
        json.truth()
    }
}

impl Read for u32 {
    /// The contract counts, and never measures.
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
