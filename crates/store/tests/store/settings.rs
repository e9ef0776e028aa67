use std::sync::Arc;

use agent_protocol::sync::Domain;
use domain::Policy;
use jiff::SignedDuration;
use store::{
    StoreError,
    settings::{Administration, Settings},
};
use tokio::task::JoinSet;

use crate::emulator::{Emulator, at};

const NOW: &str = "2027-02-01T08:00:00Z";

fn policy(name: &str) -> Policy {
    domain::policy::parse(&format!("[branding]\nname = \"{name}\"\n")).unwrap()
}

fn administration(emulator: &Emulator) -> Administration {
    Administration::new(emulator.client.clone(), emulator.settings.clone(), emulator.tables.audit.clone())
}

#[tokio::test]
async fn applied_policy_is_in_force_after_30_s() {
    let emulator = Emulator::start().await;
    let settings = Settings::new(emulator.client.clone(), emulator.settings.clone());
    assert_eq!(settings.current(at(NOW)).await.unwrap().version, 0);

    let applied = administration(&emulator).apply(policy("Demo"), at(NOW)).await.unwrap();

    assert_eq!((applied.before.version, applied.after.version), (0, 1));
    let within = at(NOW) + SignedDuration::from_millis(29_999);
    assert_eq!(settings.current(within).await.unwrap().version, 0);
    let after = at(NOW) + SignedDuration::from_secs(30);
    let current = settings.current(after).await.unwrap();
    assert_eq!((current.version, current.policy), (1, Arc::new(policy("Demo"))));
    assert_eq!(emulator.count(&emulator.tables.audit.name).await, 1);
}

#[tokio::test]
async fn applying_the_same_policy_changes_nothing() {
    let emulator = Emulator::start().await;
    administration(&emulator).apply(policy("Demo"), at(NOW)).await.unwrap();

    let again = administration(&emulator).apply(policy("Demo"), at(NOW)).await.unwrap();

    assert_eq!(again.before, again.after);
    assert_eq!(emulator.count(&emulator.settings).await, 2);
}

#[tokio::test]
async fn concurrent_policies_do_not_overwrite_each_other() {
    let emulator = Emulator::start().await;
    let mut tasks = JoinSet::new();
    for number in 0..10 {
        let administration = administration(&emulator);
        tasks.spawn(async move { administration.apply(policy(&format!("{number}")), at(NOW)).await });
    }

    let results = tasks.join_all().await;

    let lost = results.iter().filter_map(|result| result.as_ref().err());
    assert!(lost.clone().all(StoreError::is_conflict), "{results:?}");
    let won = results.len() - lost.count();
    assert_eq!(emulator.count(&emulator.tables.audit.name).await, i32::try_from(won).unwrap());
}

#[tokio::test]
async fn each_synced_domain_is_stored_once() {
    let emulator = Emulator::start().await;
    let settings = Settings::new(emulator.client.clone(), emulator.settings.clone());
    for (netbios, suffixes) in [("DEMO", vec!["demo.example".to_owned()]), ("LAB", vec![]), ("DEMO", vec![])]
    {
        settings.note_domain(&Domain { netbios: netbios.into(), suffixes }, at(NOW)).await.unwrap();
    }

    let mut domains = (*settings.domains(at(NOW)).await.unwrap()).clone();

    domains.netbios.sort();
    assert_eq!(
        (domains.netbios, domains.suffixes),
        (vec!["DEMO".into(), "LAB".into()], vec!["demo.example".into()])
    );
}
