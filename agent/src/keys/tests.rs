use std::{fs, os::unix::fs::PermissionsExt as _, path::Path};

use agent_protocol::{
    Envelope,
    sealing::{self, Plaintext, PublicKey},
};

use super::*;
use crate::configuration::AgentId;

const NOW: i64 = 1_800_000_000;

fn ring(folder: &Path) -> KeyRing {
    let agent = AgentId::try_from("agent-1".to_owned()).expect("id");
    KeyRing::create(&folder.join("keys"), agent, Keys::make(NOW)).expect("created")
}

fn reopened(folder: &Path) -> KeyRing {
    KeyRing::open(&folder.join("keys")).expect("opened")
}

fn sealed(keys: &Keys) -> Envelope {
    let key = PublicKey::parse(&keys.public().expect("public").sealing_key).expect("key");
    let plaintext = Plaintext::reset("Violet-Harbour-71");
    sealing::seal(&mut entropy::SystemRandomness, "agent-1", &key, "binding", &plaintext).expect("sealed")
}

fn files(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder.join("keys")).expect("folder");
    let mut names: Vec<_> =
        entries.map(|entry| entry.expect("entry").file_name().into_string().expect("a name")).collect();
    names.sort();
    names
}

#[test]
fn stored_keys_are_reopened_and_private_to_their_owner() {
    let folder = tempfile::tempdir().expect("folder");
    let made = ring(folder.path()).current().public().expect("public");
    let found = reopened(folder.path());
    assert_eq!(found.agent(), "agent-1");
    assert_eq!(found.current().public().expect("public"), made);
    assert_eq!((made.signing_key.len(), made.sealing_key.len()), (43, 43));
    let path = folder.path().join("keys/current.json");
    let bits = |path: &Path| fs::metadata(path).expect("metadata").permissions().mode() & 0o777;
    assert_eq!((bits(&path), bits(&folder.path().join("keys"))), (0o600, 0o700));
    fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).expect("chmod");
    let error = KeyRing::open(&folder.path().join("keys")).expect_err("refused");
    assert!(format!("{error:#}").contains("chmod 600"), "{error:#}");
}

#[test]
fn missing_keys_are_an_error_that_names_the_remedy() {
    let folder = tempfile::tempdir().expect("folder");
    let error = KeyRing::open(folder.path()).expect_err("nobody").to_string();
    assert!(error.contains("readmit-agent enroll"), "{error}");
}

#[test]
fn old_envelopes_open_until_the_old_key_is_destroyed() {
    let folder = tempfile::tempdir().expect("folder");
    let ring = ring(folder.path());
    let old = sealed(&ring.current());
    let next = ring.prepare(NOW).expect("prepared");
    let early = sealed(&next);
    assert!(
        ring.open_envelope("binding", &early).is_ok(),
        "the cloud may announce the new key before the agent has its answer"
    );
    ring.promote(NOW).expect("promoted");
    for ring in [&ring, &reopened(folder.path())] {
        assert_eq!(ring.current().public().expect("public"), next.public().expect("public"));
        assert!(ring.open_envelope("binding", &old).is_ok());
        assert!(ring.open_envelope("binding", &early).is_ok());
        assert!(ring.open_envelope("another binding", &old).is_err());
    }
    assert_eq!(ring.destroy_old(NOW + RETIRED_KEY_TTL_SECONDS - 1).expect("looked"), 0);
    assert_eq!(ring.destroy_old(NOW + RETIRED_KEY_TTL_SECONDS).expect("destroyed"), 1);
    assert!(ring.open_envelope("binding", &old).is_err());
    assert!(ring.open_envelope("binding", &early).is_ok());
    assert_eq!(files(folder.path()), ["current.json"]);
}

#[test]
fn interrupted_rotation_continues_with_the_same_keys() {
    let folder = tempfile::tempdir().expect("folder");
    let prepared = ring(folder.path()).prepare(NOW).expect("prepared").public().expect("public");
    let ring = reopened(folder.path());
    assert_eq!(ring.next().expect("still there").public().expect("public"), prepared);
    assert_eq!(ring.prepare(NOW + 9).expect("the same").public().expect("public"), prepared);
    ring.abandon().expect("abandoned");
    assert!(ring.next().is_none());
    assert_ne!(ring.prepare(NOW).expect("another").public().expect("public"), prepared);
}

#[test]
fn crash_while_replacing_keys_keeps_the_enrolled_pair() {
    let folder = tempfile::tempdir().expect("folder");
    let keys = folder.path().join("keys");
    let made = ring(folder.path()).current().public().expect("public");
    // Linked, not yet replaced.
    fs::hard_link(keys.join("current.json"), keys.join("old.json")).expect("linked");
    reopened(folder.path());
    assert_eq!(
        files(folder.path()),
        ["current.json", "old.json"],
        "opening the keys leaves a rotation in progress alone"
    );
    let changed = KeyRing::open_to_change(&keys).expect("opened");
    assert_eq!(changed.current().public().expect("public"), made);
    assert_eq!(files(folder.path()), ["current.json"]);
    // Replaced, the old ones not yet destroyed.
    fs::copy(keys.join("current.json"), keys.join("old.json")).expect("copied");
    KeyRing::open_to_change(&keys).expect("opened");
    assert_eq!(files(folder.path()), ["current.json"]);
}

#[test]
fn failed_rotation_loses_neither_pair() {
    let folder = tempfile::tempdir().expect("folder");
    let ring = ring(folder.path());
    let next = ring.prepare(NOW).expect("prepared").public().expect("public");
    // A folder has the other name of the old keys: nothing is replaced, and nothing is lost.
    fs::create_dir(folder.path().join("keys/old.json")).expect("a folder");
    assert!(ring.promote(NOW).is_err());
    assert_ne!(ring.current().public().expect("public"), next);
    assert_eq!(ring.next().expect("still there").public().expect("public"), next);
    fs::remove_dir(folder.path().join("keys/old.json")).expect("removed");
    ring.promote(NOW).expect("promoted");
    assert_eq!(reopened(folder.path()).current().public().expect("public"), next);
    assert!(ring.next().is_none());
}

#[test]
fn new_enrollment_destroys_keys_of_the_first() {
    let folder = tempfile::tempdir().expect("folder");
    let first = ring(folder.path());
    first.prepare(NOW).expect("prepared");
    first.promote(NOW).expect("promoted");
    first.prepare(NOW).expect("prepared");
    ring(folder.path());
    assert_eq!(files(folder.path()), ["current.json"]);
}
