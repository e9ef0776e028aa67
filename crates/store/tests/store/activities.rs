use domain::{Activity, ActivityKind, ClientInfo, MethodKind};
use store::{StoreError, activities::Activities};
use tokio::task::JoinSet;

use crate::{
    emulator::{Emulator, at},
    resets::account,
};

async fn activities() -> (Emulator, Activities) {
    let emulator = Emulator::start().await;
    let activities = Activities::new(emulator.client.clone(), emulator.tables.resets.clone());
    (emulator, activities)
}

fn activity(kind: ActivityKind, time: &str) -> Activity {
    let network = "192.0.2.0/24".to_owned();
    let client = Some(ClientInfo { network, device: Some("Firefox, Linux".to_owned()), language: None });
    Activity { kind, method: Some(MethodKind::Mail), at: at(time), count: 1, client }
}

#[tokio::test]
async fn an_activity_is_noted_once() {
    let (_emulator, activities) = activities().await;
    assert!(activities.load(&account()).await.unwrap().all().is_empty());
    let added = activity(ActivityKind::MethodAdded, "2027-02-01T12:00:00Z");
    let codes = activity(ActivityKind::WrongCodes, "2027-02-01T12:01:00Z");
    for noted in [&added, &codes, &added, &codes] {
        activities.note(&account(), noted).await.unwrap();
    }
    assert_eq!(activities.load(&account()).await.unwrap().all(), [added, codes]);
}

#[tokio::test]
async fn new_activity_replaces_the_oldest() {
    let (_emulator, activities) = activities().await;
    let added = |minute| activity(ActivityKind::MethodAdded, &format!("2027-02-01T12:{minute:02}:00Z"));
    let wrong = activity(ActivityKind::WrongPasswords, "2027-02-01T11:00:00Z");
    activities.note(&account(), &wrong).await.unwrap();
    for minute in 0..25 {
        activities.note(&account(), &added(minute)).await.unwrap();
    }
    let kept: Vec<Activity> = [wrong].into_iter().chain((5..25).map(added)).collect();
    assert_eq!(activities.load(&account()).await.unwrap().all(), kept);
}

#[tokio::test]
async fn activities_at_the_same_time_are_all_noted() {
    let (_emulator, activities) = activities().await;
    let mut writers = JoinSet::new();
    for second in 0..6 {
        let activities = activities.clone();
        writers.spawn(async move {
            let kind = if second == 0 { ActivityKind::WrongCodes } else { ActivityKind::MethodAdded };
            let added = activity(kind, &format!("2027-02-01T12:00:0{second}Z"));
            while let Err(error) = activities.note(&account(), &added).await {
                assert!(matches!(error, StoreError::Conflict), "{error}");
            }
        });
    }
    writers.join_all().await;
    assert_eq!(activities.load(&account()).await.unwrap().all().len(), 6);
}
