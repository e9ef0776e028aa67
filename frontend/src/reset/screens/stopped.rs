//! The screen of a reset that cannot continue: the reason, what to do, and a way to start over.

use leptos::prelude::*;

use crate::{
    parts::{heading, paragraph, picture, quiet_button, submit_at_once, tag},
    reset::screen::{Screen, Stopped},
    words,
};

/// Returns the view with the reason and what can be done.
pub(super) fn stopped(data: Stopped, go: Callback<Screen>) -> AnyView {
    let code = data.support_code.map(|code| {
        let code = tag("strong").class("code").text(words::support_code(code.as_str()));
        let hint = tag("span").class("fine").text(words::support_code_hint());
        tag("p").class("support").tag(code).plain(" ".to_owned()).tag(hint)
    });
    let over = Screen::Identify(data.identify);
    let retry = data.retry.map(|retry| *retry);
    let label = if retry.is_some() { words::try_again() } else { words::start_over() };
    let other = retry.as_ref().map(|_| over.clone());
    let other =
        other.map(|over| quiet_button(words::start_over(), Callback::new(move |()| go.run(over.clone()))));
    let first = retry.unwrap_or(over);
    tag("form")
        .on_submit(move || go.run(first.clone()))
        .tag(picture("badge stop"))
        .tag(heading(data.stop_reason.title()))
        .tag(paragraph("lead strong", data.stop_reason.text(data.minutes)))
        .tag_if(data.stop_reason.remedy().map(|remedy| tag("p").text(remedy)))
        .tag_if(code)
        .tag(submit_at_once(label))
        .tag_if(other)
        .into_view()
}
