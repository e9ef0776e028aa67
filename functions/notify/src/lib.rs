//! Tells people what was done to their account, through every registered address, once.

use cloud::{
    accounts::{Accounts, KnownAccount, Registered},
    carriers::{Carriers, Message},
    keys::DestinationKey,
    messages::{Notice, NoticeKind},
    resets::Resets,
    settings::Settings,
};
use jiff::Timestamp;
use lambda_kit::{Failure, Record, random};
use reset_domain::{AccountId, Policy};

/// What the step needs.
#[derive(Debug)]
pub struct Notify {
    /// The policy.
    pub settings: Settings,
    /// Keeps which notices were sent.
    pub resets: Resets,
    /// Where notices go.
    pub accounts: Accounts,
    /// Opens destinations.
    pub destinations: DestinationKey,
    /// Sends text messages and mail.
    pub carriers: Carriers,
}

impl Notify {
    /// Sends the notices that an entry of the audit trail asks for, if any. Each address is told once: what is repeated
    /// after a failure goes to those that were not.
    pub async fn handle(&self, entry: &Record, now: Timestamp) -> Result<(), Failure> {
        let policy = self.settings.policy(now).await?;
        let Some(kind) = entry.text("event").and_then(|event| notice_kind(event, &policy)) else {
            return Ok(());
        };
        let text = |name| entry.text(name).ok_or_else(|| Failure::internal("an audit entry lacks a member"));
        let (id, at) = (text("id")?, text("at")?.parse()?);
        let account = AccountId(text("account")?.to_owned());
        let Some(known) = self.accounts.load(&account).await? else { return Ok(()) };
        let attempt = u128::from_be_bytes(random()?).to_string();
        for registered in &known.methods {
            let name = format!("{id}#{:?}", registered.kind);
            if self.resets.first_notice(&name, &attempt, now).await? {
                let told = self.tell(&known, registered, Notice { kind, at }, &policy).await;
                if let Err(failure) = told {
                    self.resets.forget_notice(&name).await?;
                    return Err(failure);
                }
            }
        }
        Ok(())
    }

    async fn tell(
        &self,
        known: &KnownAccount,
        registered: &Registered,
        notice: Notice,
        policy: &Policy,
    ) -> Result<(), Failure> {
        let kind = registered.kind;
        let destination = self.destinations.open(&known.account.id, kind, &registered.sealed)?;
        let language = known.language.as_deref();
        self.carriers.tell(Message::Notice(notice), kind, &destination, language, policy).await?;
        Ok(())
    }
}

fn notice_kind(event: &str, policy: &Policy) -> Option<NoticeKind> {
    match event {
        "password_set" if policy.notices.password_set => Some(NoticeKind::PasswordSet),
        "account_unlocked" if policy.notices.account_unlocked => Some(NoticeKind::AccountUnlocked),
        _ => None,
    }
}
