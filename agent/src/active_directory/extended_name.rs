//! Names in extended form: `<GUID=…>;<SID=…>;CN=…` (MS-ADTS 3.1.1.3.4.1.5).

use uuid::Uuid;

/// Returns the objectGUID at the beginning.
pub(super) fn guid(name: &str) -> Option<Uuid> {
    let rest = name.get(..6).filter(|start| start.eq_ignore_ascii_case("<GUID=")).and(name.get(6..))?;
    rest.split_once('>')?.0.parse().ok()
}

/// Returns the distinguished name at the end; a name in its usual form unchanged.
pub(super) fn dn(mut name: &str) -> &str {
    while let Some((_, rest)) = name.split_once(">;").filter(|_| name.starts_with('<')) {
        name = rest;
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: Uuid = Uuid::from_bytes([7; 16]);

    #[test]
    fn guid_of_an_extended_name_is_read() {
        assert_eq!(guid("<GUID=07070707-0707-0707-0707-070707070707>;CN=x"), Some(ID));
        assert_eq!(guid("<guid=07070707070707070707070707070707>;CN=x"), Some(ID));
        for other in ["", "CN=x", "<GUID=", "<GUID=7>;CN=x", "<SID=01>;<GUID=0>"] {
            assert_eq!(guid(other), None, "{other}");
        }
    }

    #[test]
    fn dn_of_an_extended_name_is_read() {
        assert_eq!(dn("<GUID=07>;<SID=S-1-5>;CN=a>;b,DC=x"), "CN=a>;b,DC=x");
        assert_eq!(dn("<GUID=07>;CN=x"), "CN=x");
        assert_eq!(dn("CN=x>;y"), "CN=x>;y");
    }
}
