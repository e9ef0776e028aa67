use super::*;
use crate::policy;

const DAY: i64 = 24 * 60 * 60;

fn device(id: &str, seconds: i64) -> KnownDevice {
    KnownDevice { id: DeviceId(id.into()), proved_at: at(seconds), client: None }
}

fn with(devices: &[(&str, i64)]) -> AccountLimits {
    let remember =
        |limits: AccountLimits, (id, seconds): &(&str, i64)| limits.remember_device(device(id, *seconds));
    devices.iter().fold(AccountLimits::default(), remember)
}

#[test]
fn a_device_is_known_for_the_days_of_the_policy() {
    let is_known = |policy: &str, seconds| {
        let policy = policy::parse(policy).unwrap();
        with(&[("one", 0)]).known_device(&[DeviceId("one".into())], &policy, at(seconds)).is_some()
    };
    assert!(is_known("", 180 * DAY - 1));
    assert!(!is_known("", 180 * DAY));
    assert!(is_known("[devices]\ndays = 1\n", DAY - 1));
    assert!(!is_known("[devices]\ndays = 1\n", DAY));
    assert!(!is_known("[devices]\nenabled = false\n", 1));
}

#[test]
fn only_a_device_of_the_account_is_known() {
    let limits = with(&[("one", 0), ("two", 0)]);
    let find = |ids: &[&str]| {
        let ids: Vec<DeviceId> = ids.iter().map(|id| DeviceId((*id).into())).collect();
        limits.known_device(&ids, &Policy::default(), at(1)).map(|known| known.id.0.clone())
    };
    assert_eq!(find(&["three", "two"]).as_deref(), Some("two"));
    assert_eq!(find(&["three"]), None);
    assert_eq!(find(&[]), None);
}

#[test]
fn ninth_known_device_replaces_the_oldest() {
    let all: Vec<(String, i64)> = (0..9).map(|n| (n.to_string(), n)).collect();
    let all: Vec<(&str, i64)> = all.iter().map(|(id, seconds)| (id.as_str(), *seconds)).collect();
    let ids =
        |limits: &AccountLimits| limits.devices.iter().map(|known| known.id.0.clone()).collect::<String>();
    assert_eq!(ids(&with(&all)), "12345678");
    let renewed = with(&all[..8]).remember_device(device("0", 9));
    assert_eq!(ids(&renewed), "12345670");
}

#[test]
fn a_device_is_removed_once() {
    let limits = with(&[("one", 0), ("two", 0)]).remove_device(&DeviceId("one".into())).unwrap();
    assert_eq!(limits, with(&[("two", 0)]));
    assert_eq!(limits.remove_device(&DeviceId("one".into())), None);
}

#[test]
fn signing_out_everywhere_and_freezing_forget_all_devices() {
    let limits = with(&[("one", 0), ("two", 0)]);
    assert_eq!(limits.clone().sign_out(at(1)).devices, []);
    assert_eq!(limits.freeze_account(at(1)).devices, []);
}

#[test]
fn limits_are_stored_for_as_long_as_a_device_may_be_known() {
    assert_eq!(with(&[("one", 5)]).expires_at(at(9)), Some(at(180 * DAY + 5)));
    let late = at(200 * DAY);
    assert_eq!(with(&[("one", 5)]).expires_at(late), Some(late + GUESS_WINDOW));
}
