//! Other answers of a domain controller.

use readmit_agent::active_directory::fuzzing;

use super::text;

/// A security descriptor is read whole, or refused.
pub(super) fn descriptor(data: &[u8]) -> bool {
    fuzzing::read_descriptor(data)
}

/// Any input is read as a control, as a result and as a stored position.
pub(super) fn answer(data: &[u8]) -> bool {
    [control(data), result(data), position(data)].contains(&true)
}

/// The control of an answer has a cookie, or none. A cookie goes back unchanged.
fn control(data: &[u8]) -> bool {
    let mut has_cookie = false;
    for is_page in [true, false] {
        let Some(cookie) = fuzzing::read_control(data, is_page) else { continue };
        let request = fuzzing::write_control(&cookie, is_page).expect("a control has a value");
        assert_eq!(fuzzing::read_control(&request, is_page), Some(cookie));
        has_cookie = true;
    }
    has_cookie
}

/// Of the text of an answer, only digits are ever logged. The first four bytes are the result code.
fn result(data: &[u8]) -> bool {
    let Some((rc, rest)) = data.split_first_chunk() else { return false };
    let Some(text) = text(rest) else { return false };
    let (code, bind_code) = fuzzing::read_answer(u32::from_le_bytes(*rc), text);
    let is_hex = |code: &str| code.bytes().all(|byte| byte.is_ascii_hexdigit());
    assert!(code == "no code" || code.len() == 8 && is_hex(&code));
    assert!(is_hex(&bind_code));
    code != "no code" || !bind_code.is_empty()
}

/// The position of a sync is read as it was written, or refused.
fn position(data: &[u8]) -> bool {
    let Some(written) = text(data).and_then(fuzzing::read_position) else { return false };
    assert_eq!(fuzzing::read_position(&written).as_ref(), Some(&written));
    true
}
