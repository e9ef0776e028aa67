//! Shows the session, and what the person may know and do in it.

use api_contract::show_session::{Response, ShowSession as Step};
use cloud::settings::Settings;
use jiff::Timestamp;
use lambda_kit::{Failure, Request, Success};
use step_kit::{Visitor, Visitors, told_session};

/// What the step needs.
#[derive(Debug)]
pub struct ShowSession {
    /// The policy.
    pub settings: Settings,
    /// Admits who is signed in.
    pub visitors: Visitors,
}

impl ShowSession {
    /// The session of the person who asks.
    pub async fn handle(&self, request: Request<Step>, now: Timestamp) -> Result<Success<Step>, Failure> {
        let policy = self.settings.policy(now).await?;
        let visitor = self.visitors.admit(&request, &policy, now).await?;
        let session = told_session(&visitor.session, &policy);
        Ok(Success::new(Response { session, name: name(visitor), factors: None, security_info: None }))
    }
}

/// The display name, or the account name where there is none.
fn name(visitor: Visitor) -> String {
    let rules = visitor.account.account.rules;
    if rules.display_name.is_empty() { rules.account_name } else { rules.display_name }
}
