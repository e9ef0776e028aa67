//! A mail in the form of RFC 5322.

use lettre::{
    Address, Message,
    error::Error,
    message::{
        Mailbox, MultiPart,
        header::{HeaderName, HeaderValue},
    },
};

use crate::messages::Mail;

/// Returns a mail with both parts, and with the time of now. `random` makes its message id: a relay need not add one, and
/// some receivers refuse a mail without.
pub(super) fn compose(from: &Mailbox, to: Address, mail: &Mail, random: u128) -> Result<Message, Error> {
    // No person wrote it, so that nothing answers it (RFC 3834, section 5).
    let name = HeaderName::new_from_ascii_str("Auto-Submitted");
    let generated = HeaderValue::new(name, "auto-generated".to_owned());
    Message::builder()
        .from(from.clone())
        .to(Mailbox::new(None, to))
        .subject(mail.subject.clone())
        .message_id(Some(format!("<{random:032x}@{}>", from.email.domain())))
        .raw_header(generated)
        .multipart(MultiPart::alternative_plain_html(mail.text.clone(), mail.html.clone()))
}

#[cfg(test)]
mod tests {
    use super::compose;
    use crate::messages::Mail;

    #[test]
    fn mail_has_both_parts_in_any_script() {
        let mail = Mail {
            subject: "Ändra ditt lösenord".to_owned(),
            text: "Kod: 123456\nför dig".to_owned(),
            html: "<p>Kod: <b>123456</b></p>".to_owned(),
        };
        let from = "Hjälp <help@example.com>".parse().unwrap();

        let message = compose(&from, "anna@home.example".parse().unwrap(), &mail, 0xa1b2).unwrap();

        let sent = String::from_utf8(message.formatted()).unwrap();
        assert!(sent.is_ascii(), "a relay need not take 8 bits: {sent}");
        for wanted in [
            "To: anna@home.example\r\n",
            "Auto-Submitted: auto-generated\r\n",
            "Date: ",
            "Message-ID: <0000000000000000000000000000a1b2@example.com>\r\n",
            "Content-Type: multipart/alternative;",
            "Content-Type: text/plain; charset=utf-8\r\n",
            "Content-Type: text/html; charset=utf-8\r\n",
            "=?utf-8?",
        ] {
            assert!(sent.contains(wanted), "{wanted}: {sent}");
        }
        assert!(sent.find("text/plain") < sent.find("text/html"), "the best part is the last: {sent}");
    }
}
