//! Reads security descriptors in their self-relative form (MS-DTYP section 2.4.6). Pure.

/// A security identifier as it is stored.
pub(super) type Sid = Vec<u8>;

/// A GUID as it is stored: its first three parts with the lowest byte first.
pub(super) type Guid = [u8; 16];

/// The bit of the control word that blocks inherited permissions.
const DACL_PROTECTED: u16 = 0x1000;

/// The flag of an entry that applies to children only.
const INHERIT_ONLY: u8 = 0x08;

/// The access list of a security descriptor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Descriptor {
    /// Whether inheritance is disabled for the object.
    pub(super) is_protected: bool,
    /// The entries in the order in which they decide; `None` if everybody may do everything.
    pub(super) entries: Option<Vec<Ace>>,
}

/// An access control entry (MS-DTYP 2.4.4).
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Ace {
    pub(super) allows: bool,
    /// Whether it applies to children only.
    pub(super) is_inherit_only: bool,
    pub(super) mask: u32,
    /// The property, set of properties or extended right to which it applies; `None` for all.
    pub(super) object: Option<Guid>,
    pub(super) trustee: Sid,
}

/// Returns `None` if the descriptor is truncated or inconsistent.
pub(super) fn parse(bytes: &[u8]) -> Option<Descriptor> {
    let is_protected = number16(bytes, 2)? & DACL_PROTECTED != 0;
    let offset = usize::try_from(number32(bytes, 16)?).ok()?;
    let entries = if offset == 0 { None } else { Some(parse_entries(bytes.get(offset..)?)?) };
    Some(Descriptor { is_protected, entries })
}

/// Parses the entries of an access list (MS-DTYP section 2.4.5).
fn parse_entries(acl: &[u8]) -> Option<Vec<Ace>> {
    let count = number16(acl, 4)?;
    let mut rest = acl.get(8..)?;
    let mut entries = Vec::new();
    for _ in 0..count {
        let size = usize::from(number16(rest, 2)?);
        let (entry, after) = rest.split_at_checked(size)?;
        if let Some(kind) = entry.first().and_then(|kind| Kind::from_code(*kind)) {
            entries.push(parse_entry(kind, entry)?);
        }
        rest = after;
    }
    Some(entries)
}

/// The kind of an entry that grants or denies (MS-DTYP section 2.4.4.1). The others are for audits and claims.
#[derive(Debug, Clone, Copy)]
struct Kind {
    allows: bool,
    has_objects: bool,
}

impl Kind {
    const fn from_code(code: u8) -> Option<Self> {
        let (allows, has_objects) = match code {
            0 => (true, false),
            1 => (false, false),
            5 => (true, true),
            6 => (false, true),
            _ => return None,
        };
        Some(Self { allows, has_objects })
    }
}

fn parse_entry(Kind { allows, has_objects }: Kind, bytes: &[u8]) -> Option<Ace> {
    let is_inherit_only = bytes.get(1)? & INHERIT_ONLY != 0;
    let mask = number32(bytes, 4)?;
    let (object, trustee) = if has_objects { objects(bytes.get(8..)?)? } else { (None, bytes.get(8..)?) };
    Some(Ace { allows, is_inherit_only, mask, object, trustee: sid(trustee)? })
}

/// Returns the object to which an entry applies, and the bytes after both objects. The inherited object has no
/// meaning any more when an entry has been inherited.
fn objects(bytes: &[u8]) -> Option<(Option<Guid>, &[u8])> {
    let present = number32(bytes, 0)?;
    let (mut object, mut rest) = (None, bytes.get(4..)?);
    if present & 1 != 0 {
        let (guid, after) = rest.split_first_chunk()?;
        (object, rest) = (Some(*guid), after);
    }
    if present & 2 != 0 {
        rest = rest.get(16..)?;
    }
    Some((object, rest))
}

