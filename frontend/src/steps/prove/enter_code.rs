//! The code is typed, or another one is asked for.

use api_contract::{ProblemKind, start_reset::MethodKind, verify_code::Request};
use leptos::{ev::SubmitEvent, prelude::*, task::spawn_local};

use super::{Sent, send};
use crate::{
    api::{self, Failure},
    browser,
    clock::Moment,
    parts::{Alert, CODE, CodeField, Heading, Quiet, Speech, Submit, Ticker},
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
#[component]
pub(super) fn EnterCode(
    reset: StoredValue<Reset>,
    code: Sent,
    sent: RwSignal<Option<Sent>>,
    go: Callback<Step>,
) -> impl IntoView {
    let speech = Speech::here();
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
    let lead = speech.say(lead(&code));
    let asked = StoredValue::new(code);
    let check = Callback::new(move |()| place.check(asked));
    let resend = Callback::new(move |()| place.resend(asked, expires));
    let other = Callback::new(move |()| sent.set(None));
    let user = reset.with_value(|reset| reset.user_id.clone());
    spawn_local(browser::focus_soon(CODE));

    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        check.run(());
    };
    let field = move || {
        let hint = words::code_hint(Value::TimeOfDay(expires.get()));
        view! {
            <CodeField length hint code=place.code complete=check
                invalid=Signal::derive(move || place.trouble.read().is_some())/>
        }
        .into_any()
    };
    let news = speech.says_if(move || place.news.get());
    view! {
        <form on:submit=submit novalidate=true>
            <Heading text=words::code_title()/>
            <p class={"lead"}>{lead}</p>
            <Alert trouble=place.trouble/>
            <p class={"news"} role="status">{news}</p>
            {move || field()}
            <Submit label=words::code_submit() working=words::code_checking() busy=place.busy/>
            <div class={"beside"}>
                <Resend from=place.resend_from press=resend/>
                <Quiet label=words::code_other_method() press=other/>
            </div>
            <p class={"fine"}>{speech.say(words::code_nothing_came(user.as_str()))}</p>
        </form>
    }
}

fn lead(sent: &Sent) -> Message {
    let hint = sent.method.hint.as_str();
    match sent.method.kind {
        MethodKind::TextMessage => words::code_lead_text_message(hint),
        MethodKind::Mail => words::code_lead_mail(hint),
    }
}

/// Waits for its time and says how long.
#[component]
fn Resend(from: RwSignal<Moment>, press: Callback<()>) -> impl IntoView {
    let speech = Speech::here();
    let ticker = Ticker::here();
    let left = move || ticker.seconds_left(from.get());
    let text = speech.says(move || match left() {
        0 => words::code_resend(),
        seconds => words::code_resend_wait(seconds),
    });
    let click = move |_| {
        if from.get_untracked().has_passed(Moment::now()) {
            press.run(());
        }
    };
    view! {
        <button type="button" class={"quiet"} aria-disabled=move || (left() > 0).to_string() on:click=click>
            {text}
        </button>
    }
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
