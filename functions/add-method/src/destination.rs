//! Adds a number or address: normalizes and checks it, counts the send, and sends a code.

use std::sync::atomic::{AtomicBool, Ordering};

use api_contract::{
    ProblemKind,
    add_method::{Response, SentCode},
};
use crypto::{destinations::NONCE_BYTES, masks::mask};
use domain::{
    AccountId, AccountLimits, Caller, Destination, Event, MethodKind, UserName, registration::Addition,
};
use lambda_kit::{Failure, random, rfc3339};
use messaging::messages::CodePurpose;
use step_kit::{SignedInUser, StepError, UserCode, normalize_destination, retry, seconds_until};
use store::sessions::{LoadedSession, SessionChange, SessionOutcome};

use crate::{AddMethod, NewMethod};

impl AddMethod {
    /// Begins to add a destination, and sends a code to it.
    pub(crate) async fn add_destination(
        &self,
        new: &NewMethod<'_>,
        kind: MethodKind,
        typed: &str,
    ) -> Result<Response, Failure> {
        let plain = normalize_destination(kind, typed, new.policy);
        let plain = plain.ok_or_else(|| Failure::refused(ProblemKind::DestinationInvalid))?;
        let (code, nonce, counted) = (self.code_sender.code(new.policy)?, random()?, AtomicBool::new(false));
        let (user, to, sent) =
            retry(new.now, || self.begin(new, kind, &plain, (&code, nonce), &counted)).await?;
        let code = UserCode { user: &user, kind, purpose: CodePurpose::Register, code: &code };
        self.code_sender.send(&code, &to, new.policy, new.now).await?;
        Ok(Response { sent: Some(sent), ..new.response() })
    }

    async fn begin(
        &self,
        new: &NewMethod<'_>,
        kind: MethodKind,
        plain: &str,
        (code, nonce): (&str, [u8; NONCE_BYTES]),
        counted: &AtomicBool,
    ) -> Result<(SignedInUser, Destination, SentCode), StepError> {
        let user = self.session_authenticator.admit(new.request, new.policy, new.now).await?;
        let loaded = &user.loaded;
        loaded.session.authorize_registration(&user.requirements)?;
        let account = &loaded.session.account;
        if kind == MethodKind::Mail {
            self.refuse_work_mail(account, plain, new).await?;
        }
        let to = self.destination(account, kind, plain, nonce)?;
        loaded.registration.check_addition(kind, Some(&to.hash), new.policy)?;
        let limits = loaded.limits.clone();
        let (limits, counted_send) =
            limits.count_send(&Caller::User, &to.hash, &new.policy.limits, new.now)?;
        // A request is counted once, however often it is retried.
        if !counted.swap(true, Ordering::Relaxed) {
            let code = UserCode { user: &user, kind, purpose: CodePurpose::Register, code };
            let address = &new.request.source_address;
            self.code_sender.count(address, &code, &to.hash, new.policy, new.now).await?;
        }
        self.save_addition(new, loaded, &limits, &to, code).await?;
        let sent = SentCode {
            code_length: u8::try_from(new.policy.limits.code_digits.value()).map_err(Failure::internal)?,
            code_expires_at: rfc3339(new.now + new.policy.limits.code_ttl(kind)),
            resend_after_seconds: seconds_until(new.now + counted_send.pause, new.now),
        };
        Ok((user, to, sent))
    }

    /// Saves the addition with the digest of its code, and the counted send.
    async fn save_addition(
        &self,
        new: &NewMethod<'_>,
        loaded: &LoadedSession,
        limits: &AccountLimits,
        to: &Destination,
        code: &str,
    ) -> Result<(), StepError> {
        let account = &loaded.session.account;
        let digest = self.verifier.codes.method_code_digest(account, &new.id, &to.hash, code);
        let addition = Addition::Destination { destination: to.clone(), digest: digest.as_bytes().to_vec() };
        let (id, name) = (new.id.clone(), new.name.clone());
        let registration = loaded.registration.clone().add_method(id, name, addition, new.policy, new.now);
        let change = SessionChange {
            outcome: SessionOutcome::Kept,
            limits: Some(limits),
            registration: Some(&registration),
            event: &Event::CodeRequested { method: to.kind, decoy: false },
        };
        self.session_authenticator.sessions.save(loaded, change, new.policy, new.now).await?;
        Ok(())
    }

    fn destination(
        &self,
        account: &AccountId,
        kind: MethodKind,
        plain: &str,
        nonce: [u8; NONCE_BYTES],
    ) -> Result<Destination, Failure> {
        Ok(Destination {
            kind,
            hint: mask(kind, plain),
            hash: self.names.destination(kind, plain),
            sealed: self.code_sender.destinations.seal(account, kind, plain, nonce)?,
            changed_at: None,
        })
    }

    /// Refuses the user's own work mail, which a user who is locked out cannot read.
    async fn refuse_work_mail(
        &self,
        account: &AccountId,
        mail: &str,
        new: &NewMethod<'_>,
    ) -> Result<(), Failure> {
        let domains = self.settings.domains(new.now).await?;
        let Some(name) = UserName::parse(mail, &domains) else { return Ok(()) };
        let found = self.accounts.find(&self.names, &name).await?;
        if found.subject == *account {
            Err(Failure::refused(ProblemKind::DestinationInvalid))
        } else {
            Ok(())
        }
    }
}