/// Returns an identifier without the bytes that may follow it (MS-DTYP section 2.4.2.2).
fn sid(bytes: &[u8]) -> Option<Sid> {
    let parts = usize::from(*bytes.get(1)?);
    bytes.get(..8 + 4 * parts).map(<[u8]>::to_vec)
}

fn number16(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..)?.first_chunk().map(|bytes| u16::from_le_bytes(*bytes))
}

fn number32(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..)?.first_chunk().map(|bytes| u32::from_le_bytes(*bytes))
}

#[cfg(test)]
pub(super) mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Returns the identifier `S-1-5-21-1-2-3-RID`.
    pub(in super::super) fn sid_of(rid: u32) -> Sid {
        let mut sid = vec![1, 5, 0, 0, 0, 0, 0, 5];
        for part in [21, 1, 2, 3, rid] {
            sid.extend_from_slice(&part.to_le_bytes());
        }
        sid
    }

    fn entry(kind: u8, flags: u8, mask: u32, objects: Option<(u32, &[Guid])>, rid: u32) -> Vec<u8> {
        let mut body = mask.to_le_bytes().to_vec();
        if let Some((present, guids)) = objects {
            body.extend_from_slice(&present.to_le_bytes());
            body.extend(guids.concat());
        }
        body.extend(sid_of(rid));
        let size = u16::try_from(body.len() + 4).expect("small").to_le_bytes();
        [&[kind, flags], size.as_slice(), &body].concat()
    }

    fn descriptor(control: u16, entries: &[Vec<u8>]) -> Vec<u8> {
        let count = u16::try_from(entries.len()).expect("few").to_le_bytes();
        let acl = [&[4, 0, 0, 0], count.as_slice(), &[0, 0], &entries.concat()].concat();
        let offsets = [0_u32, 0, 0, 20].map(u32::to_le_bytes).concat();
        [&[1, 0], control.to_le_bytes().as_slice(), &offsets, &acl].concat()
    }

    #[test]
    fn every_kind_of_entry_is_read() {
        let (property, class) = ([7; 16], [9; 16]);
        let read = parse(&descriptor(
            0x9404,
            &[
                entry(0, 0x02, 0x000f_01ff, None, 1101),
                entry(6, 0, 0x20, Some((1, &[property])), 1102),
                entry(5, 0x0a, 0x100, Some((3, &[property, class])), 1103),
                entry(5, 0x10, 0x10, Some((2, &[class])), 1104),
                entry(2, 0, 0x10, None, 1105),
            ],
        ))
        .expect("read");
        assert!(read.is_protected);
        let ace = |allows, is_inherit_only, mask, object, rid| Ace {
            allows,
            is_inherit_only,
            mask,
            object,
            trustee: sid_of(rid),
        };
        let expected = vec![
            ace(true, false, 0x000f_01ff, None, 1101),
            ace(false, false, 0x20, Some(property), 1102),
            ace(true, true, 0x100, Some(property), 1103),
            ace(true, false, 0x10, None, 1104),
        ];
        assert_eq!(read.entries, Some(expected), "audit entries grant nothing");
    }

    #[test]
    fn missing_list_differs_from_an_empty_one() {
        let mut without = descriptor(0x8004, &[]);
        assert_eq!(parse(&without).expect("read").entries, Some(Vec::new()));
        without[16..20].fill(0);
        let read = parse(&without).expect("read");
        assert_eq!((read.entries, read.is_protected), (None, false));
    }

    #[test]
    fn truncated_descriptor_is_refused() {
        let whole = descriptor(0x8004, &[entry(5, 0, 1, Some((3, &[[1; 16], [2; 16]])), 1101)]);
        assert!(parse(&whole).is_some());
        for length in 0..whole.len() {
            assert_eq!(parse(&whole[..length]), None, "{length}");
        }
    }

    proptest! {
        #[test]
        fn no_bytes_make_the_parser_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let _either = parse(&bytes);
        }
    }
}
