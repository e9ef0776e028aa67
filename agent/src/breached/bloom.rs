//! A Bloom filter in a file: a set that needs some bits for each member, knows every one of them, and takes a few others
//! for members (Bloom 1970). The bits of a member follow from its digest by two numbers (Kirsch and Mitzenmacher 2006).

use std::{fs::File, io, os::unix::fs::FileExt as _};

use super::{BreachedSet, Digest};

const MAGIC: [u8; 16] = *b"readmit-leaked-1";
/// The length of magic, day, count and number of bits, each of the numbers in eight bytes (little endian).
pub(super) const HEADER_LENGTH: usize = 40;

/// The bits for each member and the probes of each look-up, with which one of 10,000 others is taken for a member.
const TENTHS_OF_BITS_PER_MEMBER: u64 = 192;
const PROBES: u64 = 13;

/// A filter, and the place of its bits.
#[derive(Debug)]
pub(super) struct Bloom {
    header: Header,
    source: Source,
}

/// The start of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Header {
    /// The day of the list, in whole seconds since 1970 (UTC).
    pub(super) day: i64,
    /// The number of members.
    pub(super) count: u64,
    /// The number of bits, at least one.
    pub(super) bits: u64,
}

/// The place of a filter. A file is not read into memory: it may have gigabytes, and a look-up needs a few bytes.
#[derive(Debug)]
pub(super) enum Source {
    BuiltIn(&'static [u8]),
    File(File),
}

impl From<&'static [u8]> for Source {
    fn from(bytes: &'static [u8]) -> Self {
        Self::BuiltIn(bytes)
    }
}

impl From<File> for Source {
    fn from(file: File) -> Self {
        Self::File(file)
    }
}

impl Source {
    fn read<const LENGTH: usize>(&self, from: u64) -> io::Result<[u8; LENGTH]> {
        let mut bytes = [0; LENGTH];
        match self {
            Self::BuiltIn(all) => {
                let start = usize::try_from(from).map_err(io::Error::other)?;
                let found =
                    all.get(start..start.saturating_add(LENGTH)).ok_or(io::ErrorKind::UnexpectedEof)?;
                bytes.copy_from_slice(found);
            }
            Self::File(file) => file.read_exact_at(&mut bytes, from)?,
        }
        Ok(bytes)
    }
}

impl Header {
    /// Returns the header of a filter for a number of members.
    pub(super) fn new(day: i64, count: u64) -> Self {
        Self { day, count, bits: count.saturating_mul(TENTHS_OF_BITS_PER_MEMBER).div_ceil(10).max(1) }
    }

    pub(super) fn to_bytes(self) -> Vec<u8> {
        [&MAGIC[..], &self.day.to_le_bytes(), &self.count.to_le_bytes(), &self.bits.to_le_bytes()].concat()
    }

    /// Returns the bytes after the header.
    pub(super) const fn length(self) -> u64 {
        self.bits.div_ceil(8)
    }

    /// Returns the places of the bits of a member: the byte after the header, and the bit in it.
    pub(super) fn places(self, digest: &Digest) -> impl Iterator<Item = (u64, u8)> + use<> {
        let number = |from: usize| {
            let bytes = digest.iter().skip(from).take(8);
            bytes.fold(0_u64, |number, byte| number << 8 | u64::from(*byte))
        };
        let (first, step) = (number(0), number(8) | 1);
        (0..PROBES).map(move |probe| {
            let bit = first.wrapping_add(step.wrapping_mul(probe)) % self.bits;
            (bit / 8, 1 << (bit % 8))
        })
    }
}

impl Bloom {
    /// Reads the header of a filter.
    pub(super) fn open(source: impl Into<Source>) -> io::Result<Self> {
        let source = source.into();
        let wrong = || {
            let text = "it is not a compiled list; compile it with `readmit-agent compile-breached`";
            io::Error::new(io::ErrorKind::InvalidData, text)
        };
        let magic: [u8; 16] = source.read(0).map_err(|_| wrong())?;
        let number = |from| source.read(from).map(u64::from_le_bytes);
        let (day, count, bits) = (number(16)?.cast_signed(), number(24)?, number(32)?);
        let header = Header { day, count, bits };
        if magic != MAGIC || bits == 0 {
            return Err(wrong());
        }
        // The last byte is there, so the file is whole.
        let _last: [u8; 1] = source.read(HEADER_LENGTH as u64 + header.length() - 1)?;
        Ok(Self { header, source })
    }

    /// Returns whether a digest is that of a member.
    pub(super) fn contains(&self, digest: &Digest) -> io::Result<bool> {
        for (byte, bit) in self.header.places(digest) {
            let [found] = self.source.read(HEADER_LENGTH as u64 + byte)?;
            if found & bit == 0 {
                return Ok(false);
            }
        }
        Ok(true)
    }

    pub(super) fn about(&self) -> BreachedSet {
        let day = jiff::Timestamp::from_second(self.header.day).unwrap_or_default();
        BreachedSet { count: self.header.count, day: day.strftime("%Y-%m-%d").to_string() }
    }
}
