//! The file of the demonstration directory. The agent reads it again for every operation.

use std::{
    fs::{self, File},
    path::{Path, PathBuf},
};

use aws_lc_rs::pbkdf2;
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use serde_json::{Value, json};

use crate::{
    Person,
    environment::{environment, now, random},
};

/// The first password of every user.
pub const FIRST_PASSWORD: &str = "Start-Passw0rd!";

/// Adds a user in the groups of `anna`, with a password that is 30 days old.
pub fn add(person: &Person) {
    change(|people| {
        let anna = people.iter().find(|known| known["account_name"] == "anna").expect("anna").clone();
        let mut groups = anna["groups"].clone();
        if person.administrator {
            groups.as_array_mut().unwrap().push(json!("Readmit Administrators"));
        }
        people.push(json!({
            "id": person.id, "account_name": person.name, "display_name": person.display_name,
            "work_mail": person.work_mail, "mobile": person.mobile, "mail": person.mail, "language": null, "groups": groups,
            "is_disabled": false, "is_protected": false, "is_locked": false,
            "password_set_at_ms": (now() - 30 * 86_400) * 1000, "passwords": [hash(FIRST_PASSWORD)],
        }));
    });
}

/// Changes one member of a user's entry.
pub fn edit(id: &str, member: &str, value: &Value) {
    change(|people| {
        let person = people.iter_mut().find(|known| known["id"] == id).expect("the person");
        person[member] = value.clone();
    });
}

/// Sets a user's password.
pub fn set_password(id: &str, password: &str) {
    edit(id, "passwords", &json!([hash(password)]));
}

/// Returns a user's entry.
pub fn entry(id: &str) -> Value {
    let people = read(&file());
    people.iter().find(|known| known["id"] == id).unwrap_or_else(|| panic!("nobody is {id}")).clone()
}

/// Returns whether a password is the user's current one.
pub fn has_password(id: &str, password: &str) -> bool {
    let current = entry(id)["passwords"][0].clone();
    let bytes = |member: &str| URL_SAFE_NO_PAD.decode(current[member].as_str().unwrap()).unwrap();
    pbkdf2::verify(pbkdf2::PBKDF2_HMAC_SHA256, ROUNDS, &bytes("salt"), password.as_bytes(), &bytes("hash"))
        .is_ok()
}

const ROUNDS: std::num::NonZeroU32 = std::num::NonZeroU32::new(5_000).unwrap();

fn hash(password: &str) -> Value {
    let salt = random::<16>();
    let mut hash = [0; 32];
    pbkdf2::derive(pbkdf2::PBKDF2_HMAC_SHA256, ROUNDS, &salt, password.as_bytes(), &mut hash);
    json!({ "salt": URL_SAFE_NO_PAD.encode(salt), "hash": URL_SAFE_NO_PAD.encode(hash) })
}

/// Changes the file under the lock that the agent takes too.
fn change(change: impl FnOnce(&mut Vec<Value>)) {
    let file = file();
    let lock = File::create(file.with_extension("lock")).unwrap();
    lock.lock().unwrap();
    let mut people = read(&file);
    change(&mut people);
    let new = file.with_extension("tests");
    fs::write(&new, serde_json::to_vec_pretty(&people).unwrap()).unwrap();
    fs::rename(&new, &file).unwrap();
}

fn read(file: &Path) -> Vec<Value> {
    serde_json::from_slice(&fs::read(file).unwrap()).expect("the demonstration directory")
}

fn file() -> PathBuf {
    let data = &environment().data;
    find(data, "directory.json", 4)
        .unwrap_or_else(|| panic!("no demonstration directory below {}", data.display()))
}

fn find(folder: &Path, name: &str, depth: u32) -> Option<PathBuf> {
    let here = folder.join(name);
    if here.is_file() {
        return Some(here);
    }
    let folders = fs::read_dir(folder).ok()?.filter_map(Result::ok).map(|entry| entry.path());
    folders.filter(|path| depth > 0 && path.is_dir()).find_map(|path| find(&path, name, depth - 1))
}
