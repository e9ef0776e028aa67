//! The error of one field, which stands at the field and is tied to it.

use leptos::{prelude::*, task::spawn_local};

use super::{I18n, Tag, follow::note_alert_change, tag};
use crate::{browser, words::Message};

/// The reason why a field is wrong, if it is.
#[derive(Clone, Copy)]
pub(crate) struct FieldError(RwSignal<Option<Message>>);

impl FieldError {
    pub(crate) fn none() -> Self {
        Self(RwSignal::new(None))
    }

    pub(crate) fn is_shown(self) -> bool {
        self.0.read().is_some()
    }

    /// Shows an error, and moves the focus to the field with this id.
    pub(crate) fn show(self, field: &'static str, text: Message) {
        self.set(Some(text));
        spawn_local(browser::focus_soon(field));
    }

    pub(crate) fn set(self, text: Option<Message>) {
        self.0.set(text);
    }

    pub(crate) fn clear(self) {
        self.set(None);
    }

    /// Returns the id of the text, for the field's `aria-describedby`.
    pub(crate) fn id(field: &str) -> String {
        format!("{field}-error")
    }

    /// Returns the text. Its place is always in the document, so that screen readers announce what appears in it.
    pub(crate) fn view(self, field: &str) -> Tag {
        let text = I18n::from_context().optional_text(move || {
            note_alert_change();
            self.0.get()
        });
        tag("p").class("alert field-error").put("id", Self::id(field)).set("role", "alert").dynamic_text(text)
    }
}
