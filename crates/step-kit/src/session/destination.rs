//! Numbers and addresses that users type in order to register them.

use domain::{MethodKind, Policy};
use input::{
    mail,
    phone::{self, Country},
};

/// Returns a destination in its normal form, or `None` if nothing can be sent there. A number without a country code is
/// of the first country that the policy allows, and the policy must allow its country.
pub fn normalize_destination(kind: MethodKind, typed: &str, policy: &Policy) -> Option<String> {
    match kind {
        MethodKind::TextMessage => {
            let home = policy.methods.home_code().and_then(Country::from_calling_code);
            phone::read(typed, home).ok().filter(|number| policy.methods.allows_number(number))
        }
        MethodKind::Mail => mail::read(typed),
        MethodKind::AuthenticatorApp | MethodKind::Passkey | MethodKind::RecoveryCode => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn policy() -> Policy {
        domain::policy::parse("[methods]\ncalling_codes = [\"+46\", \"+1\"]\n").unwrap()
    }

    fn number(typed: &str) -> Option<String> {
        normalize_destination(MethodKind::TextMessage, typed, &policy())
    }

    #[test]
    fn numbers_have_one_normal_form() {
        for typed in
            ["+46701740699", "0046 70-174 06 99", "070-174 06 99", "+46 (70) 174.06.99", "٠٧٠١٧٤٠٦٩٩"]
        {
            assert_eq!(number(typed).as_deref(), Some("+46701740699"), "{typed}");
        }
    }

    #[test]
    fn wrong_and_disallowed_numbers_are_refused() {
        for typed in
            ["", "+46", "+4670174069912345", "+33612345678", "+18765550123", "+4681234567", "call me"]
        {
            assert_eq!(number(typed), None, "{typed}");
        }
        assert_eq!(normalize_destination(MethodKind::TextMessage, "0701740699", &Policy::default()), None);
    }

    #[test]
    fn addresses_have_one_normal_form() {
        let mail = |typed| normalize_destination(MethodKind::Mail, typed, &policy());
        assert_eq!(mail(" Anna <anna@home.example> ").as_deref(), Some("anna@home.example"));
        assert_eq!(mail("anna@home"), None);
    }
}
