//! Conversion between a registration and its item.

use aws_sdk_dynamodb::types::AttributeValue;
use domain::{
    AccountId, Credential, DirectoryAnswer, MethodKind, OneTimeCode, RegisteredMethod, Registration,
    registration::{Addition, PendingMethod},
};

use super::registration_key;
use crate::{
    StoreError, destination_item,
    item::{Attributes, Item, attributes, bytes, flag, list, moment, number, set, text},
};

/// Returns the item of a registration at a version.
pub(crate) fn write(account: &AccountId, registration: &Registration, version: u64) -> Attributes {
    let mut item = attributes([
        ("pk", text(registration_key(account))),
        ("version", number(version)),
        ("methods", list(registration.methods.iter().map(write_method))),
        ("skips", number(registration.skips)),
    ]);
    let pending = registration.pending.as_ref().map(|pending| AttributeValue::M(write_pending(pending)));
    item.extend(pending.map(|pending| ("pending".to_owned(), pending)));
    let confirmed = registration.directory_confirmed_at.map(moment);
    item.extend(confirmed.map(|at| ("directory_confirmed_at".to_owned(), at)));
    item.extend(registration.postponed_at.map(|at| ("postponed_at".to_owned(), moment(at))));
    if !registration.directory_answers.is_empty() {
        let answers = registration.directory_answers.iter().map(write_answer);
        item.insert("directory_answers".to_owned(), list(answers));
    }
    if !registration.removed.is_empty() {
        item.insert(
            "removed".to_owned(),
            list(registration.removed.iter().map(destination_item::write_removed)),
        );
    }
    if !registration.changes.is_empty() {
        let changes = registration.changes.iter().copied().map(moment).collect();
        item.insert("changes".to_owned(), AttributeValue::L(changes));
    }
    item
}

pub(crate) fn read(item: &Item) -> Result<Registration, StoreError> {
    let removed = item.optional("removed", Item::list)?.unwrap_or_default();
    let answers = item.optional("directory_answers", Item::list)?.unwrap_or_default();
    Ok(Registration {
        methods: item.list("methods")?.iter().map(read_method).collect::<Result<_, _>>()?,
        pending: item.optional("pending", Item::map)?.as_ref().map(read_pending).transpose()?,
        skips: item.number("skips")?,
        directory_confirmed_at: item.optional("directory_confirmed_at", Item::moment)?,
        directory_answers: answers.iter().map(read_answer).collect::<Result<_, _>>()?,
        postponed_at: item.optional("postponed_at", Item::moment)?,
        removed: removed.iter().map(destination_item::read_removed).collect::<Result<_, _>>()?,
        changes: item.optional("changes", Item::moments)?.unwrap_or_default(),
    })
}

fn write_answer(answer: &DirectoryAnswer) -> Attributes {
    attributes([
        ("destination", text(&answer.destination)),
        ("at", moment(answer.at)),
        ("is_own", flag(answer.is_own)),
    ])
}

fn read_answer(item: &Item) -> Result<DirectoryAnswer, StoreError> {
    Ok(DirectoryAnswer {
        destination: item.text("destination")?,
        at: item.moment("at")?,
        is_own: item.flag("is_own")?,
    })
}

fn write_method(method: &RegisteredMethod) -> Attributes {
    let mut item = attributes([
        ("id", text(&method.id)),
        ("name", text(&method.name)),
        ("held", AttributeValue::M(write_credential(&method.credential))),
        ("added_at", moment(method.added_at)),
        ("confirmed_at", moment(method.confirmed_at)),
        ("is_preferred", flag(method.is_preferred)),
        ("is_after_reset", flag(method.is_after_reset)),
    ]);
    item.extend(method.used_at.map(|at| ("used_at".to_owned(), moment(at))));
    item
}

fn read_method(item: &Item) -> Result<RegisteredMethod, StoreError> {
    Ok(RegisteredMethod {
        id: item.text("id")?,
        name: item.text("name")?,
        credential: read_credential(&item.map("held")?)?,
        added_at: item.moment("added_at")?,
        confirmed_at: item.moment("confirmed_at")?,
        used_at: item.optional("used_at", Item::moment)?,
        is_preferred: item.flag("is_preferred")?,
        is_after_reset: item.flag("is_after_reset")?,
    })
}

fn write_credential(credential: &Credential) -> Attributes {
    match credential {
        Credential::Destination(destination) => destination_item::write(destination),
        Credential::App { sealed, last_step } => {
            let mut item = attributes([
                ("kind", text(MethodKind::AuthenticatorApp.name())),
                ("sealed", bytes(sealed.clone())),
            ]);
            item.extend(last_step.map(|step| ("last_step".to_owned(), number(step))));
            item
        }
        Credential::Passkey { credential } => attributes([
            ("kind", text(MethodKind::Passkey.name())),
            ("credential", bytes(credential.clone())),
        ]),
        Credential::RecoveryCodes(left) => {
            let mut item = attributes([("kind", text(MethodKind::RecoveryCode.name()))]);
            if !left.is_empty() {
                item.insert("left".to_owned(), set(left.clone()));
            }
            item
        }
    }
}

fn read_credential(item: &Item) -> Result<Credential, StoreError> {
    Ok(match item.kind()? {
        MethodKind::AuthenticatorApp => Credential::App {
            sealed: item.bytes("sealed")?,
            last_step: item.optional("last_step", Item::number)?,
        },
        MethodKind::Passkey => Credential::Passkey { credential: item.bytes("credential")? },
        MethodKind::RecoveryCode => Credential::RecoveryCodes(item.set("left")?),
        MethodKind::TextMessage | MethodKind::Mail => Credential::Destination(destination_item::read(item)?),
    })
}

fn write_pending(pending: &PendingMethod) -> Attributes {
    let mut item = attributes([
        ("id", text(&pending.id)),
        ("name", text(&pending.name)),
        ("began_at", moment(pending.began_at)),
        ("expires_at", moment(pending.code.expires_at)),
        ("guesses", number(pending.code.guesses)),
    ]);
    item.extend(match &pending.addition {
        Addition::Destination { destination, digest } => {
            let mut addition = destination_item::write(destination);
            addition.insert("code".to_owned(), bytes(digest.clone()));
            addition
        }
        Addition::App { sealed } => attributes([
            ("kind", text(MethodKind::AuthenticatorApp.name())),
            ("sealed", bytes(sealed.clone())),
        ]),
        Addition::Passkey => attributes([("kind", text(MethodKind::Passkey.name()))]),
    });
    item
}

fn read_pending(item: &Item) -> Result<PendingMethod, StoreError> {
    let addition = match item.kind()? {
        MethodKind::AuthenticatorApp => Addition::App { sealed: item.bytes("sealed")? },
        MethodKind::Passkey => Addition::Passkey,
        MethodKind::TextMessage | MethodKind::Mail => {
            Addition::Destination { destination: destination_item::read(item)?, digest: item.bytes("code")? }
        }
        MethodKind::RecoveryCode => return Err(item.damaged("kind")),
    };
    Ok(PendingMethod {
        id: item.text("id")?,
        name: item.text("name")?,
        addition,
        began_at: item.moment("began_at")?,
        code: OneTimeCode { expires_at: item.moment("expires_at")?, guesses: item.number("guesses")? },
    })
}

#[cfg(test)]
mod tests;
