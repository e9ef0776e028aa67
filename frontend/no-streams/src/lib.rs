//! What server functions need of wasm-streams to compile. Nothing here is ever called: the page has no server
//! functions. The real crate exports classes to JavaScript, and no tool may drop an export, nor the 10 KB behind it.

use std::{
    pin::Pin,
    task::{Context, Poll},
};

use futures_core::Stream;
use wasm_bindgen::{JsCast, JsValue};

/// A stream of the browser, of which nothing comes.
#[derive(Debug)]
pub struct ReadableStream(web_sys::ReadableStream);

/// An end without a beginning.
#[derive(Debug)]
pub struct IntoStream;

impl ReadableStream {
    /// Takes the browser's stream.
    pub const fn from_raw(stream: web_sys::ReadableStream) -> Self {
        Self(stream)
    }

    /// Forgets the stream.
    pub fn from_stream<S: Stream>(_: S) -> Self {
        Self(JsCast::unchecked_into(JsValue::UNDEFINED))
    }

    /// Gives the browser's stream back.
    pub fn into_raw(self) -> web_sys::ReadableStream {
        self.0
    }

    /// Reads nothing.
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
