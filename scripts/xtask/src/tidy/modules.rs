//! Checks that no modules of a crate import each other in a cycle: modules beside each other, at any depth, each with
//! everything below it. A module and one below it may import each other.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

use anyhow::{Context, Result};

use crate::contract::rust_files;

/// The names of a module and of those above it, the outermost first. The crate itself has none.
type ModulePath = Vec<String>;

/// The modules directly below one, and those of them that each imports.
type Imports = BTreeMap<String, BTreeSet<String>>;

/// Returns the findings in every crate with modules.
pub(super) fn check(root: &Path) -> Result<Vec<String>> {
    let mut crates = ["agent", "bench", "frontend"].map(|name| root.join(name)).to_vec();
    for group in ["crates", "functions", "scripts", "tests"] {
        for entry in fs::read_dir(root.join(group)).with_context(|| format!("listing {group}"))? {
            crates.push(entry?.path());
        }
    }
    let mut findings = Vec::new();
    for folder in crates.iter().filter(|folder| folder.join("Cargo.toml").is_file()) {
        let name = folder.strip_prefix(root).unwrap_or(folder).display();
        for (above, imports) in siblings(&modules(&folder.join("src"))?) {
            let place =
                if above.is_empty() { name.to_string() } else { format!("{name}, {}", above.join("::")) };
            findings.extend(
                cycle(&imports).map(|path| format!("{place}: {} import each other", path.join(", "))),
            );
        }
    }
    Ok(findings)
}

/// Returns the sources of a crate's modules, without its roots and tests.
fn modules(sources: &Path) -> Result<BTreeMap<ModulePath, String>> {
    let mut modules = BTreeMap::new();
    if !sources.is_dir() {
        return Ok(modules);
    }
    for file in rust_files(sources)? {
        let path = file.strip_prefix(sources).unwrap_or(&file).to_string_lossy().into_owned();
        if path.contains("tests")
            || path.starts_with("bin/")
            || ["lib.rs", "main.rs"].contains(&path.as_str())
        {
            continue;
        }
        let text = fs::read_to_string(&file).with_context(|| format!("reading {}", file.display()))?;
        let module = path.trim_end_matches(".rs").trim_end_matches("/mod");
        modules.insert(module.split('/').map(str::to_owned).collect(), text);
    }
    Ok(modules)
}

/// Returns the imports between the modules below each module. The imports of a module count for those above it too.
fn siblings(modules: &BTreeMap<ModulePath, String>) -> BTreeMap<ModulePath, Imports> {
    let mut siblings = BTreeMap::<ModulePath, Imports>::new();
    for (module, text) in modules {
        for import in imports(text).iter().filter_map(|path| resolve(module, path, modules)) {
            let shared = module.iter().zip(&import).take_while(|(own, other)| own == other).count();
            if let (Some(own), Some(other)) = (module.get(shared), import.get(shared)) {
                let above = module.iter().take(shared).cloned().collect();
                let imports = siblings.entry(above).or_default();
                imports.entry(own.clone()).or_default().insert(other.clone());
            }
        }
    }
    siblings
}

/// Returns the module that a path leads to or into.
fn resolve(module: &[String], path: &[String], modules: &BTreeMap<ModulePath, String>) -> Option<ModulePath> {
    let ups = path.iter().take_while(|name| *name == "super").count();
    let (mut found, skipped) = if ups == 0 {
        (ModulePath::new(), 1)
    } else {
        (module.iter().take(module.len().checked_sub(ups)?).cloned().collect(), ups)
    };
    for name in path.iter().skip(skipped) {
        found.push(name.clone());
        if !modules.contains_key(&found) {
            found.pop();
            break;
        }
    }
    Some(found)
}

/// Returns the paths that begin with `crate` or `super`, also in braces, outside comments and tests.
fn imports(text: &str) -> Vec<ModulePath> {
    let code = text.split("#[cfg(test)]\nmod tests").next().unwrap_or_default();
    let lines = code.lines().filter(|line| !line.trim_start().starts_with("//"));
    let code = lines.collect::<Vec<_>>().join("\n");
    let (mut rest, mut paths) = (code.as_str(), Vec::new());
    while let Some(start) = ["crate::", "super::"].iter().filter_map(|first| rest.find(first)).min() {
        let (_, path) = rest.split_at(start);
        rest = read_paths(&[], path, &mut paths);
    }
    paths
}

