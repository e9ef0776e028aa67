//! Replaces `wasm-streams`, which server functions need to compile. Nothing here is ever called: the page has no
//! server functions. The real crate exports classes to JavaScript, and no tool may drop an export, nor the 10 KB
//! behind it.

use std::{
    pin::Pin,
    task::{Context, Poll},
};

use futures_core::Stream;
use wasm_bindgen::{JsCast, JsValue};

/// A stream of the browser that yields nothing.
#[derive(Debug)]
pub struct ReadableStream(web_sys::ReadableStream);

/// A stream that has ended.
#[derive(Debug)]
pub struct IntoStream;

impl ReadableStream {
    /// Wraps the browser's stream.
    pub const fn from_raw(stream: web_sys::ReadableStream) -> Self {
        Self(stream)
    }

    /// Drops the stream.
    pub fn from_stream<S: Stream>(_: S) -> Self {
        Self(JsCast::unchecked_into(JsValue::UNDEFINED))
    }

    /// Returns the browser's stream.
    pub fn into_raw(self) -> web_sys::ReadableStream {
        self.0
    }

    /// Returns a stream that has ended.
    pub fn into_stream(self) -> IntoStream {
        IntoStream
    }
}

impl Stream for IntoStream {
    type Item = Result<JsValue, JsValue>;

    fn poll_next(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(None)
    }
}
