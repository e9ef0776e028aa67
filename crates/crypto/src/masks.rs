//! Masks of destinations. All have the same shape and length, so that they do not tell the length of the destination.

use domain::MethodKind;

pub fn mask(kind: MethodKind, destination: &str) -> String {
    match kind {
        MethodKind::TextMessage => {
            let mut digits = destination.chars().rev().filter(char::is_ascii_digit);
            let (last, before) = (digits.next().unwrap_or('0'), digits.next().unwrap_or('0'));
            number([before, last])
        }
        MethodKind::Mail => mail(destination.chars().next().unwrap_or('a')),
        MethodKind::AuthenticatorApp | MethodKind::Passkey | MethodKind::RecoveryCode => String::new(),
    }
}

fn number(last_two: [char; 2]) -> String {
    let [before, last] = last_two;
    format!("••• ••• {before}{last}")
}

fn mail(initial: char) -> String {
    let initial = initial.to_lowercase().next().unwrap_or(initial);
    format!("{initial}•••@•••")
}

#[cfg(test)]
mod tests {
    use domain::MethodKind::{Mail, TextMessage};

    use super::mask;

    #[test]
    fn masks_have_one_shape() {
        assert_eq!(mask(TextMessage, "+46700000042"), "••• ••• 42");
        assert_eq!(mask(TextMessage, "+1 202-555-01 0 7"), "••• ••• 07");
        assert_eq!(mask(TextMessage, ""), "••• ••• 00");
        assert_eq!(mask(Mail, "anna.andersson@demo.example"), "a•••@•••");
        assert_eq!(mask(Mail, "Åsa@demo.example"), "å•••@•••");
    }
}