/// Reads the paths at the beginning of a text: one, or a list in braces. Returns the text after them.
fn read_paths<'a>(prefix: &[String], text: &'a str, paths: &mut Vec<ModulePath>) -> &'a str {
    if let Some(mut rest) = text.strip_prefix('{') {
        loop {
            rest = rest.trim_start_matches(|letter: char| letter == ',' || letter.is_whitespace());
            if rest.is_empty() || rest.starts_with('}') {
                return rest.strip_prefix('}').unwrap_or_default();
            }
            // The name under which a path is imported may follow it.
            rest = read_paths(prefix, rest, paths).trim_start_matches(|letter| !matches!(letter, ',' | '}'));
        }
    }
    let end = text.find(|letter: char| !letter.is_alphanumeric() && letter != '_').unwrap_or(text.len());
    let (name, rest) = text.split_at(end);
    let path = [prefix, &[name.to_owned()]].concat();
    match rest.strip_prefix("::") {
        Some(rest) if !name.is_empty() => read_paths(&path, rest, paths),
        Some(_) | None => {
            paths.push(path);
            rest
        }
    }
}

/// Returns the modules of a cycle, if there is one.
fn cycle(imports: &Imports) -> Option<Vec<String>> {
    imports.keys().find_map(|start| path_back(start, start, imports, &mut BTreeSet::new()))
}

fn path_back(start: &str, from: &str, imports: &Imports, seen: &mut BTreeSet<String>) -> Option<Vec<String>> {
    for next in imports.get(from)? {
        if next == start {
            return Some(vec![from.to_owned()]);
        }
        if seen.insert(next.clone())
            && let Some(mut path) = path_back(start, next, imports, seen)
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

    fn path(path: &str) -> ModulePath {
        path.split("::").filter(|name| !name.is_empty()).map(str::to_owned).collect()
    }

    fn graph(edges: &[(&str, &[&str])]) -> Imports {
        edges
            .iter()
            .map(|(from, to)| ((*from).to_owned(), to.iter().map(ToString::to_string).collect()))
            .collect()
    }

    /// Returns the cycle below a module, if there is one, in a crate with these modules.
    fn circle_below(above: &str, modules: &[(&str, &str)]) -> Option<Vec<String>> {
        let modules = modules.iter().map(|(name, text)| (path(name), (*text).to_owned())).collect();
        siblings(&modules).get(&path(above)).and_then(cycle)
    }

    #[test]
    fn imports_are_read_outside_comments_and_tests() {
        let text = "use crate::{\n    item::{self, Item as Other},\n    table,\n};\n// crate::not\nuse super::super::up;\nfn f() { crate::last::g() }\n#[cfg(test)]\nmod tests {\nuse crate::never;";
        let read =
            ["crate::item::self", "crate::item::Item", "crate::table", "super::super::up", "crate::last::g"];
        assert_eq!(imports(text), read.map(path));
    }

    #[test]
    fn a_cycle_is_found_and_a_diamond_is_not_one() {
        assert_eq!(cycle(&graph(&[("a", &["b", "c"]), ("b", &["d"]), ("c", &["d"]), ("d", &[])])), None);
        let circular = graph(&[("a", &["b"]), ("b", &["c"]), ("c", &["b"])]);
        assert_eq!(cycle(&circular), Some(vec!["b".to_owned(), "c".to_owned()]));
    }

    #[test]
    fn nested_modules_import_each_other_in_no_cycle() {
        let top = ("up", "");
        let (below, beside) = (("up::a", "use super::b::{B, c::C};"), ("up::b", "use crate::up::a;"));
        let found = vec!["a".to_owned(), "b".to_owned()];
        assert_eq!(circle_below("up", &[top, below, beside]), Some(found.clone()));
        // The imports of modules below count for a module.
        let deep = ("up::b::c", "use super::super::a;");
        assert_eq!(circle_below("up", &[top, below, ("up::b", "mod c;"), deep]), Some(found));
        assert_eq!(circle_below("up", &[top, below, ("up::b", "use super::Up;")]), None);
    }

    #[test]
    fn a_module_and_one_below_it_may_import_each_other() {
        let modules = [("a", "use crate::a::b::B;"), ("a::b", "use super::A;")];
        assert_eq!(circle_below("", &modules), None);
        assert_eq!(circle_below("a", &modules), None);
    }
}
