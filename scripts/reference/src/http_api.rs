//! The HTTP API: an OpenAPI document and a page.

mod credential;
mod openapi;
mod others;
mod page;
mod steps;

pub(crate) use openapi::document;
pub(crate) use page::page;
