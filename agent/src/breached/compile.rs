//! Compiles a list of leaked passwords into a file in which a password is found without reading it whole.

use std::{
    fs::{self, File},
    io::{self, Write as _},
    path::Path,
};

use anyhow::Context as _;

use super::{
    BreachedSet,
    bloom::{Bloom, Header},
    list,
};

/// Compiles a list. The day of the list is that of its file. The result is in memory until it is written: 2.4 bytes for
/// each entry.
pub fn compile(from: &Path, to: &Path) -> anyhow::Result<BreachedSet> {
    let reading = || format!("reading {}", from.display());
    let day = modified(from).with_context(reading)?;
    let mut count = 0;
    list::for_each(from, |_| count += 1).with_context(reading)?;
    let header = Header::new(day, count);
    let mut bits = vec![0_u8; usize::try_from(header.length()).context("the list is too long")?];
    let set = |digest| {
        for (byte, bit) in header.places(&digest) {
            if let Some(byte) = usize::try_from(byte).ok().and_then(|byte| bits.get_mut(byte)) {
                *byte |= bit;
            }
        }
    };
    list::for_each(from, set).with_context(reading)?;
    write(to, header, &bits).with_context(|| format!("writing {}", to.display()))
}

fn modified(path: &Path) -> io::Result<i64> {
    let modified = fs::metadata(path)?.modified()?;
    jiff::Timestamp::try_from(modified).map(jiff::Timestamp::as_second).map_err(io::Error::other)
}

/// Writes the file under a temporary name first, so that an agent that starts meanwhile reads the old one.
fn write(path: &Path, header: Header, bits: &[u8]) -> io::Result<BreachedSet> {
    let mut name = path.as_os_str().to_owned();
    name.push(".new");
    let mut file = File::create(&name)?;
    file.write_all(&header.to_bytes())?;
    file.write_all(bits)?;
    file.sync_all()?;
    fs::rename(&name, path)?;
    Ok(Bloom::open(File::open(path)?)?.about())
}
