//! Secrets come from files that only their owner may read, or from the service manager.

use std::{
    ffi::OsString,
    fs,
    os::unix::fs::PermissionsExt as _,
    path::{Path, PathBuf},
};

use anyhow::Context as _;
use serde::Deserialize;
use zeroize::Zeroizing;

/// The location of a secret: a file, or `credential:NAME`, which systemd puts into the service's own folder
/// (`LoadCredential=`). Outside the service, as in `check`, that is the file NAME in the folder of the configuration.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct SecretFile {
    path: PathBuf,
    is_credential: bool,
}

impl SecretFile {
    pub fn path(&self) -> &Path {
        &self.path
    }

    pub(super) fn path_mut(&mut self) -> &mut PathBuf {
        &mut self.path
    }

    /// Reads the content without the line break at its end. The service manager takes care of a credential's mode.
    pub fn read(&self) -> anyhow::Result<Zeroizing<String>> {
        if self.is_credential { content(&self.path) } else { read(&self.path) }
    }

    fn parse(text: &str, credentials: Option<OsString>) -> Result<Self, String> {
        let Some(name) = text.strip_prefix("credential:") else {
            return Ok(Self { path: PathBuf::from(text), is_credential: false });
        };
        if name.is_empty() || name.contains('/') {
            return Err(format!(
                "`{text}` does not name a credential; write one such as \"credential:bind-password\""
            ));
        }
        Ok(match credentials {
            Some(folder) => Self { path: PathBuf::from(folder).join(name), is_credential: true },
            None => Self { path: PathBuf::from(name), is_credential: false },
        })
    }
}

impl TryFrom<String> for SecretFile {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        Self::parse(&text, std::env::var_os("CREDENTIALS_DIRECTORY"))
    }
}

/// Reads a secret file, without the line break at its end.
pub fn read(path: &Path) -> anyhow::Result<Zeroizing<String>> {
    let shown = path.display();
    let metadata = fs::metadata(path).with_context(|| format!("looking for the secret file {shown}"))?;
    anyhow::ensure!(metadata.is_file(), "{shown} is not a file");
    let mode = metadata.permissions().mode() & 0o777;
    anyhow::ensure!(
        mode.trailing_zeros() >= 6,
        "others than its owner may use the secret file {shown} (mode {mode:o}); run: chmod 600 {shown}"
    );
    content(path)
}

fn content(path: &Path) -> anyhow::Result<Zeroizing<String>> {
    let shown = path.display();
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
    fn trailing_line_break_is_not_part_of_the_secret() {
        assert_eq!(secret("s3cret \r\n", 0o600).1.expect("read").as_str(), "s3cret ");
        assert_eq!(secret("s3cret", 0o400).1.expect("read").as_str(), "s3cret");
    }

    #[test]
    fn secret_that_others_may_read_is_refused() {
        for mode in [0o640, 0o604, 0o644, 0o660, 0o620] {
            let error = secret("s3cret", mode).1.expect_err("refused").to_string();
            assert!(error.contains("chmod 600"), "{error}");
            assert!(!error.contains("s3cret"));
        }
    }

    #[test]
    fn credential_is_read_from_the_credentials_directory() {
        let parse = |text, folder: Option<&str>| SecretFile::parse(text, folder.map(OsString::from));
        let inside = parse("credential:bind-password", Some("/run/credentials/agent")).expect("a name");
        assert_eq!(inside.path(), Path::new("/run/credentials/agent/bind-password"));
        let outside = parse("credential:bind-password", None).expect("a name");
        assert_eq!((outside.path(), outside.is_credential), (Path::new("bind-password"), false));
        assert!(parse("credential:../shadow", None).is_err());
        assert_eq!(parse("secret", Some("/run")).expect("a file").path(), Path::new("secret"));
    }

    #[test]
    fn mode_of_a_credential_is_not_checked() {
        let folder = tempfile::tempdir().expect("folder");
        let path = folder.path().join("bind-password");
        fs::write(&path, "s3cret\n").expect("written");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o440)).expect("chmod");
        let credential = SecretFile { path: path.clone(), is_credential: true };
        assert_eq!(credential.read().expect("read").as_str(), "s3cret");
        assert!(SecretFile { path, is_credential: false }.read().is_err());
    }

    #[test]
    fn empty_secret_is_refused() {
        assert!(secret("\n", 0o600).1.is_err());
        assert!(read(Path::new("no/such/file")).is_err());
    }
}
