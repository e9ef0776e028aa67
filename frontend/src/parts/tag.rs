//! Elements, all of one type.
//!
//! In `view!` each element and each attribute has its own type, and each type brings code to create, change and drop
//! it: a sixth of the page. Here a paragraph and a field differ by their names only, and a closure's type decides only
//! how the closure is stored.

use std::sync::{Arc, Mutex};

use leptos::{
    ev::{Custom, on},
    prelude::*,
    tachys::{
        html::{
            attribute::{
                any_attribute::{AnyAttribute, IntoAnyAttribute},
                custom::custom_attribute,
            },
            class::class,
            element::custom,
            property::prop,
        },
        reactive_graph::SharedReactiveFunction,
    },
};
use web_sys::Event;

use super::{DynamicText, I18n};
use crate::words::Message;

/// A description of an element.
pub(crate) struct Tag {
    name: &'static str,
    attributes: Vec<AnyAttribute>,
    children: Vec<AnyView>,
}

/// Describes an element of this name.
pub(crate) const fn tag(name: &'static str) -> Tag {
    Tag { name, attributes: Vec::new(), children: Vec::new() }
}

impl Tag {
    /// Adds a constant attribute.
    pub(crate) fn set(self, name: &'static str, value: &'static str) -> Self {
        self.put(name, value.to_owned())
    }

    /// Adds an attribute whose value is known when the element is created.
    pub(crate) fn put(self, name: &'static str, value: String) -> Self {
        self.with(custom_attribute(name, value).into_any_attr())
    }

    /// Adds an attribute that follows signals.
    pub(crate) fn follow(self, name: &'static str, value: DynamicText) -> Self {
        self.with(custom_attribute(name, value).into_any_attr())
    }

    /// Adds an attribute that follows signals, and is sometimes missing.
    pub(crate) fn follow_if(
        self,
        name: &'static str,
        value: impl Fn() -> Option<String> + Send + 'static,
    ) -> Self {
        self.shared_if(name, Arc::new(Mutex::new(value)))
    }

    fn shared_if(self, name: &'static str, value: SharedReactiveFunction<Option<String>>) -> Self {
        self.with(custom_attribute(name, value).into_any_attr())
    }

    /// Sets the constant classes.
    pub(crate) fn class(self, names: &'static str) -> Self {
        self.set("class", names)
    }

    /// Adds a class while a condition is true.
    pub(crate) fn class_if(self, name: &'static str, is_there: impl Fn() -> bool + Send + 'static) -> Self {
        self.shared_class(name, Arc::new(Mutex::new(is_there)))
    }

    fn shared_class(self, name: &'static str, is_there: SharedReactiveFunction<bool>) -> Self {
        self.with(class((name, is_there)).into_any_attr())
    }

    /// Sets the value of a field.
    pub(crate) fn value(self, value: DynamicText) -> Self {
        self.with(prop("value", value).into_any_attr())
    }

    /// Sets whether a radio button is chosen.
    pub(crate) fn checked(self, is_checked: impl Fn() -> bool + Send + 'static) -> Self {
        let is_checked: SharedReactiveFunction<bool> = Arc::new(Mutex::new(is_checked));
        self.with(prop("checked", is_checked).into_any_attr())
    }

    /// Adds a handler of an event.
    pub(crate) fn on(self, event: &'static str, act: impl FnMut(Event) + 'static) -> Self {
        self.boxed_on(event, Box::new(act))
    }

    fn boxed_on(self, event: &'static str, act: Box<dyn FnMut(Event)>) -> Self {
        self.with(on(Custom::<Event>::new(event), act).into_any_attr())
    }

    /// Adds a handler of a form's submission, which the browser then does not send by itself.
    pub(crate) fn on_submit(self, mut act: impl FnMut() + 'static) -> Self {
        self.on("submit", move |event| {
            event.prevent_default();
            act();
        })
    }

    /// Adds a text in the reader's language.
    pub(crate) fn text(self, text: Message) -> Self {
        self.dynamic_text(I18n::from_context().text(text))
    }

    /// Adds a text that follows signals.
    pub(crate) fn dynamic_text(self, text: DynamicText) -> Self {
        self.child(text.into_any())
    }

    /// Adds a text that is not translated.
    pub(crate) fn plain(self, text: String) -> Self {
        self.child(text.into_any())
    }

    /// Adds a name, a number or an address, which keeps its own direction within any text.
    pub(crate) fn isolated(self, text: String) -> Self {
        self.tag(tag("bdi").plain(text))
    }

    /// Adds a child element.
    pub(crate) fn tag(self, tag: Self) -> Self {
        self.child(tag.into_view())
    }

    /// Adds a child element, if there is one.
    pub(crate) fn tag_if(self, tag: Option<Self>) -> Self {
        match tag {
            Some(tag) => self.tag(tag),
            None => self,
        }
    }

    /// Adds a child view.
    pub(crate) fn child(mut self, child: AnyView) -> Self {
        self.children.push(child);
        self
    }

    /// Adds a child view that is created again when the signals that it reads change.
    pub(crate) fn dynamic_child(self, child: impl Fn() -> Option<AnyView> + Send + 'static) -> Self {
        self.boxed_dynamic_child(Box::new(child))
    }

    fn boxed_dynamic_child(self, child: Box<dyn Fn() -> Option<AnyView> + Send>) -> Self {
        self.child(dynamic_view(move || child().into_any()))
    }

    /// Returns the view of the element.
    pub(crate) fn into_view(self) -> AnyView {
        custom(self.name).add_any_attr(self.attributes).child(self.children).into_any()
    }

    fn with(mut self, attribute: AnyAttribute) -> Self {
        self.attributes.push(attribute);
        self
    }
}

/// Returns a view that is created again when the signals that it reads change.
pub(crate) fn dynamic_view(view: impl Fn() -> AnyView + Send + 'static) -> AnyView {
    shared(Arc::new(Mutex::new(view)))
}

fn shared(view: SharedReactiveFunction<AnyView>) -> AnyView {
    view.into_any()
}
