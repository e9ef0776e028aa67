//! The form in which a code is typed, or another one is requested.

mod fields;

use api_contract::{ProblemKind, start_reset::MethodKind};
use leptos::{prelude::*, task::spawn_local};

use super::{ANY_LENGTH, APP_CODE, CODE, FieldError, Tag, heading, paragraph, tag};
use crate::{
    api::Failure,
    browser,
    clock::Moment,
    error_message::ErrorMessage,
    words::{self, Message},
};

/// A code that was sent.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct CodeDelivery {
    pub(crate) length: u8,
    pub(crate) expires_at: Moment,
    /// The moment from which another code may be requested.
    pub(crate) resend_from: Moment,
}

/// The lifetime of a code in seconds if the server's own value cannot be read.
const CODE_TTL_SECONDS: u32 = 5 * 60;

impl CodeDelivery {
    /// Reads the server's answer to a request for a code.
    pub(crate) fn new(length: u8, expires_at: &str, resend_after_seconds: u32) -> Self {
        let now = Moment::now();
        Self {
            length,
            expires_at: Moment::parse(expires_at).unwrap_or_else(|| now.plus_seconds(CODE_TTL_SECONDS)),
            resend_from: now.plus_seconds(resend_after_seconds),
        }
    }
}

/// The state of a form in which a code is typed.
#[derive(Clone, Copy)]
pub(crate) struct CodeForm {
    length: u8,
    /// Whether codes of this method are sent.
    is_sent: bool,
    expires_at: RwSignal<Moment>,
    /// The moment from which another code may be requested.
    resend_from: RwSignal<Moment>,
    /// Whether the server accepts no more guesses at the code.
    is_used_up: RwSignal<bool>,
    code: RwSignal<String>,
    code_error: FieldError,
    busy: RwSignal<bool>,
    /// An error that is not about the code.
    pub(crate) error: RwSignal<Option<ErrorMessage>>,
    news: RwSignal<Option<Message>>,
}

impl CodeForm {
    /// Returns a form for a method of this kind. `sent` is `None` if the user has the code at hand.
    pub(crate) fn new(kind: MethodKind, sent: Option<CodeDelivery>) -> Self {
        let length_at_hand = match kind {
            MethodKind::AuthenticatorApp => APP_CODE,
            MethodKind::TextMessage | MethodKind::Mail | MethodKind::RecoveryCode | MethodKind::Passkey => {
                ANY_LENGTH
            }
        };
        Self {
            length: sent.map_or(length_at_hand, |sent| sent.length),
            is_sent: sent.is_some(),
            expires_at: RwSignal::new(sent.map_or_else(Moment::now, |sent| sent.expires_at)),
            resend_from: RwSignal::new(sent.map_or_else(Moment::now, |sent| sent.resend_from)),
            is_used_up: RwSignal::new(false),
            code: RwSignal::new(String::new()),
            code_error: FieldError::none(),
            busy: RwSignal::new(false),
            error: RwSignal::new(None),
            news: RwSignal::new(None),
        }
    }

    /// Returns the form as a whole screen.
    pub(crate) fn view(
        self,
        (title, lead): (Message, Message),
        [check, resend, other]: [Callback<()>; 3],
        foot: Option<Tag>,
    ) -> AnyView {
        spawn_local(browser::focus_soon(CODE));
        tag("form")
            .set("novalidate", "")
            .on_submit(move || check.run(()))
            .tag(heading(title))
            .tag(paragraph("lead", lead))
            .tag(self.fields(check, resend, other))
            .tag_if(foot)
            .into_view()
    }

    /// Returns the code and marks the form as busy. Returns `None` if the code is incomplete or the form is busy.
    pub(crate) fn take(self) -> Option<String> {
        let code = self.code.with_untracked(|code| code.trim().to_owned());
        let is_complete = match self.length {
            ANY_LENGTH => !code.is_empty(),
            length => code.len() == usize::from(length),
        };
        if !is_complete && !self.busy.get_untracked() {
            let what_is_missing = match self.length {
                ANY_LENGTH => words::code_lead_recovery_code(),
                length => words::code_incomplete(u32::from(length)),
            };
            self.clear_messages();
            self.code_error.show(CODE, what_is_missing);
        }
        (is_complete && self.begin()).then_some(code)
    }

    /// Marks the form as busy. Returns `false` if it was busy already.
    pub(crate) fn begin(self) -> bool {
        let is_idle = !self.busy.get_untracked();
        if is_idle {
            self.clear_messages();
            self.busy.set(true);
        }
        is_idle
    }

    fn clear_messages(self) {
        self.error.set(None);
        self.code_error.clear();
        self.news.set(None);
    }

    /// Marks the form as idle.
    pub(crate) fn end(self) {
        self.busy.set(false);
    }

    /// Handles a failed check, after its error was shown: empties the field if the server has used the code up, and
    /// keeps the code otherwise. The error of the code is at its field.
    pub(crate) fn handle_check_failure(self, failure: &Failure) {
        let Failure::Problem(problem) = failure else { return };
        if !matches!(problem.kind.0, ProblemKind::CodeWrong | ProblemKind::CodeExpired) {
            return;
        }
        self.code.set(String::new());
        if problem.guesses_left.unwrap_or_default() == 0 {
            if !self.is_sent {
                self.error.set(Some(words::problem_code_used_up_at_hand().into()));
            }
            self.is_used_up.set(true);
        } else if let Some(error) = self.error.try_update(Option::take).flatten() {
            self.code_error.show(CODE, error.text);
        }
    }

    /// Notes that another code was sent.
    pub(crate) fn show_resent(self, sent: CodeDelivery) {
        self.code.set(String::new());
        self.expires_at.set(sent.expires_at);
        self.resend_from.set(sent.resend_from);
        self.is_used_up.set(false);
        self.news.set(Some(words::code_resent()));
        spawn_local(browser::focus_soon(CODE));
    }

    /// Notes that no code was sent. If it was too soon, the button waits longer.
    pub(crate) fn handle_send_failure(self, failure: &Failure) {
        if let Failure::Problem(problem) = failure
            && problem.kind.0 == ProblemKind::SendTooSoon
        {
            self.resend_from.set(Moment::now().plus_seconds(problem.retry_after_seconds.unwrap_or(30)));
        }
    }
}

/// Returns the name of a kind of method, and the class of its picture.
pub(crate) fn name(kind: MethodKind) -> (Message, &'static str) {
    match kind {
        MethodKind::TextMessage => (words::method_text_message(), "picture phone"),
        MethodKind::Mail => (words::method_mail(), "picture mail"),
        MethodKind::AuthenticatorApp => (words::method_authenticator_app(), "picture clock"),
        MethodKind::Passkey => (words::method_passkey(), "picture key"),
        MethodKind::RecoveryCode => (words::method_recovery_code(), "picture lock"),
    }
}

/// Returns what to do if the code is at hand, or `None` if it is sent.
pub(crate) fn code_instructions(kind: MethodKind) -> Option<Message> {
    match kind {
        MethodKind::AuthenticatorApp => Some(words::code_lead_authenticator_app()),
        MethodKind::RecoveryCode => Some(words::code_lead_recovery_code()),
        MethodKind::TextMessage | MethodKind::Mail | MethodKind::Passkey => None,
    }
}
