use aws_sdk_dynamodb::config::{retry::RetryConfig, timeout::TimeoutConfig};

use super::{Environment, MissingSetting};

fn lookup(name: &str) -> Option<String> {
    (name != "AWS_SESSION_TOKEN" && name != "AWS_ENDPOINT_URL").then(|| format!("value of {name}"))
}

#[test]
fn calls_of_an_emulator_get_more_time_than_those_of_aws() {
    let seconds = |lookup: fn(&str) -> Option<String>| {
        let clients = super::connect(Environment::read(lookup).unwrap());
        clients
            .0
            .configurations
            .calls
            .timeout_config()
            .and_then(TimeoutConfig::operation_timeout)
            .map(|it| it.as_secs())
    };

    assert_eq!((seconds(lookup), seconds(|name| Some(name.into()))), (Some(3), Some(9)));
}

#[test]
fn providers_of_messages_get_five_seconds_and_one_attempt() {
    let clients = super::connect(Environment::read(lookup).unwrap());
    let (ses, sns, texts) = (clients.ses(), clients.sns(), clients.end_user_messaging());
    let (ses, sns, texts) = (ses.config(), sns.config(), texts.config());
    for (timeouts, retries) in [
        (ses.timeout_config(), ses.retry_config()),
        (sns.timeout_config(), sns.retry_config()),
        (texts.timeout_config(), texts.retry_config()),
    ] {
        let attempt = timeouts.and_then(TimeoutConfig::operation_attempt_timeout);
        assert_eq!(attempt.map(|it| it.as_secs()), Some(5));
        assert_eq!(retries.map(RetryConfig::max_attempts), Some(1));
    }
}

#[test]
fn keys_are_never_printed() {
    let environment = Environment::read(lookup).unwrap();

    let printed = format!("{environment:?}");

    assert!(!printed.contains("KEY"), "{printed}");
    assert!(!format!("{:?}", super::connect(environment)).contains("SECRET"));
}

#[test]
fn a_missing_variable_is_named() {
    let error = Environment::read(|name| lookup(name).filter(|_| name != "AWS_ACCESS_KEY_ID")).unwrap_err();

    assert_eq!(error, MissingSetting("AWS_ACCESS_KEY_ID"));
}
