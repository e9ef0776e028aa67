//! Accounts that may not reset.

use agent_protocol::sync::{IneligibleAccount, IneligibleReason};

use crate::{
    directory::{Directory, anna},
    emulator::Emulator,
};

fn eva() -> IneligibleAccount {
    IneligibleAccount {
        id: "id-eva".into(),
        account_name: "eva".into(),
        user_principal_name: Some("eva@demo.example".into()),
        work_mail: Some("eva.strand@work.example".into()),
        mail: "eva@home.example".into(),
        language: Some("sv".into()),
        reason: IneligibleReason::Disabled,
    }
}

#[tokio::test]
async fn name_leads_to_an_account_that_may_not_reset() {
    let emulator = Emulator::start().await;
    let directory = Directory::in_emulator(&emulator);
    directory.save_ineligible(0, &[eva()]).await;
    directory.save_ineligible(1, &[eva()]).await;
    for name in ["eva", "EVA@demo.example", "DEMO\\eva", "eva.strand@work.example"] {
        let found = directory.find(name).await;
        assert_eq!((found.account, found.subject.0.as_str()), (None, "id-eva"), "{name}");
    }
    let renamed = IneligibleAccount { account_name: "eva2".into(), user_principal_name: None, ..eva() };
    directory.save_ineligible(2, &[renamed]).await;
    assert_eq!(directory.find("eva2").await.subject.0, "id-eva");
    assert_ne!(directory.find("eva").await.subject.0, "id-eva");
}

#[tokio::test]
async fn name_of_an_account_that_may_reset_leads_there() {
    let emulator = Emulator::start().await;
    let directory = Directory::in_emulator(&emulator);
    let same_mail = IneligibleAccount { work_mail: anna().work_mail, ..eva() };
    directory.save_ineligible(0, &[same_mail]).await;
    assert!(directory.save(0, &[anna()]).await.is_empty(), "nothing clashes");
    assert_eq!(directory.id_of("anna.andersson@work.example").await.as_deref(), Some("id-anna"));
    directory.accounts.delete(&["id-anna".to_owned()]).await.unwrap();
    assert_eq!(directory.find("anna.andersson@work.example").await.subject.0, "id-eva");
}

#[tokio::test]
async fn account_leaving_the_scope_stays_until_the_sync_ends() {
    let emulator = Emulator::start().await;
    let directory = Directory::in_emulator(&emulator);
    directory.save(0, &[anna()]).await;
    let id = "id-anna";
    let out = IneligibleAccount { id: id.into(), account_name: "anna".into(), ..eva() };
    directory.save_ineligible(1, &[out]).await;
    assert_eq!(directory.id_of("anna").await.as_deref(), Some(id), "nothing is lost before the sync ends");
    directory.accounts.delete(&[id.to_owned()]).await.unwrap();
    let found = directory.find("anna").await;
    assert_eq!((found.account, found.subject.0.as_str()), (None, id));
}

#[tokio::test]
async fn full_sync_forgets_accounts_it_did_not_send() {
    let emulator = Emulator::start().await;
    let directory = Directory::in_emulator(&emulator);
    let gus = IneligibleAccount {
        id: "id-gus".into(),
        account_name: "gus".into(),
        user_principal_name: None,
        work_mail: None,
        ..eva()
    };
    directory.save_ineligible(0, &[eva(), gus.clone()]).await;
    directory.save_ineligible(5, &[gus]).await;
    assert_eq!(directory.find("eva").await.subject.0, "id-eva");
    directory.finish(5).await;
    assert_eq!(directory.find("gus").await.subject.0, "id-gus");
    assert_ne!(directory.find("eva").await.subject.0, "id-eva");
}

#[tokio::test]
async fn item_shows_neither_name_nor_address_nor_reason() {
    let emulator = Emulator::start().await;
    let directory = Directory::in_emulator(&emulator);
    directory.save_ineligible(0, &[eva()]).await;
    let scan = emulator.client.scan().table_name(&emulator.tables.accounts).send().await.unwrap();
    let stored = format!("{:?}", scan.items()).to_lowercase();
    assert!(stored.contains("ineligible#id-eva"));
    for secret in ["eva@", "strand", "home.example", "disabled", "\"eva"] {
        assert!(!stored.contains(secret), "{secret}: {stored}");
    }
}
