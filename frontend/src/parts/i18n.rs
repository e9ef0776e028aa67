//! Texts in the current language.

use std::sync::{Arc, Mutex};

use leptos::{prelude::*, tachys::reactive_graph::SharedReactiveFunction, task::spawn_local};

use crate::{
    browser,
    language::Language,
    page_wide::PageWide,
    words::{self, Message},
};

thread_local! {
    static I18N: PageWide<I18n> = const { PageWide::new() };
}

/// The current language. Texts on the screen follow its changes.
#[derive(Clone, Copy)]
pub(crate) struct I18n(RwSignal<Language>);

impl I18n {
    /// Sets the language, whose texts must be loaded, for every view.
    pub(crate) fn provide(language: Language) -> Self {
        let i18n = Self(RwSignal::new(language));
        Effect::new(move || {
            let language = i18n.0.get();
            browser::set_language(language.tag(), &words::direction(language));
        });
        I18N.with(|own| own.set(i18n));
        i18n
    }

    /// Returns the language of the page.
    pub(crate) fn from_context() -> Self {
        I18N.with(PageWide::get)
    }

    pub(crate) fn language(self) -> Language {
        self.0.get()
    }

    /// Changes the language once its texts are loaded. If they cannot be loaded, nothing changes.
    pub(crate) fn set_language(self, language: Language) {
        spawn_local(async move {
            if words::load(language).await && words::load_more().await {
                self.0.set(language);
            }
        });
    }

    /// Returns a text for the view.
    pub(crate) fn text(self, message: Message) -> DynamicText {
        self.dynamic_text(move || message.clone())
    }

    /// Returns a text for the view that follows other signals too.
    pub(crate) fn dynamic_text(self, message: impl Fn() -> Message + Send + 'static) -> DynamicText {
        self.optional_text(move || Some(message()))
    }

    /// Returns a text for the view that is sometimes empty.
    pub(crate) fn optional_text(self, message: impl Fn() -> Option<Message> + Send + 'static) -> DynamicText {
        dynamic(move || message().map(|message| self.translate(&message)).unwrap_or_default())
    }

    /// Returns the words of a message outside of the view.
    pub(crate) fn translate(self, message: &Message) -> String {
        message.in_language(self.0.get())
    }
}

/// A text that changes. All have one type: each further type of view costs half a kilobyte of the page.
pub(crate) type DynamicText = SharedReactiveFunction<String>;

/// Returns a value for an attribute or a field that follows signals.
pub(crate) fn dynamic(value: impl Fn() -> String + Send + 'static) -> DynamicText {
    Arc::new(Mutex::new(value))
}
