//! Whom the agent talks to, and whom it does not.

use directory_tests::{
    bench,
    lab::{Controller, Lab},
};
use readmit_agent::{configuration::Configuration, directory::DirectoryError};

async fn complaint(replaced: &[(&str, &str)]) -> DirectoryError {
    let lab = Lab::shared(Controller::Plain);
    match bench::ask(&lab, replaced).await {
        Ok(_) => unreachable!("it is refused"),
        Err(error) => error,
    }
}

#[tokio::test]
async fn a_certificate_of_another_authority_is_refused() {
    let rogue = format!("\"{}\"", Lab::shared(Controller::Plain).value("AD_ROGUE_CA"));
    let error = complaint(&[("ca_file", &rogue)]).await;
    assert!(matches!(error, DirectoryError::Unreachable(_)));
    assert!(error.to_string().contains("UnknownIssuer"), "{error}");
}

#[tokio::test]
async fn a_certificate_of_another_host_is_refused() {
    let address = Lab::shared(Controller::Plain).value("AD_ADDR").to_owned();
    let addresses = bench::addresses(&[("dc2.demo.example", &address)]);
    let error = complaint(&[("urls", "[\"ldaps://dc2.demo.example\"]"), ("addresses", &addresses)]).await;
    assert!(matches!(error, DirectoryError::Unreachable(_)));
    assert!(error.to_string().contains("not valid for name"), "{error}");
}

#[tokio::test]
async fn an_address_is_a_name_too() {
    let lab = Lab::shared(Controller::Plain);
    let urls = format!("[\"{}\"]", lab.value("AD_IP_URL"));
    assert!(bench::ask(&lab, &[("urls", &urls)]).await.is_ok());
}

#[tokio::test]
async fn the_next_controller_is_asked_where_the_first_does_not_answer() {
    let lab = Lab::shared(Controller::Plain);
    let urls = format!("[\"ldaps://127.0.0.1:1\", \"{}\"]", lab.value("AD_IP_URL"));
    assert!(bench::ask(&lab, &[("urls", &urls)]).await.is_ok());
}

#[tokio::test]
async fn a_service_account_that_is_turned_away_is_not_taken_for_a_missing_controller() {
    let error = complaint(&[("bind_name", "\"nobody@demo.example\"")]).await;
    assert!(matches!(error, DirectoryError::NotPermitted(_)), "{error}");
}

#[tokio::test]
async fn nobody_listening_is_unreachable() {
    let nobody = bench::addresses(&[("dc1.demo.example", "127.0.0.1:1")]);
    let error = complaint(&[("addresses", &nobody)]).await;
    assert!(matches!(error, DirectoryError::Unreachable(_)), "{error}");
}

#[test]
fn cleartext_is_refused_before_anything_is_sent() {
    let lab = Lab::shared(Controller::Plain);
    let folder = tempfile::tempdir().expect("a folder");
    let section = bench::section(&lab, folder.path(), &[("urls", "[\"ldap://dc1.demo.example\"]")]);
    let error = Configuration::parse(&section).expect_err("refused").to_string();
    assert!(error.contains("ldaps://"), "{error}");
}
