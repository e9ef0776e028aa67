//! Sources of the repository.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};

/// Reads a file of the repository.
pub(crate) fn read(root: &Path, file: &str) -> Result<String> {
    fs::read_to_string(root.join(file)).with_context(|| format!("reading {file}"))
}

/// Returns the paths and texts of the Rust files in a folder and the folders in it, without tests.
pub(crate) fn rust(root: &Path, folder: &str) -> Result<Vec<(String, String)>> {
    let mut files = Vec::new();
    collect(&root.join(folder), &mut files)?;
    files.sort();
    files.into_iter().map(|file| source(root, &file)).collect()
}

fn source(root: &Path, file: &Path) -> Result<(String, String)> {
    let text = fs::read_to_string(file).with_context(|| format!("reading {}", file.display()))?;
    let path = file.strip_prefix(root).unwrap_or(file).to_string_lossy().into_owned();
    Ok((path, without_tests(&text).to_owned()))
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    for entry in fs::read_dir(folder).with_context(|| format!("listing {}", folder.display()))? {
        let path = entry?.path();
        let is_test = path.file_stem().is_some_and(|name| name == "tests");
        if path.is_dir() && !is_test {
            collect(&path, files)?;
        } else if !is_test && path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    Ok(())
}

/// Returns a source up to its tests, which are its last module.
fn without_tests(source: &str) -> &str {
    source.split_once("\n#[cfg(test)]\nmod tests").map_or(source, |(code, _)| code)
}

/// Returns the first paragraph of a module's documentation, on one line.
pub(crate) fn summary(source: &str) -> String {
    let lines = source.lines().map_while(|line| line.strip_prefix("//!"));
    lines.map(str::trim).take_while(|line| !line.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Returns the string literals of a source, without those in comments.
pub(crate) fn literals(source: &str) -> Vec<String> {
    let lines = source.lines().filter(|line| !line.trim_start().starts_with("//"));
    let code = lines.collect::<Vec<_>>().join("\n").replace("\\\"", "'").replace("'\"'", "' '");
    code.split('"').skip(1).step_by(2).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::{literals, summary, without_tests};

    #[test]
    fn summary_is_the_first_paragraph() {
        assert_eq!(summary("//! One\n//! two.\n//!\n//! Three.\nuse x;\n"), "One two.");
    }

    #[test]
    fn tests_are_not_part_of_a_source() {
        assert_eq!(without_tests("fn a() {}\n\n#[cfg(test)]\nmod tests {\n}\n"), "fn a() {}\n");
        assert_eq!(without_tests("fn a() {}\n"), "fn a() {}\n");
    }

    #[test]
    fn literals_in_comments_are_left_out() {
        assert_eq!(literals("// \"no\"\nf(\"a\", 'b');\n/// \"no\"\ng(\"c \\\" d\")"), ["a", "c ' d"]);
    }
}
