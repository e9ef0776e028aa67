//! Turns `locales/languages.toml` into a table: lines such as `en = "English"`, and comments.

use std::{error::Error, fs, path::Path};

fn main() -> Result<(), Box<dyn Error>> {
    // Read at run time: checkouts that share a target folder share the compiled build script too.
    let package = std::env::var_os("CARGO_MANIFEST_DIR").ok_or("cargo sets CARGO_MANIFEST_DIR")?;
    let list = Path::new(&package).join("../../locales/languages.toml");
    println!("cargo::rerun-if-changed={}", list.display());
    let text = fs::read_to_string(&list).map_err(|error| format!("{}: {error}", list.display()))?;
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    let languages: Vec<_> = lines.map(language).collect::<Result<_, _>>()?;
    let count = languages.len();
    if count == 0 {
        return Err("locales/languages.toml lists no language".into());
    }
    let table = format!("const LANGUAGES: [(&str, &str); {count}] = {languages:?};\n");
    let out = std::env::var_os("OUT_DIR").ok_or("cargo sets OUT_DIR")?;
    Ok(fs::write(Path::new(&out).join("languages.rs"), table)?)
}

/// Reads the tag and the name of a language.
fn language(line: &str) -> Result<(&str, &str), String> {
    let parts = line.split_once(" = ").and_then(|(tag, name)| {
        let name = name.strip_prefix('"')?.strip_suffix('"')?;
        let is_tag = !tag.is_empty() && tag.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        (is_tag && !name.is_empty() && !name.contains(['"', '\\', ','])).then_some((tag, name))
    });
    parts.ok_or_else(|| format!("locales/languages.toml: `{line}` is not like `en = \"English\"`"))
}
