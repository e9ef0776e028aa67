//! The QR code that an authenticator app scans.

use qrcodegen::{QrCode, QrCodeEcc};

/// The width of the empty border that scanners need, in modules.
const BORDER: i32 = 4;

/// Returns the side of the picture in modules and the SVG path of the dark ones, or `None` if the text is too long.
pub(crate) fn draw(text: &str) -> Option<(i32, String)> {
    let code = QrCode::encode_text(text, QrCodeEcc::Medium).ok()?;
    let size = code.size();
    let modules = (0..size).flat_map(|y| (0..size).map(move |x| (x, y)));
    let dark = modules.filter(|(x, y)| code.get_module(*x, *y));
    let path: Vec<_> = dark.map(|(x, y)| format!("M{},{}h1v1h-1z", x + BORDER, y + BORDER)).collect();
    Some((size + 2 * BORDER, path.concat()))
}

/// Returns a key in groups of four characters, as users read and type it.
pub(crate) fn in_groups(key: &str) -> String {
    let characters: Vec<char> = key.chars().collect();
    characters.chunks(4).map(String::from_iter).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn key_is_written_in_groups_of_four() {
        assert_eq!(in_groups("JBSWY3DPEHPK3PXP"), "JBSW Y3DP EHPK 3PXP");
        assert_eq!(in_groups("ABCDE"), "ABCD E");
        assert_eq!(in_groups(""), "");
    }

    #[test]
    fn qr_code_has_its_corner_and_its_border() {
        let (side, path) =
            draw("otpauth://totp/Acme:anna?secret=JBSWY3DPEHPK3PXP&issuer=Acme").expect("it fits");
        assert!(path.starts_with("M4,4h1v1h-1z"), "the first module of a corner is dark");
        assert!((29..=65).contains(&side));
        assert_eq!(draw(&"x".repeat(5000)), None);
    }
}
