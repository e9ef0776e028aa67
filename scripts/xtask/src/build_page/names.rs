//! Shortens the names that the module and its glue share: they contain hashes, which do not compress.

use std::collections::HashMap;

use walrus::{ExportItem, Module};

use super::optimize::OBJECTS_TABLE;

/// The module name of wasm-bindgen's imports in the glue.
const IMPORTED_MODULE: &str = "./page_bg.js";
const SHORT_MODULE: &str = "$";

/// The frequent names that only the glue uses.
const GLUE_NAMES: [&str; 25] = [
    "addToExternrefTable0",
    "arg0",
    "arg1",
    "arg2",
    "arg3",
    "arg4",
    "cachedDataViewMemory0",
    "cachedTextDecoder",
    "cachedTextEncoder",
    "getDataViewMemory0",
    "getStringFromWasm0",
    "getUint8ArrayMemory0",
    "handleError",
    "isLikeNone",
    "passStringToWasm0",
    "CLOSURE_DTORS",
    "MAX_SAFARI_DECODE_BYTES",
    "WASM_VECTOR_LEN",
    "cachedUint8ArrayMemory0",
    "decodeText",
    "getArrayU8FromWasm0",
    "makeMutClosure",
    "numBytesDecoded",
    "state0",
    "takeFromExternrefTable0",
];

/// Renames imports and exports in both module and glue, and [`GLUE_NAMES`] in the glue. No name in the glue contains
/// `$` before.
pub(super) fn shorten(module: &mut Module, glue: &str) -> String {
    remove_globals(module);
    let mut names = HashMap::new();
    let mut short = |name: &mut String| {
        let next = format!("${}", names.len());
        name.clone_from(names.entry(name.clone()).or_insert(next));
    };
    for import in module.imports.iter_mut() {
        short(&mut import.name);
        SHORT_MODULE.clone_into(&mut import.module);
    }
    // Other names, such as `memory`, occur in JavaScript too; and the optimizer finds the table by its name.
    let is_of_bindgen =
        |name: &str| (name.starts_with("wasm_bindgen_") || name.starts_with("__")) && name != OBJECTS_TABLE;
    for export in module.exports.iter_mut().filter(|export| is_of_bindgen(&export.name)) {
        short(&mut export.name);
    }
    let letters = ('a'..='z').map(|letter| format!("${letter}"));
    names.extend(GLUE_NAMES.map(str::to_owned).into_iter().zip(letters));
    replace_words(glue, &names).replace(IMPORTED_MODULE, SHORT_MODULE)
}

/// Removes the exports of globals: the glue reads none of what the linker and a macro of Leptos export.
fn remove_globals(module: &mut Module) {
    let globals = module.exports.iter().filter(|export| matches!(export.item, ExportItem::Global(_)));
    for id in globals.map(walrus::Export::id).collect::<Vec<_>>() {
        module.exports.delete(id);
    }
}

fn replace_words(text: &str, names: &HashMap<String, String>) -> String {
    let is_of_word = |character: char| character.is_ascii_alphanumeric() || character == '_';
    let mut replaced = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find(is_of_word) {
        let (between, from_word) = rest.split_at(start);
        let (word, after) =
            from_word.split_at(from_word.find(|next| !is_of_word(next)).unwrap_or(from_word.len()));
        replaced.push_str(between);
        replaced.push_str(names.get(word).map_or(word, String::as_str));
        rest = after;
    }
    replaced + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_words_are_replaced() {
        let names = HashMap::from([("__a_1".to_owned(), "$0".to_owned())]);
        assert_eq!(replace_words("x.__a_1(__a_12, `${__a_1}`)", &names), "x.$0(__a_12, `${$0}`)");
    }
}
