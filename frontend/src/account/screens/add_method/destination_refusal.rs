//! Says why nothing is sent to a typed number or address.

use api_contract::start_reset::MethodKind;

use crate::words::{self, Message};

/// Returns the reason why the server refused a destination of this kind.
pub(super) fn refused_destination(kind: MethodKind, typed: &str) -> Message {
    match kind {
        MethodKind::Mail if is_mail_address(typed) => words::destination_is_work_mail(),
        MethodKind::Mail => words::destination_is_no_mail(),
        _ if has_country_code(typed) => words::destination_not_served(),
        MethodKind::TextMessage
        | MethodKind::AuthenticatorApp
        | MethodKind::Passkey
        | MethodKind::RecoveryCode => words::destination_without_country(),
    }
}

/// Returns whether a text has the shape of a mail address.
fn is_mail_address(typed: &str) -> bool {
    let typed = typed.trim();
    let domain = typed.split_once('@').filter(|(name, _)| !name.is_empty()).map(|(_, domain)| domain);
    let is_domain = |domain: &str| {
        domain.contains('.') && !domain.contains('@') && domain.split('.').all(|part| !part.is_empty())
    };
    domain.is_some_and(is_domain) && !typed.contains(char::is_whitespace)
}

/// Returns whether a number begins with a country code and is long enough for one.
fn has_country_code(typed: &str) -> bool {
    let digits = typed.chars().filter(|character| character.is_numeric()).count();
    let typed = typed.trim_start_matches(|character: char| !character.is_alphanumeric() && character != '+');
    (typed.starts_with('+') || typed.starts_with("00")) && digits >= 8
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::tests::language;

    fn english(kind: MethodKind, typed: &str) -> String {
        refused_destination(kind, typed).in_language(language("en"))
    }

    #[test]
    fn number_of_another_country_is_not_called_incomplete() {
        let number = |typed| english(MethodKind::TextMessage, typed);
        assert!(number("+49 151 23456789").contains("sends no codes"));
        assert!(number("0049 151 23456789").contains("sends no codes"));
        assert!(number("0701740643").contains("country code"));
        assert!(number("+46").contains("country code"));
    }

    #[test]
    fn work_address_is_not_called_malformed() {
        let mail = |typed| english(MethodKind::Mail, typed);
        assert!(mail(" anna@demo.example ").contains("work address"));
        for typed in ["anna", "anna@", "@demo.example", "anna@demo", "a b@demo.example", "a@b@c.d"] {
            assert!(mail(typed).contains("not an email address"), "{typed}");
        }
    }
}
