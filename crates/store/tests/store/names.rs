//! Names that lead to one account among several.

use agent_protocol::sync::Account;

use crate::{
    directory::{Directory, anna},
    emulator::Emulator,
};

fn user(account_name: &str, user_principal_name: Option<&str>) -> Account {
    Account {
        id: format!("id-{account_name}"),
        account_name: account_name.into(),
        user_principal_name: user_principal_name.map(str::to_owned),
        work_mail: None,
        ..anna()
    }
}

async fn assert_leads(directory: &Directory, names: &[(&str, Option<&str>)]) {
    for (name, id) in names {
        assert_eq!(directory.id_of(name).await.as_deref(), *id, "{name}");
    }
}

#[tokio::test]
async fn equal_names_under_two_suffixes_lead_to_two_accounts() {
    let emulator = Emulator::start().await;
    let directory = Directory::in_emulator(&emulator);
    let users = [user("toto1", Some("toto@first.example")), user("toto", Some("toto@second.example"))];
    assert!(directory.save(0, &users).await.is_empty(), "no name clashes");

    let (first, second) = (Some("id-toto1"), Some("id-toto"));
    assert_leads(
        &directory,
        &[
            ("toto@first.example", first),
            ("toto1", first),
            ("toto@second.example", second),
            ("toto", second),
            ("DEMO\\toto", second),
            ("toto@DEMO", second),
            ("toto@demo.example", second),
            ("demo.example\\toto", second),
            ("toto@nowhere.example", None),
        ],
    )
    .await;
}

#[tokio::test]
async fn own_name_leads_to_its_account_despite_others_aliases() {
    let emulator = Emulator::start().await;
    let directory = Directory::in_emulator(&emulator);
    let users = [user("alice", Some("judy@demo.example")), user("judy", Some("j.doe@demo.example"))];
    directory.save(0, &users).await;

    let (alice, judy) = (Some("id-alice"), Some("id-judy"));
    let leads = [("judy", judy), ("DEMO\\judy", judy), ("judy@demo.example", alice), ("j.doe", judy)];
    assert_leads(&directory, &leads).await;

    directory.save(1, &[user("alice", Some("alice@demo.example"))]).await;
    assert_leads(&directory, &[("judy@demo.example", judy), ("alice@demo.example", alice)]).await;
    directory.accounts.delete(&["id-judy".to_owned()]).await.unwrap();
    assert_leads(&directory, &[("judy@demo.example", None), ("judy", None), ("alice", alice)]).await;
}

#[tokio::test]
async fn alias_of_two_accounts_finds_neither_of_them() {
    let emulator = Emulator::start().await;
    let directory = Directory::in_emulator(&emulator);
    let users = [user("a1", Some("anna.berg@first.example")), user("a2", Some("anna.berg@second.example"))];
    let clashes = directory.save(0, &users).await;

    assert_eq!(clashes, [["id-a1".to_owned(), "id-a2".to_owned()]]);
    assert_leads(&directory, &[("anna.berg", None), ("anna.berg@second.example", Some("id-a2"))]).await;
}
