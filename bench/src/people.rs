//! New accounts for each measurement, because limits count for an account, and a password may be set once a day.

use std::{fs, os::unix::fs::PermissionsExt as _, path::Path};

use serde_json::{Value, json};

/// A user of the demonstration domain.
#[derive(Debug, Clone)]
pub struct Person {
    /// The sAMAccountName.
    pub name: String,
    /// The kind of method: `mail` or `text-message`.
    pub kind: &'static str,
    /// The destination of codes.
    pub address: String,
}

/// Returns a user by number.
pub fn person(number: usize) -> Person {
    let name = format!("bench{number:04}");
    Person { kind: "mail", address: format!("{name}@home.example"), name }
}

/// Writes a demonstration directory with this many users into the state of an instance before its start.
pub fn write(data: &Path, count: usize, now: u64) -> anyhow::Result<()> {
    let folder = data.join("agent/directory");
    fs::create_dir_all(&folder)?;
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o700))?;
    let people: Vec<Value> = (0..count).map(|number| entry(number, now)).collect();
    let file = folder.join("directory.json");
    fs::write(&file, serde_json::to_vec(&people)?)?;
    fs::set_permissions(&file, fs::Permissions::from_mode(0o600))?;
    Ok(())
}

fn entry(number: usize, now: u64) -> Value {
    let person = person(number);
    json!({
        "id": format!("00000000-0000-4000-8000-{number:012}"), "account_name": person.name,
        "display_name": format!("Person {number:04}"), "mobile": null, "mail": person.address, "language": null,
        "groups": ["Readmit Users"], "is_disabled": false, "is_protected": false, "is_locked": false,
        "password_set_at_ms": (now - 30 * 86_400) * 1000, "passwords": [],
    })
}
