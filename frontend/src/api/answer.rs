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
        // Members of a tagged enum, which are texts and numbers.
        if self.0.is_object() {
            self.deserialize_struct("", &[], visitor)
        } else if let Some(number) = self.0.as_f64() {
            visitor.visit_u64(whole(Some(number))?)
        } else {
            self.deserialize_string(visitor)
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

    // The usual types one by one: a visitor then needs code for nothing but what it visits.

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Unreadable> {
        visitor.visit_map(MapDeserializer::new(members(self.0)?))
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        visitor.visit_seq(SeqDeserializer::new(items(&self.0)?))
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        visitor.visit_string(text(&self.0)?)
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        visitor.visit_bool(self.0.as_bool().ok_or(Unreadable)?)
    }

    fn deserialize_u8<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        visitor.visit_u64(whole(self.0.as_f64())?)
    }

    fn deserialize_u32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        visitor.visit_u64(whole(self.0.as_f64())?)
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        visitor.visit_unit()
    }

    /// Variants of the contract that are not tagged are words.
    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Unreadable> {
        visitor.visit_enum(text(&self.0)?.into_deserializer())
    }

    forward_to_deserialize_any! {
        i8 i16 i32 i64 i128 u16 u64 u128 f32 f64 char str bytes byte_buf unit unit_struct tuple tuple_struct map
        identifier
    }
}

fn text(json: &JsValue) -> Result<String, Unreadable> {
    json.as_string().ok_or(Unreadable)
}

/// The contract counts, and never measures.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the range is checked")]
fn whole(number: Option<f64>) -> Result<u64, Unreadable> {
    let is_whole = |number: &f64| number.fract() == 0.0 && (0.0..=9_007_199_254_740_991.0).contains(number);
    number.filter(is_whole).map(|number| number as u64).ok_or(Unreadable)
}

fn items(json: &JsValue) -> Result<std::vec::IntoIter<Json>, Unreadable> {
    if !Array::is_array(json) {
        return Err(Unreadable);
    }
    Ok(Array::from(json).iter().map(Json).collect::<Vec<_>>().into_iter())
}

fn members(json: JsValue) -> Result<std::vec::IntoIter<(String, Json)>, Unreadable> {
    if !json.is_object() || Array::is_array(&json) {
        return Err(Unreadable);
    }
    let pair = |pair: JsValue| {
        let pair = Array::from(&pair);
        Ok((text(&pair.get(0))?, Json(pair.get(1))))
    };
    Ok(Object::entries(&Object::from(json)).iter().map(pair).collect::<Result<Vec<_>, _>>()?.into_iter())
}
