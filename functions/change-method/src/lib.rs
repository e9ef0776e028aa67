//! Names a registered method, prefers it, or confirms that it is still the person's.

use api_contract::{
    ProblemKind,
    change_method::{ChangeMethod as Step, Request as Asked, Response},
};
use cloud::settings::Settings;
use jiff::Timestamp;
use lambda_kit::{Failure, Request, Success};
use reset_domain::{Event, Refusal, Registration};
use step_kit::{Visitors, checked_name};

/// What the step needs.
#[derive(Debug)]
pub struct ChangeMethod {
    /// The policy.
    pub settings: Settings,
    /// Admits who is signed in.
    pub visitors: Visitors,
}

impl ChangeMethod {
    /// Changes what is asked for, all of it or nothing.
    pub async fn handle(&self, request: Request<Step>, now: Timestamp) -> Result<Success<Step>, Failure> {
        if let Some(name) = &request.body.name {
            checked_name(name)?;
        } else if !request.body.prefer && !request.body.confirm {
            return Err(Failure::refused(ProblemKind::MalformedRequest));
        }
        let policy = self.settings.policy(now).await?;
        let asked = request.body.clone();
        let change = |registration| changed(registration, &asked, now);
        let session = self.visitors.change_registration(&request, &policy, now, change).await?;
        Ok(Success::new(Response { session }))
    }
}

/// The event tells of what concerns others most: a confirmation alone changes nothing for them.
fn changed(
    registration: Registration,
    asked: &Asked,
    now: Timestamp,
) -> Result<(Registration, Event), Refusal> {
    let mut changed = registration;
    let mut event = None;
    if asked.confirm {
        let (next, confirmed) = changed.confirm(&asked.method, now)?;
        (changed, event) = (next, Some(confirmed));
    }
    if asked.prefer {
        let (next, preferred) = changed.prefer(&asked.method)?;
        (changed, event) = (next, Some(preferred));
    }
    if let Some(name) = &asked.name {
        let (next, renamed) = changed.rename(&asked.method, name.trim().to_owned())?;
        (changed, event) = (next, Some(renamed));
    }
    event.map(|event| (changed, event)).ok_or(Refusal::StepNotAllowed)
}
