//! LDAP controls of searches and of their answers.

use ldap3::{
    asn1::{PL, StructureTag, parse_tag},
    controls::{Control, RawControl},
};

/// The control for results in pages (RFC 2696).
pub(super) const PAGED: &str = "1.2.840.113556.1.4.319";
/// The control for changes, `LDAP_SERVER_DIRSYNC_OID` (MS-ADTS 3.1.1.3.4.1.3).
pub(super) const DIR_SYNC: &str = "1.2.840.113556.1.4.841";
/// The control `LDAP_SERVER_EXTENDED_DN_OID` (MS-ADTS 3.1.1.3.4.1.5): names in values come as `<GUID=…>;<SID=…>;CN=…`.
const EXTENDED_NAMES: &str = "1.2.840.113556.1.4.529";
/// The control that includes deleted objects, `LDAP_SERVER_SHOW_DELETED_OID` (MS-ADTS 3.1.1.3.4.1.14).
const SHOW_DELETED: &str = "1.2.840.113556.1.4.417";
/// The control that selects parts of a security descriptor, `LDAP_SERVER_SD_FLAGS_OID` (MS-ADTS 3.1.1.3.4.1.11).
const DESCRIPTOR_PARTS: &str = "1.2.840.113556.1.4.801";

/// The flag `DACL_SECURITY_INFORMATION`, which selects only the access list of a security descriptor; reading more
/// takes more rights.
const DACL: i32 = 4;

/// The flag `LDAP_DIRSYNC_INCREMENTAL_VALUES`: of the members of a group, only those that joined and left are returned.
const INCREMENTAL_VALUES: i32 = i32::MIN;
/// The maximum number of bytes in one answer.
const DIR_SYNC_BYTES: i32 = 1_048_576;

/// Requests the next page of entries.
pub(super) fn paged(entries: i32, cookie: &[u8]) -> RawControl {
    control(PAGED, true, Some(sequence(&[integer(entries), octets(cookie)])))
}

/// Requests what changed since a cookie.
pub(super) fn dir_sync(cookie: &[u8]) -> RawControl {
    control(
        DIR_SYNC,
        true,
        Some(sequence(&[integer(INCREMENTAL_VALUES), integer(DIR_SYNC_BYTES), octets(cookie)])),
    )
}

/// Requests the id with every name.
pub(super) fn extended_names() -> RawControl {
    // Names in their usual string form.
    control(EXTENDED_NAMES, false, Some(sequence(&[integer(1)])))
}

/// Requests deleted objects too.
pub(super) fn show_deleted() -> RawControl {
    control(SHOW_DELETED, true, None)
}

/// Requests only the access lists of security descriptors.
pub(super) fn access_lists() -> RawControl {
    control(DESCRIPTOR_PARTS, true, Some(sequence(&[integer(DACL)])))
}

/// Returns the cookie of the next page; `None` after the last one.
pub(super) fn next_page(controls: &[Control]) -> Option<Vec<u8>> {
    let (_, cookie) = parts(controls, PAGED)?;
    Some(cookie).filter(|cookie| !cookie.is_empty())
}

/// Returns whether there is more already, and the cookie for the next request.
pub(super) fn next_dir_sync(controls: &[Control]) -> Option<(bool, Vec<u8>)> {
    let (first, cookie) = parts(controls, DIR_SYNC)?;
    Some((first.iter().any(|byte| *byte != 0), cookie))
}

fn control(name: &str, crit: bool, val: Option<Vec<u8>>) -> RawControl {
    RawControl { ctype: name.to_owned(), crit, val }
}

/// Returns the first and the last part of a control's sequence.
fn parts(controls: &[Control], name: &str) -> Option<(Vec<u8>, Vec<u8>)> {
    let Control(_, raw) = controls.iter().find(|Control(_, raw)| raw.ctype == name)?;
    let (_, tag) = parse_tag(raw.val.as_deref()?).ok()?;
    let PL::C(parts) = tag.payload else { return None };
    let mut parts = parts.into_iter().filter_map(StructureTag::expect_primitive);
    let first = parts.next()?;
    Some((first, parts.next_back()?))
}

/// Encodes a number in two's complement, with as few bytes as possible (X.690 8.3.2).
fn integer(value: i32) -> Vec<u8> {
    let bytes = value.to_be_bytes();
    let is_filling = |pair: &&[u8]| {
        matches!(pair, [0, next] if *next < 0x80) || matches!(pair, [0xff, next] if *next >= 0x80)
    };
    let skipped = bytes.windows(2).take_while(is_filling).count();
    tagged(0x02, bytes.get(skipped..).unwrap_or(&bytes))
}

fn octets(value: &[u8]) -> Vec<u8> {
    tagged(0x04, value)
}

fn sequence(parts: &[Vec<u8>]) -> Vec<u8> {
    tagged(0x30, &parts.concat())
}

/// Encodes a tag, a length and a value. The length of a long value takes four bytes.
fn tagged(tag: u8, value: &[u8]) -> Vec<u8> {
    let head = if let Ok(short @ 0..0x80) = u8::try_from(value.len()) {
        vec![tag, short]
    } else {
        let length = u32::try_from(value.len()).unwrap_or(u32::MAX).to_be_bytes();
        [&[tag, 0x84], length.as_slice()].concat()
    };
    [head.as_slice(), value].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(name: &str, value: Vec<u8>) -> Vec<Control> {
        vec![Control(None, control(name, false, Some(value)))]
    }

    #[test]
    fn integers_take_as_many_bytes_as_they_need() {
        let encoded = |value| integer(value)[2..].to_vec();
        assert_eq!(encoded(0), [0]);
        assert_eq!(encoded(127), [127]);
        assert_eq!(encoded(128), [0, 128]);
        assert_eq!(encoded(500), [1, 0xf4]);
        assert_eq!(encoded(-1), [0xff]);
        assert_eq!(encoded(-129), [0xff, 0x7f]);
        assert_eq!(encoded(INCREMENTAL_VALUES), [0x80, 0, 0, 0]);
    }

    #[test]
    fn cookies_of_any_length_survive_a_round_trip() {
        for length in [0, 1, 127, 128, 70_000] {
            let cookie = vec![7; length];
            let there = dir_sync(&cookie).val.expect("a value");
            let (more, back) = next_dir_sync(&answer(DIR_SYNC, there)).expect("read");
            assert!(more, "the first number is the flags, which are not 0");
            assert_eq!(back, cookie);
        }
    }

    #[test]
    fn the_last_page_has_no_cookie() {
        let more = paged(500, b"more").val.expect("a value");
        assert_eq!(next_page(&answer(PAGED, more)), Some(b"more".to_vec()));
        let last = paged(0, b"").val.expect("a value");
        assert_eq!(next_page(&answer(PAGED, last)), None);
        assert_eq!(next_page(&answer(PAGED, vec![0x30, 0x84])), None, "a malformed control has no cookie");
    }
}
