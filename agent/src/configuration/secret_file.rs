//! Secrets come from files that only their owner may read.

use std::{fs, os::unix::fs::PermissionsExt as _, path::Path};

use anyhow::Context as _;
use zeroize::Zeroizing;

/// The content of a secret file without the line break at its end.
pub fn read(path: &Path) -> anyhow::Result<Zeroizing<String>> {
    let shown = path.display();
    let metadata = fs::metadata(path).with_context(|| format!("looking for the secret file {shown}"))?;
    anyhow::ensure!(metadata.is_file(), "{shown} is not a file");
    let mode = metadata.permissions().mode() & 0o777;
    anyhow::ensure!(
        mode.trailing_zeros() >= 6,
        "others than its owner may use the secret file {shown} (mode {mode:o}); run: chmod 600 {shown}"
    );
    let content =
        Zeroizing::new(fs::read_to_string(path).with_context(|| format!("reading the secret file {shown}"))?);
    let secret = Zeroizing::new(content.trim_end_matches(['\r', '\n']).to_owned());
    anyhow::ensure!(!secret.is_empty(), "the secret file {shown} is empty");
    Ok(secret)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn secret(content: &str, mode: u32) -> (tempfile::TempDir, anyhow::Result<Zeroizing<String>>) {
        let folder = tempfile::tempdir().expect("folder");
        let path = folder.path().join("secret");
        fs::write(&path, content).expect("written");
        fs::set_permissions(&path, fs::Permissions::from_mode(mode)).expect("chmod");
        let secret = read(&path);
        (folder, secret)
    }

    #[test]
    fn the_line_break_at_the_end_is_no_part_of_the_secret() {
        assert_eq!(secret("s3cret \r\n", 0o600).1.expect("read").as_str(), "s3cret ");
        assert_eq!(secret("s3cret", 0o400).1.expect("read").as_str(), "s3cret");
    }

    #[test]
    fn a_secret_that_others_may_read_is_refused() {
        for mode in [0o640, 0o604, 0o644, 0o660, 0o620] {
            let error = secret("s3cret", mode).1.expect_err("refused").to_string();
            assert!(error.contains("chmod 600"), "{error}");
            assert!(!error.contains("s3cret"));
        }
    }

    #[test]
    fn an_empty_secret_is_refused() {
        assert!(secret("\n", 0o600).1.is_err());
        assert!(read(Path::new("no/such/file")).is_err());
    }
}
