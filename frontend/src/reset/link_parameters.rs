//! The parameters of a link to this page: `?user=anna@demo.example&purpose=unlock-account&lang=sv`, or in a notice
//! `#cancel=` and a token. Browsers send a fragment to no server.

use api_contract::start_reset::AnonymousPurpose;

use crate::{browser, language};

/// The parameters with which the page opens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct LinkParameters {
    pub(crate) user_id: String,
    pub(crate) purpose: AnonymousPurpose,
    pub(crate) language: Option<String>,
    /// The token that cancels an order.
    pub(crate) cancel: Option<String>,
}

impl LinkParameters {
    pub(crate) fn from_address() -> Self {
        Self { cancel: browser::fragment("#cancel="), ..Self::read(browser::query) }
    }

    /// Returns the reader's languages.
    pub(crate) fn readers_languages(&self) -> Vec<String> {
        language::readers(self.language.clone())
    }

    fn read(query: impl Fn(&str) -> Option<String>) -> Self {
        let purpose = query("purpose").and_then(|name| AnonymousPurpose::from_name(&name));
        let purpose = purpose.unwrap_or(AnonymousPurpose::ResetPassword);
        Self { user_id: query("user").unwrap_or_default(), purpose, language: query("lang"), cancel: None }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn link_fills_in_name_purpose_and_language() {
        let link = [("user", "anna"), ("purpose", "unlock-account"), ("lang", "sv")];
        let query =
            |name: &str| link.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned());
        let link = LinkParameters::read(query);
        assert_eq!(link.user_id, "anna");
        assert_eq!(link.purpose, AnonymousPurpose::UnlockAccount);
        assert_eq!(link.language.as_deref(), Some("sv"));
    }

    #[test]
    fn unknown_purpose_is_a_reset() {
        assert_eq!(
            LinkParameters::read(|_| Some("drop-table".to_owned())).purpose,
            AnonymousPurpose::ResetPassword
        );
        assert_eq!(LinkParameters::read(|_| None).user_id, "");
    }
}
