//! A new password, judged by the rules of this account while it is typed.

mod too_recent;

use leptos::{ev::SubmitEvent, prelude::*, task::spawn_local};
use password_policy::{MAXIMUM_LENGTH, Policy, Refusal};
use too_recent::TooRecent;

use crate::{
    browser,
    clock::Moment,
    parts::{Alert, Heading, Meter, PasswordField, RULES, Rules, Speech, Submit, Ticker},
    seal,
    secret::Password,
    step::{ChoosePassword, Step},
    trouble::{Ending, Trouble, refused},
    words::{self, Message},
};

const NEW: &str = "new-password";
const AGAIN: &str = "new-password-again";

/// Whether the directory would refuse any password for a while.
pub(crate) fn is_too_recent(data: &ChoosePassword) -> bool {
    data.can_change_from.is_some_and(|from| !from.has_passed(Moment::now()))
}

/// The form, or the reason why there is none yet. It comes by itself when the moment does.
#[component]
pub(crate) fn ChoosePasswordStep(data: ChoosePassword, go: Callback<Step>) -> impl IntoView {
    let ticker = Ticker::here();
    let from = data.can_change_from;
    let is_too_recent = Memo::new(move |_| from.is_some_and(|from| ticker.seconds_left(from) > 0));
    move || {
        let data = data.clone();
        match from.filter(|_| is_too_recent.get()) {
            Some(from) => view! { <TooRecent data from go/> }.into_any(),
            None => view! { <Form data go/> }.into_any(),
        }
    }
}

#[component]
fn Form(data: ChoosePassword, go: Callback<Step>) -> impl IntoView {
    let speech = Speech::here();
    let policy = StoredValue::new(Policy::new(&password_policy::Rules {
        minimum_length: data.rules.minimum_length,
        complexity: data.rules.complexity,
        account_name: data.rules.account_name.clone(),
        display_name: data.rules.display_name.clone(),
        banned_words: data.rules.banned_words.clone(),
    }));
    let password = RwSignal::new(Password::default());
    let again = RwSignal::new(Password::default());
    let shown = RwSignal::new(false);
    let busy = RwSignal::new(false);
    let invalid = RwSignal::new(false);
    let trouble = RwSignal::new(data.refusal.as_ref().map(|refusal| Trouble::from(refused(refusal))));
    let marks = Memo::new(move |_| {
        policy.with_value(|policy| password.with(|typed| policy.checklist(typed.as_str())))
    });
    let strength = Memo::new(move |_| {
        password.with(|typed| {
            (!typed.is_empty()).then(|| policy.with_value(|policy| policy.strength(typed.as_str())))
        })
    });

    let user_id = data.reset.user_id.clone();
    let (minimum_length, history_length) = (data.rules.minimum_length, data.rules.history_length);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let wrong = policy.with_value(|policy| password.with_untracked(|typed| policy.judge(typed.as_str())));
        let differs = !shown.get_untracked() && *password.read_untracked() != *again.read_untracked();
        invalid.set(!wrong.is_empty());
        if let Some(complaint) = complaint(&wrong, differs) {
            trouble.set(Some(complaint.into()));
            spawn_local(browser::focus_soon(if wrong.is_empty() { AGAIN } else { NEW }));
            return;
        }
        let sealed = password.with_untracked(|typed| seal::to_every_agent(typed, &data.seal));
        password.set(Password::default());
        again.set(Password::default());
        go.run(match sealed {
            Some(request) => data.clone().ordered(request),
            None => data.reset.stopped(Ending::SealingFailed, None),
        });
    };

    let repeat = move || {
        (!shown.get()).then(|| {
            view! {
                <PasswordField id=AGAIN label=words::password_again_label() describedby=RULES password=again shown
                    invalid=Signal::derive(move || differs_visibly(&password.read(), &again.read()))/>
            }
            .into_any()
        })
    };
    view! {
        <form on:submit=submit novalidate=true>
            <Heading text=words::password_title()/>
            <p class={"lead"}>{speech.say(words::password_lead())}</p>
            <Alert trouble/>
            // Tells password managers whose password it is.
            <input class={"for-ears"} type="text" name="username" autocomplete="username" readonly=true tabindex="-1"
                aria-hidden="true" prop:value=user_id/>
            <PasswordField id=NEW label=words::password_label() describedby=RULES password shown invalid switch=true/>
            <Meter strength/>
            <Rules minimum_length history_length marks/>
            {move || repeat()}
            <Submit label=words::password_submit() busy/>
            <p class={"fine sealed"}>{speech.say(words::password_sealed())}</p>
        </form>
    }
}

/// The first thing to mend.
fn complaint(wrong: &[Refusal], differs: bool) -> Option<Message> {
    match wrong.first() {
        Some(Refusal::TooLong { maximum }) => Some(words::password_too_long(*maximum)),
        Some(Refusal::Banned { part }) => Some(words::refusal_password_banned(part.as_str())),
        Some(Refusal::Empty | Refusal::TooShort { .. } | Refusal::NotComplex | Refusal::ContainsName) => {
            Some(words::password_rules_open())
        }
        None => differs.then(words::password_different),
    }
}

/// Nobody likes to be told that half a word is wrong.
fn differs_visibly(password: &Password, again: &Password) -> bool {
    !again.is_empty() && !password.as_str().starts_with(again.as_str())
}

const _: () = assert!(MAXIMUM_LENGTH as usize == agent_protocol::sealing::MAXIMUM_PASSWORD_LENGTH);
