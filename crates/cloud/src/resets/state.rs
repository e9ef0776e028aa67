//! The state of a reset as attributes and back.

use reset_domain::{
    DirectoryRefusal, JobId, MethodId, Order, OrderKind, SendId, Sent, Tried, stored::StoredState,
};

use crate::{
    StoreError,
    item::{Attributes, Item, attributes, flag, list, moment, number, set, text},
};

/// The attributes of a state: `state`, and what only this state has.
pub(super) fn write(state: &StoredState) -> Attributes {
    match state {
        StoredState::Proving { sent, tried } => {
            let tried = list(tried.iter().map(write_tried));
            let mut attributes = attributes([("state", text("proving")), ("tried", tried)]);
            attributes.extend(sent.as_ref().map(|sent| ("sent".to_owned(), map(write_sent(sent)))));
            attributes
        }
        StoredState::Proved => attributes([("state", text("proved"))]),
        StoredState::Writing { order } => {
            attributes([("state", text("writing")), ("order", map(write_order(order)))])
        }
        StoredState::Done { order, agent, at } => attributes([
            ("state", text("done")),
            ("order", map(write_order(order))),
            ("agent", text(agent)),
            ("done_at", moment(*at)),
        ]),
        StoredState::Refused { order, refusal } => attributes([
            ("state", text("refused")),
            ("order", map(write_order(order))),
            ("refusal", map(write_refusal(refusal))),
        ]),
    }
}

/// The state that an item tells of.
pub(super) fn read(item: &Item) -> Result<StoredState, StoreError> {
    let order = || item.map("order").and_then(|order| read_order(&order));
    match item.text("state")?.as_str() {
        "proving" => {
            let sent = item.optional("sent", Item::map)?;
            let tried = item.optional("tried", Item::list)?.unwrap_or_default();
            let tried = tried.iter().map(read_tried).collect::<Result<_, _>>()?;
            Ok(StoredState::Proving { sent: sent.map(|sent| read_sent(&sent)).transpose()?, tried })
        }
        "proved" => Ok(StoredState::Proved),
        "writing" => Ok(StoredState::Writing { order: order()? }),
        "done" => {
            Ok(StoredState::Done { order: order()?, agent: item.text("agent")?, at: item.moment("done_at")? })
        }
        "refused" => {
            Ok(StoredState::Refused { order: order()?, refusal: read_refusal(&item.map("refusal")?)? })
        }
        _ => Err(item.damaged("state")),
    }
}

fn map(attributes: Attributes) -> aws_sdk_dynamodb::types::AttributeValue {
    aws_sdk_dynamodb::types::AttributeValue::M(attributes)
}

fn write_tried(tried: &Tried) -> Attributes {
    attributes([("method", text(&tried.method.0)), ("guesses", number(tried.guesses))])
}

fn read_tried(item: &Item) -> Result<Tried, StoreError> {
    Ok(Tried { method: MethodId(item.text("method")?), guesses: item.number("guesses")? })
}

fn write_sent(sent: &Sent) -> Attributes {
    attributes([
        ("id", text(&sent.id.0)),
        ("method", text(&sent.method.0)),
        ("expires_at", moment(sent.expires_at)),
        ("resend_at", moment(sent.resend_at)),
        ("guesses", number(sent.guesses)),
    ])
}

fn read_sent(item: &Item) -> Result<Sent, StoreError> {
    Ok(Sent {
        id: SendId(item.text("id")?),
        method: MethodId(item.text("method")?),
        expires_at: item.moment("expires_at")?,
        resend_at: item.moment("resend_at")?,
        guesses: item.number("guesses")?,
    })
}

fn write_order(order: &Order) -> Attributes {
    let kind = match order.kind {
        OrderKind::SetPassword => "set-password",
        OrderKind::UnlockAccount => "unlock-account",
        OrderKind::ChangePassword => "change-password",
    };
    let mut item = attributes([
        ("job", text(&order.job.0)),
        ("kind", text(kind)),
        ("ordered_at", moment(order.ordered_at)),
        ("expires_at", moment(order.expires_at)),
        ("is_patient", flag(order.is_patient)),
    ]);
    if !order.agents.is_empty() {
        item.insert("agents".to_owned(), set(order.agents.clone()));
    }
    item.extend(order.taken_at.map(|at| ("taken_at".to_owned(), moment(at))));
    item
}

