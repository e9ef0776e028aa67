//! Opens a reset for a name, and answers alike for every name: the same reads, the same writes, the same size.

mod methods;
mod serve;

use api_contract::{
    ProblemKind,
    start_reset::{Gates, OfferedMethod, Response, StartReset as Step},
};
use authenticators::passkey::RelyingParty;
use crypto::{challenge::Challenges, codes::CodeKey, names::NameKey};
use domain::{
    Caller, ClientInfo, KnownDevice, Method, MethodKind, Policy, Reset, ResetId, StartReset as Start,
    Subject, UsableMethod, UserName, address::AddressBlock, proof_of_work::WorkRequirement,
    registration::can_reset, shared_limit::SharedLimit,
};
use jiff::Timestamp;
use lambda_kit::{Failure, Request, Success, rfc3339};
use methods::Offer;
use serde_json::Value;
use step_kit::{Devices, ResetAuthenticator, check_difficulty, check_work, own_methods, refuse_if_reached};
use store::{
    StoreError,
    accounts::{AccountLookup, Accounts},
    counters::{CountOutcome, Counters},
    settings::Settings,
};

pub use serve::serve;

#[derive(Debug)]
pub struct StartReset {
    /// The policy and the directory's domains.
    pub settings: Settings,
    pub accounts: Accounts,
    /// The key that hashes names and derives decoys.
    pub names: NameKey,
    /// The counters of starts per address block.
    pub counters: Counters,
    pub challenges: Challenges,
    /// The key from which the challenges of passkeys are made.
    pub codes: CodeKey,
    /// The site that passkeys are for.
    pub passkeys: RelyingParty,
    pub reset_authenticator: ResetAuthenticator,
    pub devices: Devices,
}

impl StartReset {
    /// Verifies the proof of work, counts the start, finds the account or makes a decoy, and opens the reset.
    pub async fn handle(&self, request: Request<Step>, now: Timestamp) -> Result<Success<Step>, Failure> {
        let solved = check_work(&self.challenges, &request.body.work, now)?;
        let policy = self.settings.policy(now).await?;
        let address = request.source_address.parse()?;
        let domains = self.settings.domains(now).await?;
        let name = UserName::parse(&request.body.user_id, &domains);
        let name = name.ok_or_else(|| Failure::refused(ProblemKind::MalformedRequest))?;
        let limit = SharedLimit::starts_from(&AddressBlock::new(address), &policy);
        let lookup = self.accounts.find(&self.names, &name).await?;
        // The reset has the id of its challenge, so that one challenge opens one reset.
        let id = ResetId(solved.id);
        let usable = usable_methods(&lookup, &policy, now);
        let subject = Subject { account: lookup.subject.clone(), decoy: usable.is_empty() };
        let caller = self.caller(&request, &name, &subject, &lookup, &policy, now);
        let difficulty = WorkRequirement::difficulty_for(&lookup.limits.limits, &caller, &policy, now);
        let resets = self.reset_authenticator.resets();
        if let Err(more_work) = check_difficulty(&request.body.work, difficulty) {
            self.count(resets.use_up(&id, solved.terms.expires_at), &limit, now).await?;
            return Err(more_work);
        }
        let offer = Offer { key: &self.names, reset: &id, subject: &subject.account, usable: &usable };
        let start = Start {
            methods: offer.methods(&policy),
            caller,
            purpose: request.body.purpose.into(),
            client: Some(ClientInfo::new(address, &request.user_agent, &request.accept_language)),
            id,
            subject,
        };
        let (reset, event) = start.open(&policy, now);
        self.count(resets.open(&reset, &event, now), &limit, now).await?;
        self.answer(&reset, &usable)
    }

    /// Uses the challenge up and counts the start at the same time. A challenge that was used before counts for nobody.
    async fn count(
        &self,
        use_up: impl Future<Output = Result<(), StoreError>>,
        limit: &SharedLimit,
        now: Timestamp,
    ) -> Result<(), Failure> {
        let (used, counted) = tokio::join!(use_up, self.counters.count(limit, now));
        let counted = counted?;
        if used.as_ref().is_err_and(StoreError::is_conflict) {
            if counted == CountOutcome::Allowed {
                self.counters.take_back(limit, now).await?;
            }
            return Err(Failure::refused(ProblemKind::WorkRequired));
        }
        used?;
        refuse_if_reached(counted, now)
    }

    /// Returns the known device of the account, or anybody who typed the name.
    fn caller(
        &self,
        request: &Request<Step>,
        name: &UserName,
        subject: &Subject,
        lookup: &AccountLookup,
        policy: &Policy,
        now: Timestamp,
    ) -> Caller {
        let device = self.devices.find(request, &subject.account, &lookup.limits.limits, policy, now);
        let device = device.filter(|_| !subject.decoy).map(KnownDevice::caller);
        device.unwrap_or_else(|| self.names.stranger(name))
    }

    /// Returns the passkey options. They are the same for every name and name no credential: the browser offers the
    /// passkeys that it has for this site.
    fn passkey(&self, reset: &Reset, methods: &[OfferedMethod]) -> Option<Value> {
        let is_offered = methods.iter().any(|method| method.kind == MethodKind::Passkey);
        let challenge = self.codes.passkey_challenge(&reset.id().0);
        is_offered.then(|| self.passkeys.request_options(&challenge, &[]))
    }

    /// Returns the answer. Strangers see every kind of method and no destination; on a known device the user sees the
    /// account's own methods.
    fn answer(&self, reset: &Reset, usable: &[UsableMethod]) -> Result<Success<Step>, Failure> {
        let methods = if reset.caller().is_stranger() {
            let method = |method: &Method| OfferedMethod {
                id: method.id.0.clone(),
                kind: method.kind,
                hint: String::new(),
            };
            reset.methods().iter().map(method).collect()
        } else {
            own_methods(reset, usable)
        };
        Ok(Success::new(Response {
            token: self.reset_authenticator.token_for(reset)?,
            expires_at: rfc3339(reset.expires_at()),
            gates: Gates { required: reset.gates_required(), passed: 0 },
            passkey: self.passkey(reset, &methods),
            methods,
        }))
    }
}

/// Returns the methods by which the account may reset; none makes it a decoy. A frozen account has none, like a name
/// that no account has: a freeze must end all proofs.
fn usable_methods(lookup: &AccountLookup, policy: &Policy, now: Timestamp) -> Vec<UsableMethod> {
    let account = lookup.account.as_ref().filter(|_| lookup.limits.limits.frozen_at.is_none());
    let usable = account.map(|account| lookup.registration.usable_methods(&account.directory, policy, now));
    usable.filter(|usable| can_reset(usable, policy)).unwrap_or_default()
}
