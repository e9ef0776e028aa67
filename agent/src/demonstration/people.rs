//! The people of the demonstration. Telephone numbers are from the range that Sweden reserves for fiction.

use super::{
    hash::Hash,
    person::{PasswordValidity, Person},
};

/// The first password of each person.
const FIRST_PASSWORD: &str = "Start-Passw0rd!";

const HOUR: i64 = 60 * 60;
const DAY: i64 = 24 * HOUR;

/// The group whose members may reset.
const ENABLED: &str = "Readmit Users";

pub(super) fn everyone(now: i64) -> Vec<Person> {
    let usual = |number: u8, account_name: &str, display_name: &str| Person {
        id: format!("00000000-0000-4000-8000-0000000000{number:02}"),
        account_name: account_name.to_owned(),
        display_name: display_name.to_owned(),
        mobile: Some(format!("+467017406{number:02}")),
        mail: Some(format!("{account_name}@home.example")),
        work_mail: None,
        language: None,
        groups: vec![ENABLED.to_owned()],
        is_disabled: false,
        is_protected: false,
        is_locked: false,
        password_state: PasswordValidity::Good,
        minimum_age_seconds: 0,
        password_set_at_ms: (now - 30 * DAY) * 1000,
        passwords: vec![Hash::new(FIRST_PASSWORD)],
    };
    vec![
        usual(1, "anna", "Anna Lindqvist"),
        Person { mobile: None, ..usual(2, "bo", "Bo Ek") },
        Person { is_locked: true, ..usual(3, "cleo", "Cleo Maris") },
        Person {
            minimum_age_seconds: DAY,
            password_set_at_ms: (now - HOUR) * 1000,
            ..usual(4, "dag", "Dag Holm")
        },
        Person { is_disabled: true, ..usual(5, "eva", "Eva Strand") },
        Person { is_protected: true, ..usual(6, "fia", "Fia Nord") },
        Person { groups: Vec::new(), ..usual(7, "gus", "Gus Berg") },
    ]
}