fn read_order(item: &Item) -> Result<Order, StoreError> {
    let kind = match item.text("kind")?.as_str() {
        "set-password" => OrderKind::SetPassword,
        "unlock-account" => OrderKind::UnlockAccount,
        "change-password" => OrderKind::ChangePassword,
        _ => return Err(item.damaged("kind")),
    };
    Ok(Order {
        job: JobId(item.text("job")?),
        kind,
        ordered_at: item.moment("ordered_at")?,
        expires_at: item.moment("expires_at")?,
        agents: item.set("agents")?,
        is_patient: item.optional("is_patient", Item::flag)?.unwrap_or_default(),
        taken_at: item.optional("taken_at", Item::moment)?,
    })
}

fn write_refusal(refusal: &DirectoryRefusal) -> Attributes {
    let mut item = attributes([("kind", text(refusal.kind()))]);
    let member = match refusal {
        DirectoryRefusal::PasswordTooRecent { can_change_from } => {
            Some(("can_change_from", moment(*can_change_from)))
        }
        DirectoryRefusal::PasswordTooShort { minimum } => Some(("minimum", number(minimum))),
        DirectoryRefusal::PasswordBanned { part } => Some(("part", text(part))),
        DirectoryRefusal::PasswordInHistory
        | DirectoryRefusal::PasswordNotComplex
        | DirectoryRefusal::PasswordContainsName
        | DirectoryRefusal::PasswordRefusedByFilter
        | DirectoryRefusal::AccountDisabled
        | DirectoryRefusal::AccountExpired
        | DirectoryRefusal::AccountProtected
        | DirectoryRefusal::AccountLocked
        | DirectoryRefusal::CurrentPasswordWrong
        | DirectoryRefusal::ChangeNotPermitted
        | DirectoryRefusal::AgentNotPermitted
        | DirectoryRefusal::AccountNotFound
        | DirectoryRefusal::DirectoryUnreachable
        | DirectoryRefusal::JobExpired
        | DirectoryRefusal::OrderCancelled
        | DirectoryRefusal::AgentWithdrawn => None,
    };
    item.extend(member.map(|(name, value)| (name.to_owned(), value)));
    item
}

fn read_refusal(item: &Item) -> Result<DirectoryRefusal, StoreError> {
    Ok(match item.text("kind")?.as_str() {
        "password-too-recent" => {
            DirectoryRefusal::PasswordTooRecent { can_change_from: item.moment("can_change_from")? }
        }
        "password-in-history" => DirectoryRefusal::PasswordInHistory,
        "password-too-short" => DirectoryRefusal::PasswordTooShort { minimum: item.number("minimum")? },
        "password-not-complex" => DirectoryRefusal::PasswordNotComplex,
        "password-contains-name" => DirectoryRefusal::PasswordContainsName,
        "password-banned" => DirectoryRefusal::PasswordBanned { part: item.text("part")? },
        "password-refused-by-filter" => DirectoryRefusal::PasswordRefusedByFilter,
        "account-disabled" => DirectoryRefusal::AccountDisabled,
        "account-expired" => DirectoryRefusal::AccountExpired,
        "account-protected" => DirectoryRefusal::AccountProtected,
        "account-locked" => DirectoryRefusal::AccountLocked,
        "current-password-wrong" => DirectoryRefusal::CurrentPasswordWrong,
        "change-not-permitted" => DirectoryRefusal::ChangeNotPermitted,
        "agent-not-permitted" => DirectoryRefusal::AgentNotPermitted,
        "account-not-found" => DirectoryRefusal::AccountNotFound,
        "directory-unreachable" => DirectoryRefusal::DirectoryUnreachable,
        "job-expired" => DirectoryRefusal::JobExpired,
        "order-cancelled" => DirectoryRefusal::OrderCancelled,
        "agent-withdrawn" => DirectoryRefusal::AgentWithdrawn,
        _ => return Err(item.damaged("kind")),
    })
}
