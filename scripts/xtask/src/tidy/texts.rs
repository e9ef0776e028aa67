//! Checks that no file names a folder of one machine or a package registry.

use std::path::Path;

/// The folders of single machines, concatenated so that this file does not contain them.
const MACHINE_FOLDERS: [&str; 3] = [concat!("/", "root/"), concat!("/", "home/"), concat!("/", "work/")];

/// The settings that name a package registry, which each machine configures for itself.
const REGISTRY_SETTINGS: [&str; 5] = [
    concat!("\"resol", "ved\":"),
    concat!("registry", "="),
    concat!("index", "-url"),
    concat!("--", "registry"),
    concat!("replace-", "with"),
];

/// Returns the findings in one file.
pub(super) fn check(file: &Path, text: &str) -> Vec<String> {
    let mut findings = Vec::new();
    for (index, line) in text.lines().enumerate() {
        let place = format!("{}:{}", file.display(), index + 1);
        if let Some(folder) = MACHINE_FOLDERS.iter().find(|folder| names_folder(line, folder)) {
            findings.push(format!("{place}: names {folder}, which only one machine has"));
        }
        if let Some(setting) = REGISTRY_SETTINGS.iter().find(|setting| line.contains(**setting)) {
            findings.push(format!("{place}: {setting} names a package registry; leave it to the machine"));
        }
    }
    findings
}

/// Returns whether the text contains an absolute path that starts with the folder. A folder of that name further down a
/// path or in a URL does not count.
fn names_folder(line: &str, folder: &str) -> bool {
    line.match_indices(folder).any(|(at, _)| {
        let before = line.get(..at).and_then(|text| text.chars().next_back());
        before.is_none_or(|character| !character.is_alphanumeric() && !"/._-}*~".contains(character))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_of_one_machine_are_found() {
        let [root, ..] = MACHINE_FOLDERS;
        assert_eq!(check(Path::new("x"), &format!("PATH={root}bin")).len(), 1);
        assert_eq!(check(Path::new("x"), &format!("target{root}bin")).len(), 0);
    }

    #[test]
    fn registry_host_in_a_file_is_found() {
        let [resolved, ..] = REGISTRY_SETTINGS;
        assert_eq!(check(Path::new("package-lock.json"), resolved).len(), 1);
        assert_eq!(check(Path::new("Cargo.toml"), "name = \"registry\"").len(), 0);
    }
}
