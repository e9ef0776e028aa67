//! Passwords that are known from leaks. The agent refuses them as new passwords. It compares on this host alone: neither
//! a password nor a part of its hash is sent anywhere.

mod bloom;
mod compile;
mod list;

use std::{fs::File, io, path::Path};

use anyhow::Context as _;
use aws_lc_rs::digest::{SHA1_FOR_LEGACY_USE_ONLY, digest};
use serde::{Deserialize, Serialize};

use bloom::Bloom;
pub use compile::compile;

/// The set that comes with the agent. `scripts/breached-passwords` makes it.
const BUILT_IN: &[u8] = include_bytes!("../data/breached.filter");

/// SHA-1, because that is what lists of leaked passwords consist of.
type Digest = [u8; 20];

/// The sets of passwords that are refused: the one that comes with the agent, and the administrator's own.
#[derive(Debug)]
pub struct BreachedPasswords(Vec<Bloom>);

/// The size and the age of a set.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BreachedSet {
    /// The number of passwords.
    pub count: u64,
    /// The day of the list, as `2026-11-30`.
    pub day: String,
}

impl BreachedPasswords {
    /// Opens the built-in set, and the compiled file of the configuration if it names one.
    pub fn open(own: Option<&Path>) -> anyhow::Result<Self> {
        let mut sets = vec![Bloom::open(BUILT_IN).context("reading the built-in leaked passwords")?];
        if let Some(path) = own {
            let open = || Bloom::open(File::open(path)?);
            sets.push(open().with_context(|| format!("opening the leaked passwords in {}", path.display()))?);
        }
        Ok(Self(sets))
    }

    /// Returns whether a password is known from a leak, as it is or in small letters. Of 10,000 others, two at most are
    /// taken for known ones.
    ///
    /// # Errors
    /// A file cannot be read. Then nothing is known of the password.
    pub fn contains(&self, password: &str) -> io::Result<bool> {
        let lower_case = zeroize::Zeroizing::new(password.to_lowercase());
        let digests = [sha1(password.as_bytes()), sha1(lower_case.as_bytes())];
        for set in &self.0 {
            for digest in &digests {
                if set.contains(digest)? {
                    return Ok(true);
                }
            }
        }
        Ok(false)
    }

    /// Returns size and age of each set.
    pub fn sets(&self) -> Vec<BreachedSet> {
        self.0.iter().map(Bloom::about).collect()
    }
}

fn sha1(text: &[u8]) -> Digest {
    let mut sha1 = Digest::default();
    sha1.copy_from_slice(digest(&SHA1_FOR_LEGACY_USE_ONLY, text).as_ref());
    sha1
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn built_in_set_knows_leaked_passwords() {
        let built_in = BreachedPasswords::open(None).expect("built in");
        for password in ["123456789", "Letmein123!", "LETMEIN123!", "qwertyuiop1234", "1qaz@WSX3edc"] {
            assert!(built_in.contains(password).expect("read"), "{password}");
        }
        for password in ["Violet-Harbour-71", "Fem gröna bord, 2 stolar", "Tretton-Kanoter-Hemma!", ""] {
            assert!(!built_in.contains(password).expect("read"), "{password}");
        }
        let [set] = built_in.sets().try_into().expect("one set");
        assert!(set.count > 4_000_000 && set.day.starts_with("2026-"), "{set:?}");
    }

    #[test]
    fn built_in_set_refuses_few_other_passwords() {
        let built_in = BreachedPasswords::open(None).expect("built in");
        let others = (0..100_000)
            .filter(|number| built_in.contains(&format!("Xk-{number}-vårdträd")).expect("read"))
            .count();
        assert!(others <= 30, "{others} of 100,000: twice 1 in 10,000, and some for chance");
    }

    #[test]
    fn set_of_the_administrator_is_checked_too() {
        let folder = tempfile::tempdir().expect("folder");
        let (list, own) = (folder.path().join("list.txt"), folder.path().join("own.filter"));
        let hash = "A2-Fjord-Lamp".bytes();
        let hash = sha1(&hash.collect::<Vec<_>>()).map(|byte| format!("{byte:02X}")).concat();
        fs::write(&list, format!("Violet-Harbour-71\r\n\n{hash}:42\ngrön-båt-9")).expect("written");
        assert_eq!(compile(&list, &own).expect("compiled").count, 3);
        let sets = BreachedPasswords::open(Some(&own)).expect("opened");
        for password in ["Violet-Harbour-71", "A2-Fjord-Lamp", "grön-båt-9", "GRÖN-BÅT-9", "123456789"] {
            assert!(sets.contains(password).expect("read"), "{password}");
        }
        for password in ["violet-harbour-71", "A2-Fjord-Lamp:42", "Copper-Meadow-52"] {
            assert!(!sets.contains(password).expect("read"), "{password}");
        }
        assert_eq!(sets.sets().len(), 2);
    }

    #[test]
    fn truncated_set_accepts_no_password() {
        let folder = tempfile::tempdir().expect("folder");
        let (list, own) = (folder.path().join("list.txt"), folder.path().join("own.filter"));
        fs::write(&list, "Violet-Harbour-71\n".repeat(10)).expect("written");
        compile(&list, &own).expect("compiled");
        let sets = BreachedPasswords::open(Some(&own)).expect("opened");
        File::options().write(true).open(&own).and_then(|file| file.set_len(0)).expect("cut off");
        assert!(sets.contains("Copper-Meadow-52").is_err());
        assert!(sets.contains("123456789").expect("the built-in set knows it"));
    }

    #[test]
    fn list_that_is_not_compiled_is_named() {
        let folder = tempfile::tempdir().expect("folder");
        let list = folder.path().join("list.txt");
        fs::write(&list, "Violet-Harbour-71\n".repeat(10)).expect("written");
        let error = format!("{:#}", BreachedPasswords::open(Some(&list)).unwrap_err());
        assert!(error.contains("list.txt") && error.contains("compile-breached"), "{error}");
    }
}
