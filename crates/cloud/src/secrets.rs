//! The secrets store, read once, during initialisation.

use aws_sdk_secretsmanager::Client;
use tracing::instrument;

use crate::{StoreError, keys::Secret};

const FETCH: &str = "fetching a secret";

/// Fetches one secret. A function fetches only those that it is allowed, all at the same time (`tokio::try_join!`).
#[instrument(level = "debug", skip_all)]
pub async fn fetch(client: &Client, id: &str) -> Result<Secret, StoreError> {
    let fetched = client.get_secret_value().secret_id(id).send().await;
    let text = fetched.map_err(StoreError::unavailable(FETCH))?.secret_string;
    text.and_then(Secret::new)
        .ok_or_else(|| StoreError::Inconsistent { item: id.to_owned(), attribute: "SecretString".to_owned() })
}
