//! Blocks of network addresses, each counted as one caller.

use std::net::IpAddr;

/// A block of addresses that counts as one caller: a /24 of IPv4 or a /56 of IPv6, which an access provider commonly
/// delegates to one customer (RFC 6177).
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct AddressBlock(String);

impl AddressBlock {
    /// Returns the block that `address` lies in. An IPv4 address written as IPv6 counts as IPv4.
    pub fn new(address: IpAddr) -> Self {
        match address.to_canonical() {
            IpAddr::V4(v4) => {
                let [a, b, c, _] = v4.octets();
                Self(format!("{a}.{b}.{c}.0/24"))
            }
            IpAddr::V6(v6) => {
                let [a, b, c, d, ..] = v6.segments();
                Self(format!("{a:x}:{b:x}:{c:x}:{:x}::/56", d & 0xff00))
            }
        }
    }

    /// Returns the block in CIDR notation.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn block(address: &str) -> AddressBlock {
        AddressBlock::new(address.parse().unwrap())
    }

    #[test]
    fn addresses_of_one_block_are_equal() {
        assert_eq!(block("192.0.2.1"), block("192.0.2.254"));
        assert_ne!(block("192.0.2.1"), block("192.0.3.1"));
        assert_eq!(block("::ffff:192.0.2.1"), block("192.0.2.9"));
        assert_eq!(block("2001:db8:1:ff00::1"), block("2001:db8:1:ffff::2"));
        assert_ne!(block("2001:db8:1:ff00::1"), block("2001:db8:1:fe00::1"));
        assert_eq!(block("2001:db8:1:ff42::1").as_str(), "2001:db8:1:ff00::/56");
    }
}
