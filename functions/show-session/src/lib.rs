//! Returns the session, and what the user may see and do in it.

mod activities;
mod security_info;
mod serve;

use api_contract::show_session::{Factors, OfferedMethod, Response, SecurityInfo, ShowSession as Step};
use domain::{MethodKind, NextStep, RecentActivity};
use jiff::Timestamp;
use lambda_kit::{Failure, Request, Success};
use step_kit::{FactorVerifier, SessionAuthenticator, SignedInUser, device_tokens, passkey};
use store::{StoreError, activities::Activities, settings::Settings};

pub use serve::serve;

#[derive(Debug)]
pub struct ShowSession {
    pub settings: Settings,
    pub activities: Activities,
    pub session_authenticator: SessionAuthenticator,
    /// The verifier, which makes the challenges of passkeys.
    pub verifier: FactorVerifier,
}

impl ShowSession {
    /// Returns the session, if the browser sent one: with the factors to prove if they come next, with the registration
    /// once they are proved, and with the last activities when nothing else comes first.
    pub async fn handle(&self, request: Request<Step>, now: Timestamp) -> Result<Success<Step>, Failure> {
        if request.session.is_none() {
            // The browser is not signed in. An error would show in its console.
            self.session_authenticator.refuse_other_sites(&request)?;
            return Ok(Success::new(Response::default()));
        }
        let policy = self.settings.policy(now).await?;
        let user = self.session_authenticator.admit(&request, &policy, now).await?;
        let next = user.loaded.session.next(&user.requirements);
        let (factors, security_info) = match next {
            NextStep::Prove | NextStep::LiftFreeze => (Some(self.factors(&user, next)?), None),
            NextStep::Register | NextStep::Confirm | NextStep::SecurityInfo => {
                let current: Vec<_> = device_tokens(&request).claimed_ids().collect();
                let key = &self.verifier.secrets;
                let info = security_info::response(&user, key, &current, &policy, now);
                let recent = self.recent_activity(&user, next, now).await?;
                (None, Some(SecurityInfo { activities: activities::response(&recent, now), ..info }))
            }
            NextStep::ChangePassword => (None, None),
        };
        let (session, name) = (user.session_response(&policy), name(&user));
        Ok(Success::new(Response { session: Some(session), name, factors, security_info }))
    }

    /// Returns the recent activity, which the page shows when nothing else comes first.
    async fn recent_activity(
        &self,
        user: &SignedInUser,
        next: NextStep,
        now: Timestamp,
    ) -> Result<RecentActivity, StoreError> {
        if next != NextStep::SecurityInfo {
            return Ok(RecentActivity::default());
        }
        let stored = self.activities.load(&user.loaded.session.account).await?;
        Ok(stored.with_counts(&user.loaded.limits, now))
    }

    /// Returns the factors that the session accepts now.
    fn factors(&self, user: &SignedInUser, next: NextStep) -> Result<Factors, Failure> {
        let usable = || user.requirements.usable.iter().filter(|usable| usable.may_prove(next));
        let methods = usable().map(|usable| OfferedMethod {
            id: usable.id.clone(),
            kind: usable.kind,
            hint: usable.hint.clone(),
        });
        let registered = user.loaded.registration.methods.iter();
        let of_kind = registered.filter(|method| method.kind() == MethodKind::Passkey);
        let offered = of_kind.filter(|method| usable().any(|usable| usable.id == method.id));
        let passkeys = offered.map(passkey).collect::<Result<Vec<_>, _>>()?;
        let challenge = self.verifier.codes.passkey_challenge(&user.loaded.session.id.0);
        let options = || self.verifier.passkeys.request_options(&challenge, &passkeys);
        Ok(Factors { methods: methods.collect(), passkey: (!passkeys.is_empty()).then(options) })
    }
}

/// Returns the display name, or the account name if there is none.
fn name(user: &SignedInUser) -> String {
    let rules = &user.account.account.rules;
    if rules.display_name.is_empty() { rules.account_name.clone() } else { rules.display_name.clone() }
}
