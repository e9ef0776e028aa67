//! The code is typed, or another one is asked for.

use api_contract::{ProblemKind, start_reset::MethodKind, verify_code::Request};
use leptos::{prelude::*, task::spawn_local};

use super::{Sent, send};
use crate::{
    api::{self, Failure},
    browser,
    clock::Moment,
    parts::{
        CODE, Speech, Tag, Ticker, alert, button, code_field, follows, heading, paragraph, quiet, submit, tag,
    },
    step::{Reset, Step},
    steps::{settle, settle_failure},
    trouble::{Trouble, final_limit},
    words::{self, Message, Value},
};

/// What the handlers of this place share.
#[derive(Clone, Copy)]
struct Place {
    reset: StoredValue<Reset>,
    code: RwSignal<String>,
    busy: RwSignal<bool>,
    trouble: RwSignal<Option<Trouble>>,
    news: RwSignal<Option<Message>>,
    resend_from: RwSignal<Moment>,
    go: Callback<Step>,
}

/// Takes the code and checks it.
pub(super) fn enter_code(
    reset: StoredValue<Reset>,
    code: Sent,
    sent: RwSignal<Option<Sent>>,
    go: Callback<Step>,
) -> AnyView {
    let place = Place {
        reset,
        code: RwSignal::new(String::new()),
        busy: RwSignal::new(false),
        trouble: RwSignal::new(None),
        news: RwSignal::new(None),
        resend_from: RwSignal::new(code.resend_from),
        go,
    };
    let expires = RwSignal::new(code.expires);
    let length = code.code_length;
    let lead = lead(&code);
    let asked = StoredValue::new(code);
    let check = Callback::new(move |()| place.check(asked));
    let resend = Callback::new(move |()| place.resend(asked, expires));
    let other = Callback::new(move |()| sent.set(None));
    let user = reset.with_value(|reset| reset.user_id.clone());
    spawn_local(browser::focus_soon(CODE));

    let is_wrong = Signal::derive(move || place.trouble.read().is_some());
    let field = move || {
        let hint = words::code_hint(Value::TimeOfDay(expires.get()));
        Some(code_field(length, hint, place.code, is_wrong, check).done())
    };
    let news = Speech::here().says_if(move || place.news.get());
    let beside = tag("div")
        .class("beside")
        .tag(resend_button(place.resend_from, resend))
        .tag(quiet(words::code_other_method(), other));
    tag("form")
        .set("novalidate", "")
        .on_submit(move || check.run(()))
        .tag(heading(words::code_title()))
        .tag(paragraph("lead", lead))
        .tag(alert(place.trouble))
        .tag(tag("p").class("news").set("role", "status").words(news))
        .changing(field)
        .tag(submit(words::code_submit(), words::code_checking(), place.busy))
        .tag(beside)
        .tag(paragraph("fine", words::code_nothing_came(user.as_str())))
        .done()
}

fn lead(sent: &Sent) -> Message {
    let hint = sent.method.hint.as_str();
    match sent.method.kind {
        MethodKind::TextMessage => words::code_lead_text_message(hint),
        MethodKind::Mail => words::code_lead_mail(hint),
    }
}

/// Waits for its time and says how long.
fn resend_button(from: RwSignal<Moment>, press: Callback<()>) -> Tag {
    let ticker = Ticker::here();
    let left = move || ticker.seconds_left(from.get());
    let text = Speech::here().says(move || match left() {
        0 => words::code_resend(),
        seconds => words::code_resend_wait(seconds),
    });
    let click = move |_| {
        if from.get_untracked().has_passed(Moment::now()) {
            press.run(());
        }
    };
    button("quiet")
        .follow("aria-disabled", follows(move || (left() > 0).to_string()))
        .on("click", click)
        .words(text)
}

impl Place {
    fn check(self, asked: StoredValue<Sent>) {
        let Sent { method, code_length, .. } = asked.get_value();
        let code = self.code.get_untracked();
        if self.busy.get_untracked() {
            return;
        }
        if code.len() != usize::from(code_length) {
            self.trouble.set(Some(words::code_incomplete(u32::from(code_length)).into()));
            spawn_local(browser::focus_soon(CODE));
            return;
        }
        self.begin();
        spawn_local(async move {
            let token = self.reset.with_value(|reset| reset.token.clone());
            let request = Request { method: method.id.clone(), code };
            let outcome = api::verify_code::verify_code(&token, &request).await;
            self.busy.set(false);
            match outcome {
                Ok(response) => self.go.run(self.reset.get_value().proved(&method.id, response)),
                Err(failure) => self.not_verified(&failure),
            }
        });
    }

    /// A code that the server has seen is of no more use; one that it has not stays in the field.
    fn not_verified(self, failure: &Failure) {
        let is_spent = matches!(failure.kind(), Some(ProblemKind::CodeWrong | ProblemKind::CodeExpired));
        if is_spent {
            self.code.set(String::new());
            spawn_local(browser::focus_soon(CODE));
        }
        self.reset
            .with_value(|reset| settle(final_limit(failure, Moment::now()), reset, self.trouble, self.go));
    }

    fn resend(self, asked: StoredValue<Sent>, expires: RwSignal<Moment>) {
        if self.busy.get_untracked() {
            return;
        }
        self.begin();
        let Sent { method, destination, .. } = asked.get_value();
        spawn_local(async move {
            let outcome = send(self.reset, method, destination).await;
            self.busy.set(false);
            match outcome {
                Ok(sent) => {
                    self.code.set(String::new());
                    self.resend_from.set(sent.resend_from);
                    expires.set(sent.expires);
                    asked.set_value(sent);
                    self.news.set(Some(words::code_resent()));
                    browser::focus_soon(CODE).await;
                }
                Err(failure) => self.not_sent(&failure),
            }
        });
    }

    fn not_sent(self, failure: &Failure) {
        if let Failure::Problem(problem) = failure
            && problem.kind.0 == ProblemKind::SendTooSoon
        {
            self.resend_from.set(Moment::now().plus_seconds(problem.retry_after_seconds.unwrap_or(30)));
        }
        self.reset.with_value(|reset| settle_failure(failure, reset, self.trouble, self.go));
    }

    fn begin(self) {
        self.trouble.set(None);
        self.news.set(None);
        self.busy.set(true);
    }
}
