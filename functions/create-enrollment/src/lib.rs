//! Makes a one-time code that enrolls one agent. Only administrators invoke it: it has no route.

mod serve;

use api_contract::admin::create_enrollment::{Refusal, Request, Response};
use crypto::keys::EnrollmentKey;
use jiff::Timestamp;
use lambda_kit::{Failure, random, rfc3339};
use store::{
    agents::{Agents, EnrollmentRefusal},
    audit::AuditTable,
};

pub use serve::serve;

#[derive(Debug)]
pub struct CreateEnrollment {
    pub agents: Agents,
    pub key: EnrollmentKey,
    pub audit: AuditTable,
}

impl CreateEnrollment {
    /// Makes a code for a name that no agent has.
    pub async fn handle(&self, request: Request, now: Timestamp) -> Result<Response, Failure> {
        let made =
            self.agents.allow_enrollment(&request.agent, random()?, &self.key, &self.audit, now).await?;
        Ok(match made {
            Ok(code) => Response::Created {
                agent: request.agent,
                code: code.text,
                expires_at: rfc3339(code.expires_at),
            },
            Err(EnrollmentRefusal::NotAnId) => Response::Refused { refused: Refusal::NotAnId },
            Err(EnrollmentRefusal::NameTaken) => Response::Refused { refused: Refusal::NameTaken },
            Err(
                refusal @ (EnrollmentRefusal::CodeUnknown
                | EnrollmentRefusal::CodeUsed
                | EnrollmentRefusal::CodeExpired
                | EnrollmentRefusal::NotKeys
                | EnrollmentRefusal::KeyKnown),
            ) => return Err(Failure::internal(refusal.name())),
        })
    }
}
