use super::{Secret, keyed_hash};

fn secret() -> Secret {
    Secret::new("correct horse battery staple, again".into()).unwrap()
}

#[test]
fn each_purpose_has_its_own_key() {
    let keys = [
        *secret().token_key().keys().current(),
        *secret().challenge_key().keys().current(),
        *secret().sign_in_challenge_key().keys().current(),
        *secret().account_key().keys().current(),
        *secret().code_key().keys().current(),
        *secret().enrollment_key().keys().current(),
        *secret().name_key().keys().current(),
        *secret().destination_key().keys().current(),
        *secret().link_key().keys().current(),
        *secret().device_key().keys().current(),
    ];

    for (index, key) in keys.iter().enumerate() {
        assert!(!keys[index + 1..].contains(key));
    }
    assert_eq!(&keys[0], secret().token_key().keys().current());
}

#[test]
fn nothing_is_printed() {
    assert_eq!(format!("{:?} {:?}", secret(), secret().token_key()), "Secret(..) TokenKey(..)");
}

#[test]
fn short_secrets_are_refused() {
    assert!(Secret::new("x".repeat(31)).is_none());
    assert!(Secret::new("x".repeat(32)).is_some());
}

#[test]
fn each_value_has_its_own_key() {
    let (old, new) = ("o".repeat(32), "n".repeat(32));
    let read = |text: &str| Secret::new(text.to_owned()).unwrap().token_key();
    let rolled = read(&format!("{new}\n{old}\n"));
    let keys: Vec<_> = rolled.keys().all().copied().collect();
    assert_eq!(keys, [*read(&new).keys().current(), *read(&old).keys().current()]);
    assert_eq!(rolled.keys().current(), &keys[0]);
    assert_eq!(read(&old).keys().all().count(), 1);
}

#[test]
fn two_values_at_most_are_read() {
    let good = "x".repeat(32);
    for bad in
        ["", "\n", &format!("{good}\nshort"), &format!("short\n{good}"), &format!("{good}\n{good}\n{good}")]
    {
        assert!(Secret::new(bad.to_owned()).is_none(), "{bad}");
    }
}

#[test]
fn hash_depends_on_where_its_parts_end() {
    let hash = |label: &str, parts: &[&str]| keyed_hash(&[1; 32], label, parts);

    assert_ne!(hash("l", &["ab", "c"]), hash("l", &["a", "bc"]));
    assert_ne!(hash("l", &["ab"]), hash("l", &["ab", ""]));
    assert_ne!(hash("l", &["a"]), hash("la", &[]));
}
