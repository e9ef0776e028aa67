//! What an entry of the audit trail asks to be told.

use crypto::{
    freeze_link::FreezeLinks,
    link::{CancelLink, Links},
};
use domain::{ClientInfo, MethodKind, OrderKind, Policy};
use jiff::{SignedDuration, Timestamp};
use lambda_kit::{Failure, Record};
use messaging::{
    Message,
    messages::{NotDone, Notice, NoticeKind, Waiting, Why},
};
use store::client_info;

/// What is to be told.
pub(crate) enum Told {
    /// What was done to the account, with the token of the link that freezes it.
    Done { kind: NoticeKind, at: Timestamp, client: Option<ClientInfo>, freeze: Option<String> },
    /// An order waits, and this token cancels it.
    Waits { order: OrderKind, until: Timestamp, cancel: String },
    /// It was not carried out.
    NotDone(NotDone),
}

/// What links are signed with.
#[derive(Debug)]
pub struct Signers {
    /// Those that cancel orders.
    pub cancel: Links,
    /// Those that freeze accounts.
    pub freeze: FreezeLinks,
}

/// How long the link in a notice freezes the account.
const FREEZE_LIVES: SignedDuration = SignedDuration::from_hours(14 * 24);

impl Told {
    /// Nothing, where the entry asks for nothing. Who lets an order wait is told of it and of its end, whatever the
    /// policy says of notices, and so is who has something registered.
    pub(crate) fn read(entry: &Record, policy: &Policy, signers: &Signers) -> Result<Option<Self>, Failure> {
        let kept_trying = entry.flag("kept_trying");
        let kind = match entry.text("event") {
            Some("order_placed") if entry.text("keeps_trying_until").is_some() => {
                return waits(entry, &signers.cancel).map(Some);
            }
            Some("order_refused") if kept_trying => {
                let why = Why::of(member(entry, "refusal")?);
                return Ok(Some(Self::NotDone(NotDone { why, at: member(entry, "at")?.parse()? })));
            }
            Some("password_set" | "password_changed") if policy.notices.password_set || kept_trying => {
                NoticeKind::PasswordSet
            }
            Some("account_unlocked") if policy.notices.account_unlocked || kept_trying => {
                NoticeKind::AccountUnlocked
            }
            Some("method_added") => NoticeKind::MethodAdded(kind(entry)?),
            Some("method_changed") => NoticeKind::MethodChanged(kind(entry)?),
            Some("method_removed") => NoticeKind::MethodRemoved(kind(entry)?),
            Some("gate_proved" | "factor_proved") if kind(entry)? == MethodKind::RecoveryCode => {
                NoticeKind::RecoveryCodeUsed
            }
            Some("account_frozen") => NoticeKind::AccountFrozen,
            Some("account_unfrozen") => NoticeKind::AccountUnfrozen,
            _ => return Ok(None),
        };
        done(entry, kind, &signers.freeze).map(Some)
    }

    /// Whether it tells of an address that was registered just now.
    pub(crate) const fn is_of_new_address(&self) -> bool {
        matches!(self, Self::Done { kind: NoticeKind::MethodAdded(_), .. })
    }

    /// The message that tells it.
    pub(crate) fn message(&self) -> Message<'_> {
        match self {
            Self::Done { kind, at, client, freeze } => Message::Notice(Notice {
                kind: *kind,
                at: *at,
                source: client.as_ref(),
                freeze: freeze.as_deref(),
            }),
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

/// What is frozen already cannot be frozen.
fn done(entry: &Record, kind: NoticeKind, links: &FreezeLinks) -> Result<Told, Failure> {
    let at: Timestamp = member(entry, "at")?.parse()?;
    let token = links.sign(member(entry, "account")?, at + FREEZE_LIVES);
    let freeze = token.filter(|_| kind != NoticeKind::AccountFrozen);
    Ok(Told::Done { kind, at, client: asked_from(entry), freeze })
}

/// Where whoever did it was; of an administrator nobody is told.
fn asked_from(entry: &Record) -> Option<ClientInfo> {
    let text = |name| entry.text(name).map(str::to_owned);
    Some(ClientInfo { network: text(client_info::NETWORK)?, device: text(client_info::DEVICE) })
}

/// The kind of method that an entry tells of.
fn kind(entry: &Record) -> Result<MethodKind, Failure> {
    Ok(serde_json::from_value(member(entry, "method")?.into())?)
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
