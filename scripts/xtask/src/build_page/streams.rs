//! Takes out what nobody calls: JavaScript classes that wasm-streams exports, for server functions that the page has
//! not. An export is a root, so that no optimiser may drop it, nor the 10 KB behind it.

use std::path::Path;

use anyhow::{Context, Result};
use walrus::{Module, RawCustomSection};

/// Where the macros of wasm-bindgen describe imports and exports: pairs of a version and a description, each behind
/// its length.
const DESCRIPTIONS: &str = "__wasm_bindgen_unstable";
/// How the classes and their members begin, in the descriptions and among the exports.
const CLASSES: &str = "IntoUnderlying";

/// Reads the module without the classes.
pub(super) fn without_streams(module: &Path) -> Result<Vec<u8>> {
    let mut module = Module::from_file(module).context("reading what the compiler made")?;
    let descriptions = module.customs.remove_raw(DESCRIPTIONS).context("wasm-bindgen describes nothing")?;
    let data = without_classes(&descriptions.data).context("the descriptions have another form")?;
    module.customs.add(RawCustomSection { name: DESCRIPTIONS.to_owned(), data });
    let members = CLASSES.to_lowercase();
    let exports = module.exports.iter().filter(|export| export.name.to_lowercase().contains(&members));
    for export in exports.map(walrus::Export::id).collect::<Vec<_>>() {
        module.exports.delete(export);
    }
    Ok(module.emit_wasm())
}

fn without_classes(mut descriptions: &[u8]) -> Option<Vec<u8>> {
    let mut kept = Vec::with_capacity(descriptions.len());
    while !descriptions.is_empty() {
        let pair = descriptions;
        take(&mut descriptions)?;
        let description = take(&mut descriptions)?;
        if !description.windows(CLASSES.len()).any(|window| window == CLASSES.as_bytes()) {
            kept.extend_from_slice(pair.get(..pair.len() - descriptions.len())?);
        }
    }
    Some(kept)
}

fn take<'a>(from: &mut &'a [u8]) -> Option<&'a [u8]> {
    let (length, rest) = from.split_first_chunk()?;
    let (taken, rest) = rest.split_at_checked(usize::try_from(u32::from_le_bytes(*length)).ok()?)?;
    *from = rest;
    Some(taken)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn descriptions_of_the_classes_go_and_others_stay() {
        let pair = |text: &str| {
            let length = u8::try_from(text.len()).unwrap();
            [[1, 0, 0, 0, b'v', length, 0, 0, 0].as_slice(), text.as_bytes()].concat()
        };
        let descriptions = [pair("a"), pair("xIntoUnderlyingSink"), pair("b")].concat();
        assert_eq!(without_classes(&descriptions), Some([pair("a"), pair("b")].concat()));
        assert_eq!(without_classes(b"\x09\0\0\0"), None);
    }
}
