//! Searches for canaries, in every encoding in which a value could be written down.

use std::{fs, path::Path};

use base64::{Engine as _, engine::general_purpose as engines};

use crate::{aws::encoded, environment::hex};

/// A secret value that must not be found.
#[derive(Debug)]
pub struct Canary {
    /// The name of the value.
    pub name: String,
    encodings: Vec<Vec<u8>>,
}

impl Canary {
    /// Makes a canary of a text, in all its encodings.
    pub fn new(name: &str, value: &str) -> Self {
        let utf16: Vec<u8> = value.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let reversed: String = value.chars().rev().collect();
        let mut encodings: Vec<Vec<u8>> = [
            value.to_owned(),
            reversed,
            encoded(value),
            hex(value.as_bytes()),
            hex(value.as_bytes()).to_uppercase(),
        ]
        .map(String::into_bytes)
        .into();
        for bytes in [value.as_bytes(), &utf16] {
            encodings.extend((0..3).flat_map(|offset| base64_at(bytes, offset)));
        }
        encodings.push(utf16);
        // JSON in JSON.
        encodings.push(serde_json::to_string(value).unwrap().trim_matches('"').as_bytes().to_vec());
        encodings.sort();
        encodings.dedup();
        Self { name: name.to_owned(), encodings }
    }

    /// Makes a canary of bytes that are not text.
    pub fn from_bytes(name: &str, bytes: &[u8]) -> Self {
        let mut encodings = vec![bytes.to_vec()];
        encodings.extend([hex(bytes), hex(bytes).to_uppercase()].map(String::into_bytes));
        encodings.extend((0..3).flat_map(|offset| base64_at(bytes, offset)));
        Self { name: name.to_owned(), encodings }
    }

    /// Returns whether the canary occurs in these bytes, in any encoding.
    pub fn occurs_in(&self, bytes: &[u8]) -> bool {
        self.encodings.iter().any(|encoding| contains(bytes, encoding))
    }
}

/// Returns the part of a base64 text that does not depend on the bytes around a value that begins `offset` bytes into a
/// group of three; in both alphabets.
fn base64_at(bytes: &[u8], offset: usize) -> Vec<Vec<u8>> {
    let padded = [&vec![0; offset], bytes].concat();
    let skipped = [0, 2, 3][offset];
    let whole = padded.len() * 8 / 6;
    [engines::STANDARD_NO_PAD.encode(&padded), engines::URL_SAFE_NO_PAD.encode(&padded)]
        .map(|text| text.as_bytes()[skipped..whole].to_vec())
        .into()
}

fn contains(haystack: &[u8], needle: &[u8]) -> bool {
    let Some((first, rest)) = needle.split_first() else { return false };
    let mut from = 0;
    while let Some(at) = haystack[from..].iter().position(|byte| byte == first) {
        if haystack[from + at + 1..].starts_with(rest) {
            return true;
        }
        from += at + 1;
    }
    false
}

/// Returns every occurrence of a canary, as `name in sink`.
pub fn find<'a>(canaries: &[Canary], sinks: impl IntoIterator<Item = (String, &'a [u8])>) -> Vec<String> {
    let mut hits = Vec::new();
    for (sink, bytes) in sinks {
        hits.extend(
            canaries
                .iter()
                .filter(|canary| canary.occurs_in(bytes))
                .map(|canary| format!("{} in {sink}", canary.name)),
        );
    }
    hits
}

/// Returns every file below a folder, with its path and content.
pub fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut found = Vec::new();
    let Ok(entries) = fs::read_dir(folder) else { return found };
    for entry in entries.filter_map(Result::ok) {
        let (path, kind) = (entry.path(), entry.file_type());
        match kind {
            Ok(kind) if kind.is_dir() => found.extend(files(&path)),
            Ok(kind) if kind.is_file() => {
                found.extend(fs::read(&path).map(|bytes| (path.display().to_string(), bytes)));
            }
            _ => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn planted_text_is_found_in_every_encoding() {
        let canary = Canary::new("password", "Bad+Säcret/47");
        let utf16: Vec<u8> = "Bad+Säcret/47".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let plain = "Bad+Säcret/47";
        let planted: Vec<Vec<u8>> = vec![
            format!("before {plain} after").into(),
            format!("before {} after", plain.chars().rev().collect::<String>()).into(),
            hex(plain.as_bytes()).into(),
            hex(plain.as_bytes()).to_uppercase().into(),
            format!("?a={}&b=c", encoded(plain)).into(),
            [b"x".as_slice(), &utf16, b"y"].concat(),
            engines::STANDARD.encode(plain).into(),
            engines::STANDARD.encode(format!("a{plain}")).into(),
            engines::URL_SAFE_NO_PAD.encode(format!("{{\"new\":\"{plain}\"}}")).into(),
            engines::URL_SAFE_NO_PAD.encode(format!("ab{plain}cd")).into(),
            engines::STANDARD.encode(&utf16).into(),
        ];
        for bytes in planted {
            assert!(canary.occurs_in(&bytes), "{}", String::from_utf8_lossy(&bytes));
        }
        assert!(!canary.occurs_in(b"Bad+S\xc3\xa4cret/4 and other things"));
    }

    #[test]
    fn planted_bytes_are_found_in_every_encoding() {
        let bytes = [0, 255, 7, 128, 64, 33, 9, 200];
        let canary = Canary::from_bytes("key", &bytes);
        for planted in [
            [b"x".as_slice(), &bytes, b"y"].concat(),
            hex(&bytes).into(),
            engines::STANDARD.encode([b"ab".as_slice(), &bytes].concat()).into(),
            engines::URL_SAFE_NO_PAD.encode([b"a".as_slice(), &bytes, b"b"].concat()).into(),
        ] {
            assert!(canary.occurs_in(&planted), "{}", String::from_utf8_lossy(&planted));
        }
        assert!(!canary.occurs_in(&bytes[1..]));
    }

    #[test]
    fn files_below_a_folder_are_read() {
        assert!(files(Path::new("src")).iter().any(|(path, _)| path.ends_with("canary_search.rs")));
    }
}
