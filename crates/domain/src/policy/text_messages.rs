//! The section `[text_messages]`.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::calling_code;

/// A service of AWS that sends text messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TextProvider {
    /// Amazon Simple Notification Service.
    Sns,
    /// AWS End User Messaging, with a number or a sender of its own.
    EndUserMessaging,
}

/// The services that send text messages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct TextMessages {
    /// The services, the first one first. The next one is tried when one refuses a number permanently or fails.
    pub providers: Vec<TextProvider>,
    /// Countries that have services of their own, named as in `calling_codes`.
    pub countries: BTreeMap<String, Vec<TextProvider>>,
}

impl Default for TextMessages {
    fn default() -> Self {
        Self { providers: vec![TextProvider::Sns], countries: BTreeMap::new() }
    }
}

impl TextMessages {
    /// Returns the services for a number (E.164): those of the country that names it most exactly.
    pub fn providers_for(&self, number: &str) -> &[TextProvider] {
        let named = self.countries.iter().filter(|(named, _)| calling_code::includes(named, number));
        let nearest = named.max_by_key(|(named, _)| calling_code::exactness(named));
        nearest.map_or(&self.providers, |(_, providers)| providers)
    }

    /// Returns whether SNS sends everything.
    pub(super) fn is_default(&self) -> bool {
        *self == Self::default()
    }

    /// Returns whether every list names at least one service, and each once, and every country is one.
    pub(super) fn is_valid(&self) -> bool {
        let is_list = |providers: &Vec<TextProvider>| {
            let mut once = providers.clone();
            once.sort_unstable();
            once.dedup();
            !once.is_empty() && once.len() == providers.len()
        };
        is_list(&self.providers)
            && self
                .countries
                .iter()
                .all(|(named, providers)| calling_code::is_valid(named) && is_list(providers))
    }
}

#[cfg(test)]
mod tests {
    use super::TextProvider::{EndUserMessaging, Sns};
    use crate::policy::parse;

    #[test]
    fn a_number_goes_to_the_services_of_its_country() {
        let policy = parse(
            "[text_messages]\nproviders = [\"end-user-messaging\", \"sns\"]\n[text_messages.countries]\n\
             \"+46\" = [\"sns\"]\n\"+4670\" = [\"sns\", \"end-user-messaging\"]\n\"+1\" = [\"end-user-messaging\"]\n\
             JM = [\"sns\"]\n",
        )
        .unwrap();
        for (number, providers) in [
            ("+46812345678", &[Sns][..]),
            ("+46701740699", &[Sns, EndUserMessaging]),
            ("+12025550107", &[EndUserMessaging]),
            ("+18765550123", &[Sns]),
            ("+4915112345678", &[EndUserMessaging, Sns]),
        ] {
            assert_eq!(policy.text_messages.providers_for(number), providers, "{number}");
        }
    }

    #[test]
    fn without_a_section_sns_sends_every_text_message() {
        assert_eq!(parse("").unwrap().text_messages.providers_for("+46701740699"), [Sns]);
    }

    #[test]
    fn earlier_versions_can_read_a_policy_without_a_section() {
        let stored = |text| serde_json::to_string(&parse(text).unwrap()).unwrap();
        let section = "\"text_messages\":";
        assert!(!stored("").contains(section));
        assert!(stored("[text_messages]\nproviders = [\"end-user-messaging\"]\n").contains(section));
    }

    #[test]
    fn lists_of_services_that_mean_nothing_are_refused() {
        for wrong in [
            "providers = []",
            "providers = [\"sns\", \"sns\"]",
            "countries = { SE = [\"sns\"] }",
            "countries = { \"+46\" = [] }",
        ] {
            let error = parse(&format!("[text_messages]\n{wrong}\n")).unwrap_err().to_string();
            assert!(error.contains("[text_messages]"), "{wrong}: {error}");
        }
        let error = parse("[text_messages]\nproviders = [\"pigeon\"]\n").unwrap_err().to_string();
        assert!(error.contains("line 2") && error.contains("end-user-messaging"), "{error}");
    }
}
