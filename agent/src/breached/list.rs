//! Lists of leaked passwords: one password or the SHA-1 of one on each line, as plain lists and the download of Have I
//! Been Pwned have them.

use std::{
    fs::File,
    io::{self, BufRead as _, BufReader},
    path::Path,
};

use super::{Digest, sha1};

/// Calls a function with the digest of each entry. Skips empty lines.
pub(super) fn for_each(path: &Path, mut act: impl FnMut(Digest)) -> io::Result<()> {
    let mut lines = BufReader::with_capacity(1 << 20, File::open(path)?);
    let mut line = Vec::new();
    while lines.read_until(b'\n', &mut line)? > 0 {
        let entry = line.strip_suffix(b"\n").unwrap_or(&line);
        let entry = entry.strip_suffix(b"\r").unwrap_or(entry);
        if !entry.is_empty() {
            act(hash(entry).unwrap_or_else(|| sha1(entry)));
        }
        line.clear();
    }
    Ok(())
}

/// Reads a SHA-1 in hexadecimal digits. A colon and the number of leaks may follow.
fn hash(entry: &[u8]) -> Option<Digest> {
    let mut digest = Digest::default();
    let (hex, rest) = entry.split_at_checked(2 * digest.len())?;
    for (byte, pair) in digest.iter_mut().zip(hex.chunks(2)) {
        *byte = u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()?;
    }
    matches!(rest, [] | [b':', ..]).then_some(digest)
}
