use std::io::Write as _;

use agent_protocol::{Order, sync::PasswordRules};

use super::*;

const NOW: i64 = 1_800_000_000;

fn job(id: &str, ordered_at: i64) -> Job {
    Job {
        id: id.to_owned(),
        reset: format!("reset-of-{id}"),
        account: "account".to_owned(),
        ordered_at,
        expires_at: ordered_at + 120,
        reset_expires_at: ordered_at + 900,
        is_deferred: false,
        order: Order::SetPassword { envelopes: Vec::new() },
    }
}

fn account_state() -> AccountState {
    AccountState {
        id: "account".to_owned(),
        controller: "ldaps://dc1".to_owned(),
        account_name: "anna".to_owned(),
        display_name: "Anna".to_owned(),
        is_protected: false,
        is_disabled: false,
        is_expired: false,
        rules: PasswordRules {
            minimum_length: 8,
            complexity: true,
            history_length: 24,
            ..PasswordRules::default()
        },
        can_change_from: None,
        password_last_set: 7,
        password_set_at: 0,
        spare_bad_passwords: Some(u32::MAX),
        spare_sign_ins: u32::MAX,
        lockout_time: 0,
    }
}

struct Disk(tempfile::TempDir);

impl Disk {
    fn new() -> Self {
        Self(tempfile::tempdir().expect("folder"))
    }

    fn open(&self) -> Journal {
        Journal::open(self.0.path(), NOW).expect("opened")
    }

    fn text(&self) -> String {
        std::fs::read_to_string(self.0.path().join("journal.jsonl")).expect("read")
    }
}

#[test]
fn journal_survives_a_restart() {
    let disk = Disk::new();
    let first = disk.open();
    let intent =
        first.record_intent(&job("a", NOW), OrderKind::SetPassword, &account_state(), NOW).expect("intended");
    first.record_intent(&job("b", NOW), OrderKind::SetPassword, &account_state(), NOW).expect("intended");
    let report = first.record_done(&job("b", NOW), OrderKind::SetPassword, NOW + 1).expect("recorded");
    first.record_done(&job("c", NOW), OrderKind::SetPassword, NOW).expect("recorded");
    first.record_reported("c").expect("reported");
    drop(first);
    for _ in 0..2 {
        let again = disk.open();
        assert_eq!(again.job_record("a"), JobRecord::Intended(intent.clone()));
        assert_eq!(again.job_record("b"), JobRecord::Done(report.clone()));
        assert_eq!(again.job_record("d"), JobRecord::Nothing);
        assert_eq!(again.unreported(), vec![report.clone()]);
        assert_eq!(again.in_doubt_count(), 1);
    }
}

#[test]
fn intent_stays_until_its_outcome_is_reported() {
    let disk = Disk::new();
    disk.open()
        .record_intent(&job("a", NOW), OrderKind::SetPassword, &account_state(), NOW)
        .expect("intended");
    assert!(matches!(disk.open().job_record("a"), JobRecord::Intended(_)));
    assert_eq!(Journal::count_in_doubt_since(disk.0.path(), NOW + 1).expect("read"), 1);
    disk.open().record_reported("a").expect("it was refused, here or by another agent");
    assert_eq!(disk.open().job_record("a"), JobRecord::Nothing);
    assert_eq!(Journal::count_in_doubt_since(disk.0.path(), NOW + 1).expect("read"), 0);
}

#[test]
fn incomplete_last_line_is_ignored() {
    let disk = Disk::new();
    disk.open()
        .record_intent(&job("a", NOW), OrderKind::SetPassword, &account_state(), NOW)
        .expect("intended");
    let mut file =
        std::fs::OpenOptions::new().append(true).open(disk.0.path().join("journal.jsonl")).expect("open");
    file.write_all(br#"{"entry":"settled","account":"acc"#).expect("appended");
    drop(file);
    assert!(matches!(disk.open().job_record("a"), JobRecord::Intended(_)));
}

#[test]
fn damaged_line_in_the_middle_is_an_error() {
    let disk = Disk::new();
    std::fs::write(disk.0.path().join("journal.jsonl"), "{\"entry\":\"nonsense\"}\n").expect("written");
    let error = Journal::open(disk.0.path(), NOW).expect_err("refused").to_string();
    assert!(error.contains("line 1"), "{error}");
}

#[test]
fn journal_opens_only_once() {
    let disk = Disk::new();
    let open = disk.open();
    assert!(Journal::open(disk.0.path(), NOW).is_err());
    drop(open);
    disk.open();
}

#[test]
fn old_entries_are_dropped_on_opening() {
    let disk = Disk::new();
    let old = NOW - KEPT_SECONDS - 200;
    let journal = disk.open();
    journal.record_intent(&job("old", old), OrderKind::SetPassword, &account_state(), old).expect("intended");
    journal.record_done(&job("done", old), OrderKind::SetPassword, old).expect("recorded");
    journal.record_done(&job("new", NOW), OrderKind::SetPassword, NOW).expect("recorded");
    drop(journal);
    let again = disk.open();
    assert_eq!(again.job_record("old"), JobRecord::Nothing);
    assert_eq!(again.job_record("done"), JobRecord::Nothing);
    assert!(matches!(again.job_record("new"), JobRecord::Done(_)));
    assert_eq!(disk.text().lines().count(), 1);
}

#[test]
fn only_a_newer_password_of_the_account_counts() {
    let journal = Disk::new().open();
    let unlock = Job { order: Order::UnlockAccount, ..job("unlock", NOW + 9) };
    journal.record_done(&unlock, OrderKind::UnlockAccount, NOW).expect("recorded");
    journal.record_done(&job("done", NOW + 5), OrderKind::SetPassword, NOW).expect("recorded");
    assert!(journal.has_newer(&job("late", NOW + 4)));
    assert!(!journal.has_newer(&job("same", NOW + 5)));
    assert!(!journal.has_newer(&job("next", NOW + 6)));
    assert!(!journal.has_newer(&Job { account: "other".to_owned(), ..job("late", NOW) }));
}

#[test]
fn kinds_of_orders_keep_their_stored_words() {
    for kind in ["set-password", "change-password", "unlock-account"] {
        let line = serde_json::json!({
            "entry": "intended", "job": "a", "account": "account", "kind": kind, "expiresAt": NOW + 120,
            "controller": "ldaps://dc1", "passwordLastSet": 7, "lockoutTime": 0, "at": NOW,
        });
        let entry: Entry = serde_json::from_value(line.clone()).expect("readable");
        assert_eq!(serde_json::to_value(&entry).expect("JSON"), line);
    }
}
