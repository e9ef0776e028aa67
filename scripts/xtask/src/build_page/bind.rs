//! Generates the JavaScript glue between the module and the browser.

use anyhow::{Context, Result, bail};
use wasm_bindgen_cli_support::Bindgen;

use super::names;

/// Marks glue that creates elements from HTML text, which Leptos does through a `<template>`. The content security
/// policy requires trusted types, under which this fails in the browser. Leptos creates a static element with one
/// dynamic attribute node by node.
const MARKUP_FROM_TEXT: &str = ".content;";

/// Runs wasm-bindgen and returns the module and the glue. It is used as a library, so that its version is always the
/// one in Cargo.lock.
pub(super) fn bind(module: Vec<u8>) -> Result<(Vec<u8>, String)> {
    let mut output = Bindgen::new()
        .input_bytes("page", module)
        .out_name("page")
        .web(true)?
        .typescript(false)
        .remove_name_section(true)
        .remove_producers_section(true)
        .omit_default_module_path(true)
        .generate_output()
        .context("wasm-bindgen")?;
    if let Some((owner, _)) = output.snippets().iter().find(|(_, scripts)| !scripts.is_empty()) {
        bail!("{owner} brings JavaScript of its own, which is not served");
    }
    if output.js().contains(MARKUP_FROM_TEXT) {
        bail!(
            "a view makes elements from text, which trusted types forbid: give each static element a class in braces"
        );
    }
    for left_by_linker in ["linking", "reloc.CODE", "reloc.DATA"] {
        output.wasm_mut().customs.remove_raw(left_by_linker);
    }
    let glue = shorten(without_loader(output.js())?);
    let glue = names::shorten(output.wasm_mut(), &glue);
    Ok((output.wasm_mut().emit_wasm(), glue))
}

/// The start of the glue's loader. The page loads the module itself, so that everything from here is removed.
const LOADER: &str = "async function __wbg_load(";

fn without_loader(glue: &str) -> Result<&str> {
    Ok(glue.split_once(LOADER).context("the glue's loader is not the expected one")?.0)
}

/// The replacements that shorten the glue without changing its meaning. None of them occurs within a string of the
/// glue.
const SHORTER: [(&str, &str); 20] = [
    (": function(", "("),
    (";\n", ";"),
    ("{\n", "{"),
    ("\n}", "}"),
    (" (", "("),
    (" {", "{"),
    ("{ ", "{"),
    (" }", "}"),
    ("} ", "}"),
    (", ", ","),
    (": ", ":"),
    ("; ", ";"),
    (" = ", "="),
    (" => ", "=>"),
    (" === ", "==="),
    (" !== ", "!=="),
    (" && ", "&&"),
    (" || ", "||"),
    (" ? ", "?"),
    (" >>> ", ">>>"),
];

/// Removes comments, indentation, spaces and variables that are only returned. The glue has neither comments at the end
/// of a line nor strings over several lines.
pub(super) fn shorten(glue: &str) -> String {
    let is_comment = |line: &&str| ["//", "/*", "* ", "*/"].iter().any(|start| line.starts_with(start));
    let lines = glue.lines().map(str::trim);
    let mut lines = lines.filter(|line| !line.is_empty() && *line != "*" && !is_comment(line)).peekable();
    let mut short = String::with_capacity(glue.len());
    while let Some(line) = lines.next() {
        match line.strip_prefix("const ret = ") {
            Some(value) if lines.next_if_eq(&"return ret;").is_some() => {
                short.push_str("return ");
                short.push_str(value);
            }
            _ => short.push_str(line),
        }
        short.push('\n');
    }
    SHORTER.iter().fold(short, |short, (long, shorter)| short.replace(long, shorter))
}

#[cfg(test)]
mod tests {
    use super::shorten;

    #[test]
    fn shortened_glue_keeps_its_meaning() {
        let glue =
            "// A comment\n  $1: function(arg0) {\n  const ret = arg0 === null;\n  return ret;\n  },\n";
        assert_eq!(shorten(glue), "$1(arg0){return arg0===null;},\n");
        assert_eq!(
            shorten("try {\n f();\n} catch (_) {\n a = true;\n}\nb();"),
            "try{f();}catch(_){a=true;}\nb();"
        );
    }
}
