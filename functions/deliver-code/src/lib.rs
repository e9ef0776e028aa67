//! Makes a code and sends it, where somebody stands behind the sending. For a decoy it reads the same and sends nothing.

mod serve;

use cloud::{
    accounts::Accounts,
    carriers::{Carriers, Message},
    codes::{CodePlace, generate},
    keys::{CodeKey, DestinationKey},
    messages::{Code, CodePurpose},
    queues::Delivery,
    resets::Resets,
    settings::Settings,
};
use jiff::Timestamp;
use lambda_kit::{Failure, random};
use reset_domain::{Event, Method, Policy, Purpose, Reset, ResetId, SendId};

pub use serve::serve;

/// What the step needs.
#[derive(Debug)]
pub struct DeliverCode {
    /// The policy.
    pub settings: Settings,
    /// The resets and their codes.
    pub resets: Resets,
    /// Where codes go.
    pub accounts: Accounts,
    /// Hashes codes.
    pub codes: CodeKey,
    /// Opens destinations.
    pub destinations: DestinationKey,
    /// Sends text messages and mail.
    pub carriers: Carriers,
}

impl DeliverCode {
    /// Delivers the code of one sending. Repeated after a failure it makes another code, and only the newest counts;
    /// repeated after a success it does nothing, and while the first one is under way it waits for its turn.
    pub async fn handle(&self, delivery: &Delivery, now: Timestamp) -> Result<(), Failure> {
        let (id, send) = (ResetId(delivery.reset.clone()), SendId(delivery.send.clone()));
        let Some(reset) = self.resets.find(&id).await? else { return Ok(()) };
        let Some(method) = reset.awaits_delivery(&send, now) else { return Ok(()) };
        if self.resets.is_delivered(&id, &send).await? {
            return Ok(());
        }
        let policy = self.settings.policy(now).await?;
        let digits = u8::try_from(policy.limits.code_digits.value())?;
        let code = generate(digits, &random()?).ok_or_else(|| Failure::internal("no code in these bytes"))?;
        let digest = self.codes.digest(&place(&reset, method, &send), &code);
        let is_ours = self.resets.keep_code(&id, &send, &digest, reset.expires_at(), now).await?;
        if !is_ours {
            // It comes again, and finds the code delivered, or the other delivery given up.
            return Err(Failure::unavailable("another delivery of this sending is under way"));
        }
        let handed_over = self.send(&reset, method, &code, &policy).await;
        let kind = method.kind;
        let event = match handed_over {
            Ok(()) => Event::CodeDelivered { method: kind },
            Err(_) => Event::DeliveryFailed { method: kind },
        };
        self.resets.note_delivery(&reset, &send, &event, now).await?;
        handed_over
    }

    /// To the stored destination of the account, in the account's language.
    async fn send(&self, reset: &Reset, method: &Method, code: &str, policy: &Policy) -> Result<(), Failure> {
        let account = &reset.subject().account;
        let known = self.accounts.load_registered(account).await?;
        let (known, registration) =
            known.ok_or_else(|| Failure::internal("the account left the directory"))?;
        let mut held = registration.destinations(&known.directory).into_iter();
        let held = held.find(|held| held.kind == method.kind && held.hash == method.destination);
        let held = held.ok_or_else(|| Failure::internal("the method left the account"))?;
        let destination = self.destinations.open(account, method.kind, &held.sealed)?;
        let code =
            Code { code, purpose: purpose(reset.purpose())?, life: policy.limits.code_life(method.kind) };
        let (message, language) = (Message::Code(code), known.language.as_deref());
        self.carriers.tell(message, method.kind, &destination, language, policy).await?;
        Ok(())
    }
}

fn place<'a>(reset: &'a Reset, method: &'a Method, send: &'a SendId) -> CodePlace<'a> {
    CodePlace { reset: reset.id(), account: &reset.subject().account, method, purpose: reset.purpose(), send }
}

fn purpose(purpose: Purpose) -> Result<CodePurpose, Failure> {
    match purpose {
        Purpose::ResetPassword => Ok(CodePurpose::ResetPassword),
        Purpose::UnlockAccount => Ok(CodePurpose::UnlockAccount),
        Purpose::ChangePassword => Err(Failure::internal("a change needs no code")),
    }
}
