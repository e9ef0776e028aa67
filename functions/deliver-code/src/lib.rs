//! Makes a code and sends it, where somebody stands behind the sending. For a decoy it reads the same and sends nothing.

mod serve;

use crypto::keys::{CodeKey, DestinationKey};
use domain::{AccountId, Event, Method, Purpose, ResetId, SendId};
use jiff::Timestamp;
use lambda_kit::{Failure, Message, random};
use messaging::{
    Message as Text, Messenger,
    messages::{Code, CodePurpose},
};
use store::{
    queues::Delivery,
    resets::{Attempt, DeliveryContext, Resets},
    settings::Settings,
};

pub use serve::serve;

/// What the step needs.
#[derive(Debug)]
pub struct DeliverCode {
    /// The policy.
    pub settings: Settings,
    /// The resets, and where their codes go.
    pub resets: Resets,
    /// Makes codes.
    pub codes: CodeKey,
    /// Opens destinations.
    pub destinations: DestinationKey,
    /// Sends text messages and mail.
    pub messenger: Messenger,
}

impl DeliverCode {
    /// Delivers the code of one sending, once. Repeated by the queue after a failure it sends the same code again, and waits
    /// for its turn while another delivery may be under way.
    pub async fn handle(&self, message: &Message<Delivery>, now: Timestamp) -> Result<(), Failure> {
        let Delivery { reset, account, send } = &message.body;
        let (id, account, send) = (ResetId(reset.clone()), AccountId(account.clone()), SendId(send.clone()));
        let Some(found) = self.resets.load_for_delivery(&id, &account).await? else { return Ok(()) };
        let Some(method) = found.reset.awaits_delivery(&send, now) else { return Ok(()) };
        let is_repeated = message.deliveries > 1;
        let attempt = Attempt { name: &u128::from_be_bytes(random()?).to_string(), is_repeated };
        if !self.resets.claim_delivery(&found.reset, &send, attempt, now).await? {
            // A request that was repeated has its sending queued twice: the first delivery is enough.
            let waits = Err(Failure::unavailable("another delivery of this sending is under way"));
            return if is_repeated { waits } else { Ok(()) };
        }
        let handed_over = self.send(&found, method, now).await;
        if handed_over.is_err() {
            let event = Event::DeliveryFailed { method: method.kind };
            self.resets.note_delivery_failure(&found.reset, &send, &event, now).await?;
        }
        handed_over
    }

    /// To the stored destination of the account, in the account's language.
    async fn send(&self, found: &DeliveryContext, method: &Method, now: Timestamp) -> Result<(), Failure> {
        let DeliveryContext { reset, account, registration } = found;
        let policy = self.settings.policy(now).await?;
        let code =
            self.codes.newest_code(reset).ok_or_else(|| Failure::internal("no code of this sending"))?;
        let known = account.as_ref().ok_or_else(|| Failure::internal("the account left the directory"))?;
        let mut held = registration.destinations(&known.directory).into_iter();
        let held = held.find(|held| held.kind == method.kind && held.hash == method.destination);
        let held = held.ok_or_else(|| Failure::internal("the method left the account"))?;
        let destination = self.destinations.open(&reset.subject().account, method.kind, &held.sealed)?;
        let (purpose, life) = (purpose(reset.purpose())?, policy.limits.code_life(method.kind));
        let (message, language) =
            (Text::Code(Code { code: &code, purpose, life }), known.language.as_deref());
        self.messenger.send(message, method.kind, &destination, language, &policy).await?;
        Ok(())
    }
}

fn purpose(purpose: Purpose) -> Result<CodePurpose, Failure> {
    match purpose {
        Purpose::ResetPassword => Ok(CodePurpose::ResetPassword),
        Purpose::UnlockAccount => Ok(CodePurpose::UnlockAccount),
        Purpose::ChangePassword => Err(Failure::internal("a change needs no code")),
    }
}
