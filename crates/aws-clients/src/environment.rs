//! The variables that AWS sets.

use thiserror::Error;

/// The region, endpoint and credentials for AWS.
#[derive(Clone)]
pub struct Environment {
    pub(crate) region: String,
    pub(crate) access_key_id: String,
    pub(crate) secret_access_key: String,
    pub(crate) session_token: Option<String>,
    pub(crate) endpoint_url: Option<String>,
}

/// A variable that the platform always sets is missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("{0} is not set")]
pub struct MissingSetting(pub &'static str);

impl Environment {
    /// Reads AWS's own variables through `lookup`. `AWS_ENDPOINT_URL` is set on a developer's machine and absent in the
    /// cloud.
    pub fn read(lookup: impl Fn(&str) -> Option<String>) -> Result<Self, MissingSetting> {
        let required = |name: &'static str| lookup(name).ok_or(MissingSetting(name));
        Ok(Self {
            region: required("AWS_REGION").or_else(|_| required("AWS_DEFAULT_REGION"))?,
            access_key_id: required("AWS_ACCESS_KEY_ID")?,
            secret_access_key: required("AWS_SECRET_ACCESS_KEY")?,
            session_token: lookup("AWS_SESSION_TOKEN"),
            endpoint_url: lookup("AWS_ENDPOINT_URL"),
        })
    }
}

/// Prints no keys.
impl std::fmt::Debug for Environment {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { region, endpoint_url, .. } = self;
        f.debug_struct("Environment")
            .field("region", region)
            .field("endpoint_url", endpoint_url)
            .finish_non_exhaustive()
    }
}
