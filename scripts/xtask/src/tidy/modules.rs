//! Checks that the modules at the top of a crate do not import each other in a circle. Modules below them are not
//! checked.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

use anyhow::{Context, Result};

use crate::contract::rust_files;

/// The modules at the top of a crate, and those that each imports.
type Imports = BTreeMap<String, BTreeSet<String>>;

/// Returns the findings in every crate with modules.
pub(super) fn check(root: &Path) -> Result<Vec<String>> {
    let mut crates = ["agent", "bench", "frontend"].map(|name| root.join(name)).to_vec();
    for entry in fs::read_dir(root.join("crates")).context("listing crates")? {
        crates.push(entry?.path());
    }
    let mut findings = Vec::new();
    for folder in crates {
        let imports = imports(&folder.join("src"))?;
        let name = folder.strip_prefix(root).unwrap_or(&folder).display().to_string();
        findings
            .extend(circle(&imports).map(|path| format!("{name}: {} import each other", path.join(", "))));
    }
    Ok(findings)
}

fn imports(sources: &Path) -> Result<Imports> {
    let mut imports = Imports::new();
    for file in rust_files(sources)? {
        let path = file.strip_prefix(sources).unwrap_or(&file).to_string_lossy().into_owned();
        let module = path.split('/').next().unwrap_or_default().trim_end_matches(".rs").to_owned();
        if path.contains("tests") || ["lib", "main"].contains(&module.as_str()) {
            continue;
        }
        let text = fs::read_to_string(&file).with_context(|| format!("reading {}", file.display()))?;
        imports.entry(module).or_default().extend(imported(&text));
    }
    let modules: BTreeSet<String> = imports.keys().cloned().collect();
    for (module, used) in &mut imports {
        used.retain(|other| other != module && modules.contains(other));
    }
    Ok(imports)
}

/// Returns the first names behind `crate::`, also in braces, outside comments and tests.
fn imported(text: &str) -> BTreeSet<String> {
    let code = text.split("#[cfg(test)]\nmod tests").next().unwrap_or_default();
    let lines = code.lines().filter(|line| !line.trim_start().starts_with("//"));
    let code = lines.collect::<Vec<_>>().join("\n");
    code.split("crate::").skip(1).flat_map(first_names).collect()
}

fn first_names(path: &str) -> Vec<String> {
    let name = |text: &str| {
        text.chars().take_while(|letter| letter.is_ascii_alphanumeric() || *letter == '_').collect::<String>()
    };
    let Some(list) = path.strip_prefix('{') else { return vec![name(path)] };
    let (mut names, mut depth, mut part) = (Vec::new(), 1, String::new());
    for letter in list.chars() {
        depth += i32::from(letter == '{') - i32::from(letter == '}');
        if depth == 0 || (depth == 1 && letter == ',') {
            names.push(name(part.trim_start()));
            part.clear();
        } else {
            part.push(letter);
        }
        if depth == 0 {
            break;
        }
    }
    names.retain(|name| !name.is_empty());
    names
}

/// Returns the modules of a circle, if there is one.
fn circle(imports: &Imports) -> Option<Vec<String>> {
    imports.keys().find_map(|start| back_to(start, start, imports, &mut BTreeSet::new()))
}

fn back_to(start: &str, from: &str, imports: &Imports, seen: &mut BTreeSet<String>) -> Option<Vec<String>> {
    for next in imports.get(from)? {
        if next == start {
            return Some(vec![from.to_owned()]);
        }
        if seen.insert(next.clone())
            && let Some(mut path) = back_to(start, next, imports, seen)
        {
            path.insert(0, from.to_owned());
            return Some(path);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn graph(edges: &[(&str, &[&str])]) -> Imports {
        edges
            .iter()
            .map(|(from, to)| ((*from).to_owned(), to.iter().map(ToString::to_string).collect()))
            .collect()
    }

    #[test]
    fn imports_are_read_outside_comments_and_tests() {
        let text = "use crate::{\n    item::{self, Item},\n    table,\n};\n// crate::not\nfn f() { crate::last::g() }\n#[cfg(test)]\nmod tests {\nuse crate::never;";
        assert_eq!(imported(text), ["item", "last", "table"].map(str::to_owned).into());
    }

    #[test]
    fn a_circle_is_found_and_a_diamond_is_none() {
        assert_eq!(circle(&graph(&[("a", &["b", "c"]), ("b", &["d"]), ("c", &["d"]), ("d", &[])])), None);
        let circular = graph(&[("a", &["b"]), ("b", &["c"]), ("c", &["b"])]);
        assert_eq!(circle(&circular), Some(vec!["b".to_owned(), "c".to_owned()]));
    }
}
