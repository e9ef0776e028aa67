//! What an entry of the audit trail asks to be told.

use cloud::{
    carriers::Message,
    messages::{NotDone, Notice, NoticeKind, Waiting, Why},
};
use jiff::Timestamp;
use lambda_kit::{
    Failure, Record,
    link::{CancelLink, Links},
};
use reset_domain::{OrderKind, Policy};

/// What is to be told.
pub(crate) enum Told {
    /// What was done to the account.
    Done(Notice),
    /// An order waits, and this token cancels it.
    Waits { order: OrderKind, until: Timestamp, cancel: String },
    /// It was not carried out.
    NotDone(NotDone),
}

impl Told {
    /// Nothing, where the entry asks for nothing. Who lets an order wait is told of it and of its end, whatever the
    /// policy says of notices.
    pub(crate) fn read(entry: &Record, policy: &Policy, links: &Links) -> Result<Option<Self>, Failure> {
        let kept_trying = entry.flag("kept_trying");
        match entry.text("event") {
            Some("password_set") if policy.notices.password_set || kept_trying => {
                done(entry, NoticeKind::PasswordSet).map(Some)
            }
            Some("account_unlocked") if policy.notices.account_unlocked || kept_trying => {
                done(entry, NoticeKind::AccountUnlocked).map(Some)
            }
            Some("order_placed") if entry.text("keeps_trying_until").is_some() => {
                waits(entry, links).map(Some)
            }
            Some("order_refused") if kept_trying => {
                let why = Why::of(member(entry, "refusal")?);
                Ok(Some(Self::NotDone(NotDone { why, at: member(entry, "at")?.parse()? })))
            }
            _ => Ok(None),
        }
    }

    /// The message that tells it.
    pub(crate) fn message(&self) -> Message<'_> {
        match self {
            Self::Done(notice) => Message::Notice(*notice),
            Self::Waits { order, until, cancel } => {
                Message::Waiting(Waiting { order: *order, until: *until, cancel })
            }
            Self::NotDone(not_done) => Message::NotDone(*not_done),
        }
    }
}

/// A text attribute that every such entry has.
pub(crate) fn member<'a>(entry: &'a Record, name: &str) -> Result<&'a str, Failure> {
    entry.text(name).ok_or_else(|| Failure::internal("an audit entry lacks a member"))
}

fn done(entry: &Record, kind: NoticeKind) -> Result<Told, Failure> {
    Ok(Told::Done(Notice { kind, at: member(entry, "at")?.parse()? }))
}

fn waits(entry: &Record, links: &Links) -> Result<Told, Failure> {
    let order = match member(entry, "order")? {
        "unlock-account" => OrderKind::UnlockAccount,
        _ => OrderKind::SetPassword,
    };
    let until: Timestamp = member(entry, "keeps_trying_until")?.parse()?;
    let (reset, job) = (member(entry, "reset")?.to_owned(), member(entry, "job")?.to_owned());
    let cancel = links.sign(&CancelLink { reset, job, expires_at: until }).map_err(Failure::internal)?;
    Ok(Told::Waits { order, until, cancel })
}
