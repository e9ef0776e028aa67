//! Reads answers out of the browser's own JSON.
//!
//! A parser of JSON with errors that name line and column costs 60 KB of a page that has no use for either: an answer
//! that is not the contract's is [`Failure::Unreadable`](super::Failure), whatever is wrong with it.

use js_sys::{Array, Object};
use serde::{
    Deserialize, Deserializer,
    de::{
        self, IntoDeserializer, Visitor,
        value::{MapDeserializer, SeqDeserializer},
    },
    forward_to_deserialize_any,
};
use wasm_bindgen::JsValue;

/// Not what the contract says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Unreadable;

/// Reads a value of the contract.
pub(super) fn read<T: for<'de> Deserialize<'de>>(json: JsValue) -> Result<T, Unreadable> {
    T::deserialize(Json(json))
}

impl std::fmt::Display for Unreadable {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("not what the contract says")
    }
}

impl std::error::Error for Unreadable {}

impl de::Error for Unreadable {
    fn custom<T: std::fmt::Display>(_: T) -> Self {
        Self
    }
}

struct Json(JsValue);

impl IntoDeserializer<'_, Unreadable> for Json {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

impl<'de> Deserializer<'de> for Json {
    type Error = Unreadable;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        if let Some(text) = self.0.as_string() {
            visitor.visit_string(text)
        } else if let Some(number) = self.0.as_f64() {
            visitor.visit_u64(whole(number)?)
        } else if let Some(truth) = self.0.as_bool() {
            visitor.visit_bool(truth)
        } else if Array::is_array(&self.0) {
            visitor.visit_seq(SeqDeserializer::new(Array::from(&self.0).iter().map(Json)))
        } else if self.0.is_object() {
            visitor.visit_map(MapDeserializer::new(Members(Object::entries(&Object::from(self.0)).iter())))
        } else {
            visitor.visit_unit()
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        if self.0.is_null() { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Unreadable> {
        visitor.visit_newtype_struct(self)
    }

    /// Variants of the contract that are not tagged are words.
    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Unreadable> {
        visitor.visit_enum(self.0.as_string().ok_or(Unreadable)?.into_deserializer())
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct seq
        tuple tuple_struct map struct identifier ignored_any
    }
}

/// The contract counts, and never measures.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the range is checked")]
fn whole(number: f64) -> Result<u64, Unreadable> {
    let is_whole = number.fract() == 0.0 && (0.0..=9_007_199_254_740_991.0).contains(&number);
    is_whole.then_some(number as u64).ok_or(Unreadable)
}

/// Pairs of name and value.
struct Members<I>(I);

impl<I: Iterator<Item = JsValue>> Iterator for Members<I> {
    type Item = (String, Json);

    fn next(&mut self) -> Option<Self::Item> {
        let pair = Array::from(&self.0.next()?);
        Some((pair.get(0).as_string().unwrap_or_default(), Json(pair.get(1))))
    }
}
