//! The meaning of a relay's refusal (RFC 5321, section 4.2; enhanced codes of RFC 3463).

use lettre::transport::smtp::{Error, response::Code};

use crate::error::{NO_ANSWER, NO_CONNECTION, NOT_READ};

/// A kind that `SendError` counts as permanent.
pub(super) const ADDRESS_REFUSED: &str = "MessageRejected";
const NOT_ADMITTED: &str = "AccessDenied";
const CLOSED: &str = "ServiceUnavailable";

/// Returns the kind of a failure, without the relay's own words, which may repeat the address.
pub(super) fn reason(error: &Error) -> &'static str {
    let Some(code) = error.status() else {
        return if error.is_timeout() {
            NO_ANSWER
        } else if error.is_response() {
            NOT_READ
        } else {
            NO_CONNECTION
        };
    };
    let text = std::error::Error::source(error).map(ToString::to_string).unwrap_or_default();
    reply_reason(number(code), &text)
}

fn number(code: Code) -> u16 {
    code.severity as u16 * 100 + code.category as u16 * 10 + code.detail as u16
}

/// Returns the kind of a reply. A relay that refuses this sender or client refuses every address, also with 550; only the
/// enhanced code tells.
fn reply_reason(code: u16, text: &str) -> &'static str {
    let enhanced = text.split_whitespace().next().unwrap_or_default();
    match code {
        421 | 454 => CLOSED,
        530 | 534 | 535 | 538 => NOT_ADMITTED,
        550 | 551 | 553 if enhanced.starts_with("5.7.") => "refused by a rule of the relay",
        550 | 551 | 553 => ADDRESS_REFUSED,
        400..=499 => "not now",
        _ => "refused without a code",
    }
}

#[cfg(test)]
mod tests {
    use super::reply_reason;
    use crate::SendError;

    #[test]
    fn replies_of_a_relay_have_their_meaning() {
        for (code, text, is_permanent, is_outage) in [
            (550, "5.1.1 <anna@home.example>: Recipient address rejected", true, false),
            (550, "No such user here", true, false),
            (553, "5.1.3 Invalid address", true, false),
            (550, "5.7.1 Relaying denied", false, false),
            (554, "5.7.1 Rejected as spam", false, false),
            (552, "5.2.2 Mailbox full", false, false),
            (451, "4.7.1 Greylisted", false, false),
            (421, "4.3.2 Closing", false, true),
            (535, "5.7.8 Authentication credentials invalid", false, true),
            (530, "5.7.0 Must issue a STARTTLS command first", false, true),
            (454, "4.7.0 Temporary authentication failure", false, true),
        ] {
            let error = SendError::because("sending", reply_reason(code, text));
            assert_eq!((error.is_permanent(), error.is_outage()), (is_permanent, is_outage), "{code} {text}");
        }
    }
}
