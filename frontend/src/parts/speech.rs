//! The language that is spoken at the moment.

use leptos::prelude::*;

use crate::{browser, language::Language, words::Message};

/// Says messages in the language of the moment; what is on the screen follows a change.
#[derive(Clone, Copy)]
pub(crate) struct Speech(RwSignal<Language>);

impl Speech {
    /// Begins to speak, for every component below.
    pub(crate) fn provide(language: Language) -> Self {
        let speech = Self(RwSignal::new(language));
        Effect::new(move || browser::set_language(speech.0.get()));
        provide_context(speech);
        speech
    }

    /// That of the component above.
    pub(crate) fn here() -> Self {
        expect_context()
    }

    pub(crate) fn language(self) -> Language {
        self.0.get()
    }

    pub(crate) fn speak(self, language: Language) {
        self.0.set(language);
    }

    /// A text of the view.
    pub(crate) fn say(self, message: Message) -> impl Fn() -> String + Clone + Send + 'static {
        move || message.in_language(self.0.get())
    }

    /// A text of the view that depends on other signals too.
    pub(crate) fn say_now(self, message: &Message) -> String {
        message.in_language(self.0.get())
    }
}
