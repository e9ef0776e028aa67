mod changes;
mod directory;
mod notices;
mod requirements;

use super::*;
use crate::{AccountLimits, Event, Policy, StepRefusal, policy::Bounded};

const DAY: i64 = 86_400;

fn at(seconds: i64) -> Timestamp {
    Timestamp::from_second(1_800_000_000 + seconds).unwrap()
}

fn number(hash: &str) -> Destination {
    Destination {
        kind: MethodKind::TextMessage,
        hint: "42".into(),
        hash: hash.into(),
        sealed: vec![1],
        changed_at: None,
    }
}

fn with(methods: &[(&str, Credential)]) -> Registration {
    methods.iter().fold(Registration::default(), |registration, (id, credential)| {
        registration.push((*id).to_owned(), String::new(), credential.clone(), None, at(0)).0
    })
}

fn app() -> Credential {
    Credential::App { sealed: vec![2], last_step: None }
}

fn passkey() -> Credential {
    Credential::Passkey { credential: vec![3] }
}

fn say(answer: ConfirmationAnswer) -> MethodChange {
    MethodChange { answer: Some(answer), ..MethodChange::default() }
}

fn confirm() -> MethodChange {
    say(ConfirmationAnswer::Yes)
}

fn prefer() -> MethodChange {
    MethodChange { prefer: true, ..MethodChange::default() }
}

fn two_gates() -> Policy {
    Policy::default()
}

fn requirements(
    registration: &Registration,
    directory: &[Destination],
    policy: &Policy,
    seconds: i64,
) -> SessionRequirements {
    SessionRequirements::evaluate(
        registration,
        directory,
        false,
        &AccountLimits::default(),
        policy,
        at(seconds),
    )
}

fn usable(registration: &Registration, policy: &Policy, seconds: i64) -> Vec<(String, bool)> {
    let usable = registration.usable_methods(&[], policy, at(seconds));
    usable.into_iter().map(|method| (method.id, method.is_trusted)).collect()
}
