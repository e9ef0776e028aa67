//! Enrollment: makes keys here and sends their public halves to the cloud with a one-time code.

use std::path::Path;

use agent_protocol::enrollment::EnrollAgent;
use anyhow::Context as _;

use crate::{
    clock,
    cloud::{self, CloudError},
    configuration::{AgentId, CloudUrl},
    keys::{KeyRing, Keys},
};

/// An agent that was enrolled.
#[derive(Debug)]
pub struct Enrolled {
    /// The id that the administrator chose.
    pub agent: String,
    /// The fingerprint of the keys, for the administrator to compare.
    pub fingerprint: String,
}

/// Makes keys, enrolls them and stores them in a folder. Replaces the keys of an agent that is enrolled already only
/// if `again` is set, because envelopes that are sealed to them could not be opened any more.
pub async fn enroll(url: &CloudUrl, code: &str, keys_dir: &Path, again: bool) -> anyhow::Result<Enrolled> {
    anyhow::ensure!(
        again || !KeyRing::exists(keys_dir),
        "an agent is enrolled here already, with keys in {}; to replace it, revoke it and add --again",
        keys_dir.display()
    );
    let keys = Keys::make(clock::now().as_second());
    let public = keys.public()?;
    let fingerprint = public.fingerprint();
    let request = EnrollAgent { code: code.trim().to_owned(), keys: public };
    let enrolled = cloud::enroll(url, &request, &keys).await.map_err(explained)?;
    anyhow::ensure!(
        enrolled.fingerprint == fingerprint,
        "the cloud enrolled other keys than these ({}, not {fingerprint}): somebody may be intercepting the connection",
        enrolled.fingerprint
    );
    let agent = AgentId::try_from(enrolled.agent).map_err(anyhow::Error::msg)?;
    let ring = KeyRing::create(keys_dir, agent, keys).context("keeping the keys")?;
    Ok(Enrolled { agent: ring.agent().to_owned(), fingerprint })
}

/// Gives one explanation for everything that can be wrong with a code. The cloud's log says more.
fn explained(error: CloudError) -> anyhow::Error {
    match error {
        CloudError::NotAccepted => anyhow::anyhow!(
            "the code is not accepted: mistyped, used, older than 15 minutes, or this host's clock is wrong; \
             the log of the function enroll-agent says which. A new code is made by: ./scripts/agents enroll NAME"
        ),
        CloudError::NotReached(_) | CloudError::Answered(_) | CloudError::Unexpected(_) => {
            anyhow::Error::new(error).context("enrolling")
        }
    }
}
