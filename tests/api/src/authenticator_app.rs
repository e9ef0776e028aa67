//! An authenticator app, like any user's (RFC 6238).

use aws_lc_rs::hmac;

use crate::environment::now;

/// An app with one key.
#[derive(Debug, Clone)]
pub struct App {
    /// The key in base 32.
    pub key: String,
    /// The number of steps by which its codes are ahead of the clock, because a code is accepted only once.
    pub step: i64,
}

impl App {
    /// Returns the key as bytes.
    pub fn secret(&self) -> Vec<u8> {
        base32(&self.key)
    }

    /// Returns the code of the step that is this many steps of 30 seconds from now.
    pub fn code(&self, steps: i64) -> String {
        let step = now() / 30 + steps;
        let key = hmac::Key::new(hmac::HMAC_SHA1_FOR_LEGACY_USE_ONLY, &self.secret());
        let mac = hmac::sign(&key, &step.to_be_bytes());
        let mac = mac.as_ref();
        let at = usize::from(mac[19] & 15);
        let bits = u32::from_be_bytes(mac[at..at + 4].try_into().unwrap()) & 0x7fff_ffff;
        format!("{:06}", bits % 1_000_000)
    }
}

fn base32(text: &str) -> Vec<u8> {
    let letters = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    let (mut bytes, mut buffer, mut bits) = (Vec::new(), 0_u64, 0);
    for letter in text.bytes() {
        let five = letters.iter().position(|known| *known == letter).expect("base 32");
        buffer = buffer << 5 | five as u64;
        bits += 5;
        if bits >= 8 {
            bits -= 8;
            bytes.push(u8::try_from(buffer >> bits & 255).unwrap());
        }
    }
    bytes
}
