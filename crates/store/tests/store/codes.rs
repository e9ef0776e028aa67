use domain::{Event, MethodKind, SendId};

use crate::{
    emulator::{Emulator, at},
    resets::{account, with_code},
};

const NOW: &str = "2027-02-01T08:00:10Z";

#[tokio::test]
async fn delivery_reads_the_reset_of_its_own_account_only() {
    let emulator = Emulator::start().await;
    let (resets, reset) = with_code(&emulator, "r1").await;

    let found = resets.load_for_delivery(reset.id(), &account()).await.unwrap().unwrap();
    assert_eq!(found.reset, reset);
    assert!(found.account.is_none(), "no account is found for a decoy");
    let another = domain::AccountId("another".into());
    assert!(resets.load_for_delivery(reset.id(), &another).await.unwrap().is_none());
}

#[tokio::test]
async fn each_failed_delivery_is_audited() {
    let emulator = Emulator::start().await;
    let (resets, reset) = with_code(&emulator, "r1").await;
    let before = emulator.count(&emulator.tables.audit.name).await;
    let failed = Event::DeliveryFailed { method: MethodKind::Mail };
    for now in [NOW, "2027-02-01T08:03:10Z"] {
        resets.note_delivery(&reset, &SendId("s1".into()), &failed, at(now)).await.unwrap();
    }

    assert_eq!(emulator.count(&emulator.tables.audit.name).await, before + 2);
}
