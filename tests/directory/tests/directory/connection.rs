//! Connections to controllers: TLS, failover of one connection, and reuse.

use std::{sync::Arc, time::Duration};

use directory_tests::{configuration, relay::Relay};
use readmit_agent::{
    active_directory::ActiveDirectory,
    configuration::Configuration,
    directory::{Directory as _, DirectoryError, Purpose},
};
use test_support::{
    fixtures,
    lab::{Controller, Lab},
    ldap::Domain,
};
use tokio::time::timeout;

async fn connection_error(replaced: &[(&str, &str)]) -> DirectoryError {
    let lab = Lab::shared(Controller::Plain);
    match configuration::read_domain(&lab, replaced).await {
        Ok(_) => unreachable!("it is refused"),
        Err(error) => error,
    }
}

#[tokio::test]
async fn certificate_of_another_authority_is_refused() {
    let rogue = format!("\"{}\"", Lab::shared(Controller::Plain).value("AD_ROGUE_CA"));
    let error = connection_error(&[("ca_file", &rogue)]).await;
    assert!(matches!(error, DirectoryError::Unreachable(_)));
    assert!(error.to_string().contains("UnknownIssuer"), "{error}");
}

#[tokio::test]
async fn certificate_of_another_host_is_refused() {
    let address = Lab::shared(Controller::Plain).value("AD_ADDR").to_owned();
    let addresses = configuration::addresses(&[("dc2.demo.example", &address)]);
    let error =
        connection_error(&[("urls", "[\"ldaps://dc2.demo.example\"]"), ("addresses", &addresses)]).await;
    assert!(matches!(error, DirectoryError::Unreachable(_)));
    assert!(error.to_string().contains("not valid for name"), "{error}");
}

#[tokio::test]
async fn certificate_may_name_an_ip_address() {
    let lab = Lab::shared(Controller::Plain);
    let urls = format!("[\"{}\"]", lab.value("AD_IP_URL"));
    assert!(configuration::read_domain(&lab, &[("urls", &urls)]).await.is_ok());
}

#[tokio::test]
async fn next_controller_is_used_if_the_first_is_down() {
    let lab = Lab::shared(Controller::Plain);
    let urls = format!("[\"ldaps://127.0.0.1:1\", \"{}\"]", lab.value("AD_IP_URL"));
    assert!(configuration::read_domain(&lab, &[("urls", &urls)]).await.is_ok());
}

#[tokio::test]
async fn refused_bind_differs_from_an_unreachable_controller() {
    let error = connection_error(&[("bind_name", "\"nobody@demo.example\"")]).await;
    assert!(matches!(error, DirectoryError::NotPermitted(_)), "{error}");
}

#[tokio::test]
async fn closed_port_is_unreachable() {
    let closed_port = configuration::addresses(&[("dc1.demo.example", "127.0.0.1:1")]);
    let error = connection_error(&[("addresses", &closed_port)]).await;
    assert!(matches!(error, DirectoryError::Unreachable(_)), "{error}");
}

#[test]
fn cleartext_urls_are_refused() {
    let lab = Lab::shared(Controller::Plain);
    let folder = tempfile::tempdir().expect("a folder");
    let section = configuration::section(&lab, folder.path(), &[("urls", "[\"ldap://dc1.demo.example\"]")]);
    let error = Configuration::parse(&section).expect_err("refused").to_string();
    assert!(error.contains("ldaps://"), "{error}");
}

/// Returns a controller behind a relay, and an account.
async fn behind_relay() -> (Lab, Relay, Arc<ActiveDirectory>, String) {
    let lab = Lab::shared(Controller::Plain);
    let relay = Relay::to(lab.value("AD_ADDR")).await;
    let addresses = configuration::addresses(&[("dc1.demo.example", &relay.address.to_string())]);
    let domain = configuration::active_directory(&lab, &[("addresses", &addresses)]);
    let account = Domain::administrator(&lab).await.id(&fixtures::person(&lab)).await;
    (lab, relay, Arc::new(domain), account)
}

#[tokio::test]
async fn slow_answer_does_not_block_other_requests() {
    let (_lab, relay, domain, account) = behind_relay().await;
    let find = async || domain.find(&account, Purpose::Write).await.expect("an answer").expect("found");
    find().await;
    relay.pause(0);
    let (asking, sought) = (Arc::clone(&domain), account.clone());
    let waiting = tokio::spawn(async move { asking.find(&sought, Purpose::Write).await });
    tokio::time::sleep(Duration::from_millis(200)).await;
    timeout(Duration::from_secs(2), find()).await.expect("on another connection");
    assert_eq!(relay.count(), 2);
    relay.resume(0);
    assert!(waiting.await.expect("no panic").is_ok_and(|found| found.is_some()));
    for _ in 0..5 {
        find().await;
    }
    assert_eq!(relay.count(), 2, "the connections are used again");
}

#[tokio::test]
async fn closed_idle_connection_is_replaced() {
    let (_lab, relay, domain, account) = behind_relay().await;
    for connections in 1..4 {
        assert!(domain.find(&account, Purpose::Write).await.expect("an answer").is_some());
        assert_eq!(relay.count(), connections);
        relay.cut(connections - 1);
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
}

#[tokio::test]
async fn connection_with_a_pending_answer_is_not_reused() {
    let (_lab, relay, domain, account) = behind_relay().await;
    domain.find(&account, Purpose::Write).await.expect("an answer");
    relay.pause(0);
    assert!(
        timeout(Duration::from_secs(1), domain.find(&account, Purpose::Write)).await.is_err(),
        "the slow read is still waiting"
    );
    let found =
        timeout(Duration::from_secs(5), domain.find(&account, Purpose::Write)).await.expect("in time");
    assert!(found.is_ok_and(|found| found.is_some()));
    assert_eq!(relay.count(), 2);
}
