//! Opens a reset for whoever a name may belong to, and answers alike for every name: the same reads, the same writes,
//! the same size.

mod methods;
mod serve;

use api_contract::{
    ProblemKind,
    start_reset::{Gates, OfferedMethod, Purpose, Response, StartReset as Step},
};
use authenticators::passkey::RelyingParty;
use crypto::challenge::Challenges;
use crypto::{codes::CodeKey, names::NameKey};
use domain::{
    AccountId, ClientInfo, MethodKind, Policy, Reset, ResetId, StartReset as Start, Subject, UserName,
    address::AddressBlock, registration::can_reset, shared_limit::SharedLimit,
};
use jiff::Timestamp;
use lambda_kit::{Failure, Request, Success, rfc3339};
use methods::Offer;
use serde_json::Value;
use step_kit::{ResetAuthenticator, failure, refuse_if_reached};
use store::{
    StoreError,
    accounts::{Accounts, Found},
    counters::Counters,
    settings::Settings,
};

pub use serve::serve;

/// What the step needs.
#[derive(Debug)]
pub struct StartReset {
    /// The policy and the directory's domains.
    pub settings: Settings,
    /// Starts per address block.
    pub counters: Counters,
    /// Who has which name.
    pub accounts: Accounts,
    /// Keyed hashes of names, and what decoys are derived by.
    pub names: NameKey,
    /// Checks proofs of work.
    pub challenges: Challenges,
    /// Makes the challenges of passkeys.
    pub codes: CodeKey,
    /// The site that passkeys are for.
    pub passkeys: RelyingParty,
    /// Stores resets and issues tokens.
    pub reset_authenticator: ResetAuthenticator,
}

impl StartReset {
    /// Checks the work, counts the start, finds the account or makes a decoy, and opens the reset.
    pub async fn handle(&self, request: Request<Step>, now: Timestamp) -> Result<Success<Step>, Failure> {
        let work = &request.body.work;
        let solved = self.challenges.check(&work.challenge, &work.nonces, now);
        let solved = solved.map_err(|_| Failure::refused(ProblemKind::WorkRequired))?;
        let policy = self.settings.policy(now).await?;
        let address = request.source_address.parse()?;
        let block = AddressBlock::new(address);
        let domains = self.settings.domains(now).await?;
        let name = UserName::parse(&request.body.user_id, &domains);
        let name = name.ok_or_else(|| Failure::refused(ProblemKind::MalformedRequest))?;
        let limit = SharedLimit::starts_from(&block, &policy);
        let (counted, found) =
            tokio::try_join!(self.counters.count(&limit, now), self.accounts.find(&self.names, &name))?;
        refuse_if_reached(counted, now)?;
        // Named by its challenge, so that one challenge opens one reset.
        let id = ResetId(solved.id);
        let limits = found.limits.clone();
        let start = Start {
            client: Some(ClientInfo::new(address, &request.user_agent)),
            ..self.start(id, &name, &found, request.body.purpose, &policy, now)
        };
        let (reset, event) = start.open(&limits, &policy, now).map_err(|refusal| failure(refusal, now))?;
        self.reset_authenticator.resets().open(&reset, &event, now).await.map_err(work_used)?;
        self.answer(&reset)
    }

    /// A frozen account is answered like a name that nobody has: whoever freezes it wants nothing to be proved.
    fn start(
        &self,
        id: ResetId,
        name: &UserName,
        found: &Found,
        purpose: Purpose,
        policy: &Policy,
        now: Timestamp,
    ) -> Start {
        let known = found.account.as_ref().filter(|_| found.limits.frozen_at.is_none());
        let usable = known.map(|known| found.registration.usable_methods(&known.directory, policy, now));
        let usable = usable.filter(|usable| can_reset(usable, policy));
        let subject = Subject { account: AccountId(found.subject.clone()), decoy: usable.is_none() };
        let usable = usable.unwrap_or_default();
        let offer = Offer { key: &self.names, name, reset: &id, subject: &subject.account, usable: &usable };
        let methods = offer.methods(policy);
        let purpose = match purpose {
            Purpose::ResetPassword => domain::Purpose::ResetPassword,
            Purpose::UnlockAccount => domain::Purpose::UnlockAccount,
        };
        Start { id, subject, purpose, client: None, methods }
    }

    /// Every name gets the same, and no credential is named in it: the browser offers what the person has for this site.
    fn passkey(&self, reset: &Reset) -> Option<Value> {
        let is_offered = reset.methods().iter().any(|method| method.kind == MethodKind::Passkey);
        let challenge = self.codes.passkey_challenge(&reset.id().0);
        is_offered.then(|| self.passkeys.request_options(&challenge, &[]))
    }

    fn answer(&self, reset: &Reset) -> Result<Success<Step>, Failure> {
        let methods = reset.methods().iter().map(|method| OfferedMethod {
            id: method.id.0.clone(),
            kind: method.kind,
            hint: method.hint.clone(),
        });
        Ok(Success::new(Response {
            token: self.reset_authenticator.token_for(reset)?,
            expires_at: rfc3339(reset.expires_at()),
            gates: Gates { required: reset.gates_required(), passed: 0 },
            methods: methods.collect(),
            passkey: self.passkey(reset),
        }))
    }
}

/// The one thing that two starts can collide over is the challenge.
fn work_used(error: StoreError) -> Failure {
    if error.is_conflict() {
        Failure::refused(ProblemKind::WorkRequired)
    } else {
        Failure::unavailable(error)
    }
}
