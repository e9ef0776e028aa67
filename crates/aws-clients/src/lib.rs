//! One configuration and one HTTP client for all AWS clients.

mod configuration;
mod environment;

use std::sync::{Arc, OnceLock};

use configuration::{Configurations, FewerHeaders};
pub use environment::{Environment, MissingSetting};

/// The AWS clients of a function, each made once and not before it is needed: making a client takes longer than sending
/// a request.
#[derive(Debug, Clone)]
pub struct Clients(Arc<ClientCache>);

#[derive(Debug)]
struct ClientCache {
    configurations: Configurations,
    dynamodb: OnceLock<aws_sdk_dynamodb::Client>,
    sqs: OnceLock<aws_sdk_sqs::Client>,
    secrets_manager: OnceLock<aws_sdk_secretsmanager::Client>,
    sts: OnceLock<aws_sdk_sts::Client>,
    sns: OnceLock<aws_sdk_sns::Client>,
    end_user_messaging: OnceLock<aws_sdk_pinpointsmsvoicev2::Client>,
    ses: OnceLock<aws_sdk_ses::Client>,
}

/// Makes the clients' configuration. Sends no request.
pub fn connect(environment: Environment) -> Clients {
    Clients(Arc::new(ClientCache {
        configurations: Configurations::new(environment),
        dynamodb: OnceLock::new(),
        sqs: OnceLock::new(),
        secrets_manager: OnceLock::new(),
        sts: OnceLock::new(),
        sns: OnceLock::new(),
        end_user_messaging: OnceLock::new(),
        ses: OnceLock::new(),
    }))
}

macro_rules! client {
    ($sdk:ident, $cache:expr, $field:ident) => {
        client!($sdk, $cache, $field, calls)
    };
    ($sdk:ident, $cache:expr, $field:ident, $config:ident) => {{
        let make =
            || $sdk::config::Builder::from(&$cache.configurations.$config).interceptor(FewerHeaders).build();
        $cache.$field.get_or_init(|| $sdk::Client::from_conf(make())).clone()
    }};
}

impl Clients {
    /// Returns the client for tables.
    pub fn dynamodb(&self) -> aws_sdk_dynamodb::Client {
        client!(aws_sdk_dynamodb, self.0, dynamodb)
    }

    /// Returns the client for queues.
    pub fn sqs(&self) -> aws_sdk_sqs::Client {
        client!(aws_sdk_sqs, self.0, sqs)
    }

    /// Returns the client for secrets.
    pub fn secrets_manager(&self) -> aws_sdk_secretsmanager::Client {
        client!(aws_sdk_secretsmanager, self.0, secrets_manager)
    }

    /// Returns the client for agents' credentials.
    pub fn sts(&self) -> aws_sdk_sts::Client {
        client!(aws_sdk_sts, self.0, sts)
    }

    /// Returns the client for text messages.
    pub fn sns(&self) -> aws_sdk_sns::Client {
        client!(aws_sdk_sns, self.0, sns, providers)
    }

    /// Returns the client for text messages from a number of the company.
    pub fn end_user_messaging(&self) -> aws_sdk_pinpointsmsvoicev2::Client {
        client!(aws_sdk_pinpointsmsvoicev2, self.0, end_user_messaging, providers)
    }

    /// Returns the client for mail.
    pub fn ses(&self) -> aws_sdk_ses::Client {
        client!(aws_sdk_ses, self.0, ses, providers)
    }
}

#[cfg(test)]
mod partitions;

#[cfg(test)]
mod tests;
