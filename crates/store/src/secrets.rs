//! The secrets, read once, when a function starts.

use aws_sdk_secretsmanager::{Client, types::SecretValueEntry};
use tracing::instrument;
use zeroize::Zeroizing;

use crate::StoreError;
use crypto::keys::Secret;

const OPERATION: &str = "fetching secrets";

/// One of the stack's secrets. A function names only secrets that its role may read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SecretName {
    /// The secret that signs challenges and the tokens of resets.
    Token,
    /// The secret that hashes codes.
    Code,
    /// The secret that hashes names.
    Name,
    /// The secret that encrypts destinations.
    Destination,
    /// The secret that signs the links in notices.
    Link,
    /// The secret that makes the tokens of known devices.
    Device,
}

impl SecretName {
    /// Returns the environment variable with the secret's ARN.
    pub(crate) const fn variable(self) -> &'static str {
        match self {
            Self::Token => "TOKEN_SECRET_ARN",
            Self::Code => "CODE_SECRET_ARN",
            Self::Name => "NAME_SECRET_ARN",
            Self::Destination => "DESTINATION_SECRET_ARN",
            Self::Link => "LINK_SECRET_ARN",
            Self::Device => "DEVICE_SECRET_ARN",
        }
    }
}

/// Fetches the secrets with these ARNs by one call, in the order of the ARNs. All or none: a secret that is missing, or
/// that the role may not read, is an error.
#[instrument(level = "debug", skip_all)]
pub(crate) async fn fetch<const N: usize>(
    client: &Client,
    arns: [String; N],
) -> Result<[Secret; N], StoreError> {
    let entries = match arns.as_slice() {
        [arn] => one(client, arn).await?,
        _ => several(client, &arns).await?,
    };
    let mut secrets = Vec::with_capacity(N);
    for arn in arns {
        let entry = entries.iter().find(|entry| entry.arn.as_deref() == Some(&arn));
        let text = entry.and_then(|entry| entry.secret_string.clone());
        let inconsistent = || StoreError::Inconsistent { item: arn, attribute: "SecretString".to_owned() };
        secrets.push(text.and_then(Secret::new).ok_or_else(inconsistent)?);
    }
    secrets
        .try_into()
        .map_err(|_| StoreError::Unavailable { operation: OPERATION, source: "wrong number".into() })
}

/// Fetches the text of one secret that an administrator has put in, such as a relay's password.
#[instrument(level = "debug", skip_all)]
pub(crate) async fn fetch_text(client: &Client, arn: String) -> Result<Zeroizing<String>, StoreError> {
    let entries = one(client, &arn).await?;
    let text = entries.into_iter().next().and_then(|entry| entry.secret_string);
    let inconsistent = || StoreError::Inconsistent { item: arn, attribute: "SecretString".to_owned() };
    text.map(Zeroizing::new).ok_or_else(inconsistent)
}

/// Fetches one secret; needs no permission to read several at once.
async fn one(client: &Client, arn: &str) -> Result<Vec<SecretValueEntry>, StoreError> {
    let fetched = client.get_secret_value().secret_id(arn).send().await;
    let text = fetched.map_err(StoreError::unavailable(OPERATION))?.secret_string;
    Ok(vec![SecretValueEntry::builder().arn(arn).set_secret_string(text).build()])
}

async fn several(client: &Client, arns: &[String]) -> Result<Vec<SecretValueEntry>, StoreError> {
    let batch = client.batch_get_secret_value().set_secret_id_list(Some(arns.to_vec())).send().await;
    Ok(batch.map_err(StoreError::unavailable(OPERATION))?.secret_values.unwrap_or_default())
}
